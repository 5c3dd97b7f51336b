import type { OpenedContent } from '../../archive/open-archive.ts';
import { systemFailure } from '../../building/explain-failure.ts';
import { likelyAuthor } from '../desk/commit-report.ts';
import { reportFile } from '../desk/report-path.ts';
import { type EditForm, sentForm } from '../form/edit-form.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { looseRecord } from '../form/loose-record.ts';
import type { FieldContext } from '../pages/field-controls.ts';
import { reportPage } from '../pages/report-page.ts';
import { type Answer, type Message, page } from './answer.ts';
import type { Editor } from './editor.ts';

/** What a report's form is shown with. */
export interface ReportFormState {
  readonly isUnsaved?: boolean;
  readonly draftTime?: number | undefined;
  readonly notes?: readonly string[];
  readonly status?: number;
  readonly message?: Message;
}

/** A report's form, judged. */
export async function reportAnswer(
  { desk, base }: Editor,
  form: EditForm,
  state: ReportFormState,
): Promise<Answer> {
  const judged = await desk.judge(form);
  const title =
    looseRecord(judged.report?.yaml ?? '')('title') ?? form.file.split('/').at(-1) ?? '';
  return page({
    base,
    title,
    status: state.status,
    message: state.message,
    content: reportPage({
      base,
      form,
      problems: judged.problems,
      context: fieldContext(judged.opened),
      author: await likelyAuthor(desk),
      draftTime: state.draftTime,
      notes: state.notes,
      isUnsaved: state.isUnsaved ?? false,
    }),
  });
}

/** Shows a form that the server changed, and keeps it as what was typed. */
export function changedFormAnswer(
  editor: Editor,
  form: EditForm,
  notes: readonly string[],
): Promise<Answer> {
  const { desk } = editor;
  const turned = desk.turn(form, form.record.kind === 'text');
  const { file, opened, origin, body, record } = turned;
  desk.keepDraft(file, [
    ['file', file],
    ['opened', opened],
    ['origin', origin],
    ['mode', record.kind],
    ...(record.kind === 'text' ? [['yaml', record.text] as const] : []),
    ['body', body],
  ]);
  return reportAnswer(editor, turned, { isUnsaved: desk.isUnsaved(turned), notes });
}

/** A form as it was sent, kept in case that the machine stops. */
export function sentReport({ desk }: Editor, { entries }: FormSubmission): EditForm {
  const form = sentForm(entries);
  reportFile(form.file);
  try {
    if (desk.isUnsaved(form)) desk.keepDraft(form.file, entries);
    else desk.drafts.drop(form.file);
  } catch (error) {
    // A full disk must not stand in the way of what was asked; the browser keeps a draft too.
    if (systemFailure(error) === undefined) throw error;
  }
  return form;
}

/** What was last typed of a report, or what is saved. */
export function keptReport({ desk }: Editor, file: string): EditForm {
  const draft = desk.drafts.find(file);
  return draft === undefined ? desk.open(file) : sentForm(draft.entries);
}

/** Who may be chosen in a form, and which indicators, the newest edition first. */
export function fieldContext({ content }: OpenedContent): FieldContext {
  return {
    issuers: content?.issuers.value ?? [],
    editions: (content?.editions ?? [])
      .map(({ edition }) => edition)
      .sort((a, b) => (a.edition < b.edition ? 1 : -1)),
  };
}

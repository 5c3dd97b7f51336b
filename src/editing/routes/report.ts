import { sentForm } from '../form/edit-form.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { problemCount, problemItems } from '../pages/problem-list.ts';
import { type Answer, json } from './answer.ts';
import type { Editor } from './editor.ts';
import { reportAnswer, sentReport } from './report-form.ts';

/** What was done before the form is shown, by the address's `done`. */
const doneTexts: ReadonlyMap<string, string> = new Map([
  ['saved', '保存了。'],
  ['committed', '保存了，也提交到了 Git。'],
  ['renamed', '改了名字。'],
  ['moved', '移到了这一年，图片和附件也在这里了。请看一遍正文里提到年度的地方。'],
  ['made', '建好了，可以写正文了。'],
]);

/** A report's form, or the draft of it that was kept. */
export async function openReport(editor: Editor, query: URLSearchParams): Promise<Answer> {
  const { desk } = editor;
  const file = query.get('file') ?? '';
  const draft = desk.drafts.find(file);
  if (query.get('draft') === 'drop') desk.drafts.drop(file);
  if (query.get('draft') === 'open' && draft !== undefined) {
    const kept = sentForm(draft.entries);
    return reportAnswer(editor, desk.turn(kept, kept.record.kind === 'text'), { isUnsaved: true });
  }
  const said = doneTexts.get(query.get('done') ?? '');
  return reportAnswer(editor, desk.open(file), {
    draftTime: query.get('draft') === 'drop' ? undefined : draft?.time,
    message: said === undefined ? undefined : { kind: 'done', text: said },
  });
}

/** What is wrong, field by field, while somebody types. */
export async function checkReport(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const form = sentReport(editor, sent);
  const { problems } = await editor.desk.judge(form);
  const fields: Record<string, string> = {};
  for (const { field } of problems)
    fields[field] ??= problemItems(problems.filter((placed) => placed.field === field))?.html ?? '';
  return json({ count: problemCount(problems), isUnsaved: editor.desk.isUnsaved(form), fields });
}

/** The front matter as text, or as fields again. */
export async function turnReport(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const wantsText = sent.text('to') === 'text';
  const turned = editor.desk.turn(sentReport(editor, sent), wantsText);
  const isStuck = !wantsText && turned.record.kind === 'text';
  return reportAnswer(editor, turned, {
    isUnsaved: editor.desk.isUnsaved(turned),
    ...(isStuck
      ? { message: { kind: 'failed', text: '信息栏里还有写错的地方，改好才能用表格填写。' } }
      : {}),
  });
}

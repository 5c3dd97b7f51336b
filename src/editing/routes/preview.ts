import type { JudgedForm } from '../desk/edit-desk.ts';
import { reportFile } from '../desk/report-path.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { previewNotice, previewPage } from '../pages/preview-page.ts';
import { previewText, type Script } from '../shown/preview.ts';
import { type Answer, framed } from './answer.ts';
import type { Editor } from './editor.ts';
import { keptReport, sentReport } from './report-form.ts';

/** Before a preview was asked for. */
export function showNoPreview({ base }: Editor): Answer {
  return framed(previewNotice(base, '按上面的按钮，看读者会看到的样子。'));
}

/** What is in the form, as readers would see it. */
export async function previewSent(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const script = sent.text('script') === 'hant' ? 'hant' : 'hans';
  return previewAnswer(editor, await editor.desk.judge(sentReport(editor, sent)), script);
}

/** What was last typed, in Traditional: where an entry of a glossary was not written after all. */
export async function previewKept(editor: Editor, query: URLSearchParams): Promise<Answer> {
  const form = keptReport(editor, reportFile(query.get('file') ?? ''));
  return previewAnswer(editor, await editor.desk.judge(form), 'hant');
}

export function previewAnswer(
  { base }: Editor,
  { form, opened, report }: JudgedForm,
  script: Script,
  message?: string,
): Answer {
  if (report === undefined || opened.content === undefined)
    return framed(previewNotice(base, '信息栏没有结束，看不出正文从哪里开始：请先改好信息栏。'));
  const address = (file: string) => `${base}file?path=${encodeURIComponent(file)}`;
  const text = previewText(report, opened.content, script, address);
  return framed(previewPage({ base, file: form.file, script, text, message }));
}

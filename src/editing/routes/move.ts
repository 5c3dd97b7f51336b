import { reportAddress } from '../../model/address.ts';
import { FileChanged, PathRefused } from '../content/content-folder.ts';
import { InputRefused } from '../content/input-refused.ts';
import { moveReport } from '../desk/move-report.ts';
import { placeOf, reportFile } from '../desk/report-path.ts';
import { withdrawReport } from '../desk/withdraw-report.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { html } from '../pages/markup.ts';
import { type MoveTexts, movePage } from '../pages/move-page.ts';
import { type Answer, goTo, page, reportFormAddress } from './answer.ts';
import type { Editor } from './editor.ts';

export function showMove(editor: Editor, query: URLSearchParams): Answer {
  return moveAnswer(editor, reportFile(query.get('file') ?? ''), {});
}

/** Another year or name for a report. */
export async function moveOn(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const file = reportFile(sent.text('file'));
  const year = sent.word('year');
  const slug = sent.word('slug');
  const isKnown = sent.has('known');
  try {
    const target = await moveReport(editor.desk, file, { year, slug }, isKnown);
    const done = placeOf(target).year === placeOf(file).year ? 'renamed' : 'moved';
    return goTo(reportFormAddress(editor.base, target, done));
  } catch (error) {
    const taken = `${year} 年已经有一篇叫 ${slug}，请换一个名字。`;
    const refused = error instanceof FileChanged ? new InputRefused(taken, 409) : error;
    if (!(refused instanceof InputRefused)) throw error;
    return moveAnswer(editor, file, { year, slug, isRenameKnown: isKnown }, refused);
  }
}

/** The end of a report. */
export function withdraw(editor: Editor, sent: FormSubmission): Answer {
  const { desk, base } = editor;
  const file = reportFile(sent.text('file'));
  const to = sent.word('to');
  const isKnown = sent.has('known');
  try {
    const copy = withdrawReport(desk, file, to, isKnown);
    return page({
      base,
      title: '撤下了',
      message: { kind: 'done', text: `${file} 从内容文件夹里拿走了。` },
      content: html`<p>原文留在 <code>${copy}</code>。撤错了的，把它放回 <code>${file}</code>${isKnown ? '，再从 redirects.yaml 里去掉这一条' : ''}。</p><p><a class="button" href="${base}">回到报告</a></p>`,
    });
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    return moveAnswer(editor, file, { to, isWithdrawalKnown: isKnown }, error);
  }
}

/** @param typed what was sent and refused, to be mended */
function moveAnswer(
  { desk, base }: Editor,
  file: string,
  typed: MoveTexts,
  refused?: InputRefused,
): Answer {
  if (!desk.folder.has(file)) throw new PathRefused(`没有 ${file} 这个文件。`);
  const place = placeOf(file);
  return page({
    base,
    title: '改名或撤下',
    refused,
    content: movePage({ base, file, address: reportAddress(place), place, typed }),
  });
}

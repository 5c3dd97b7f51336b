import { lineDiff } from '../../archive/mend/line-diff.ts';
import { systemFailure } from '../../building/explain-failure.ts';
import { isAuthor } from '../content/commit.ts';
import { FileChanged } from '../content/content-folder.ts';
import { readReportFile } from '../content/report-file.ts';
import { commitReport } from '../desk/commit-report.ts';
import type { EditForm } from '../form/edit-form.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { conflictPage } from '../pages/conflict-page.ts';
import { type Answer, goTo, page, reportFormAddress } from './answer.ts';
import type { Editor } from './editor.ts';
import { reportAnswer, sentReport } from './report-form.ts';

/** Saves a report, and commits it where that was asked for. */
export async function saveReport(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const { desk, base } = editor;
  const form = sentReport(editor, sent);
  try {
    desk.save(form);
  } catch (error) {
    if (error instanceof FileChanged) return conflictAnswer(editor, form, error.bytes);
    const said = systemFailure(error);
    if (said === undefined) throw error;
    return reportAnswer(editor, form, {
      isUnsaved: true,
      status: 500,
      message: { kind: 'failed', text: `没有保存：${said}您写的都在下面，原来的文件没有变。` },
    });
  }
  if (sent.word('commit') !== 'yes') return goTo(reportFormAddress(base, form.file, 'saved'));
  const author = { name: sent.word('author-name'), email: sent.word('author-email') };
  const refused = isAuthor(author)
    ? await commitReport(desk, form.file, author)
    : '请写上姓名和电子邮箱，再保存一次';
  if (refused === undefined) return goTo(reportFormAddress(base, form.file, 'committed'));
  return reportAnswer(editor, desk.open(form.file), {
    message: { kind: 'failed', text: `保存了，但没有提交到 Git：${refused}` },
  });
}

/** Somebody else wrote the file meanwhile: both are shown. */
function conflictAnswer(
  { desk, base }: Editor,
  form: EditForm,
  current: Buffer | undefined,
): Answer {
  const mine = readReportFile(desk.bytes(form));
  const theirs = current?.toString('utf8').replace(/\r\n?/g, '\n') ?? '';
  const text = mine?.text.replace(/\r\n?/g, '\n') ?? '';
  return page({
    base,
    title: '没有保存：文件被改过了',
    status: 409,
    content: conflictPage({
      base,
      file: form.file,
      current: current === undefined ? undefined : desk.remember(current),
      mine: { frontMatter: mine?.frontMatter ?? '', body: form.body },
      difference: lineDiff(theirs, text),
      theirs,
    }),
  });
}

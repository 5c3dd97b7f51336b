import { extname } from 'node:path';
import { escapeMarkdown } from '../../importing/write/escape-markdown.ts';
import { imageTypes, mediaTypeOf } from '../../model/media-type.ts';
import { addPicture } from '../content/beside-file.ts';
import { PathRefused } from '../content/content-folder.ts';
import { pastedText } from '../content/pasted-text.ts';
import { reportFile } from '../desk/report-path.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { type Answer, json } from './answer.ts';
import type { Editor } from './editor.ts';
import { refusedFile } from './refused-file.ts';
import { changedFormAnswer, sentReport } from './report-form.ts';

/** A picture that a report's form or preview shows. */
export function showPicture({ desk }: Editor, query: URLSearchParams): Answer {
  const path = query.get('path') ?? '';
  const type = extname(path).slice(1).toLowerCase();
  if (!path.startsWith('reports/') || !imageTypes.has(type))
    throw new PathRefused('没有这张图片。');
  const body = desk.folder.read(path, 100_000_000);
  if (body === undefined) throw new PathRefused('没有这张图片。');
  return { status: 200, type: mediaTypeOf(type), body };
}

/** Pictures that were chosen in the form: each gets a line in the text. */
export async function addPictures(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const form = sentReport(editor, sent);
  const files = sent.files('picture');
  const alt = sent.word('alt');
  const caret = Number(sent.text('caret') || form.body.length);
  const notes: string[] = [];
  let { body } = form;
  let at = Number.isInteger(caret) ? Math.min(Math.max(0, caret), body.length) : body.length;
  // A picture stands in a line of its own, never in the middle of one.
  const end = body.indexOf('\n', at);
  at = end === -1 ? body.length : end;
  for (const file of files) {
    const said = await refusedFile(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const name = await addPicture(editor.desk.folder, form.file, bytes);
      const line = `\n\n![${escapeMarkdown(alt)}](${name})`;
      const after = body.slice(at);
      body = `${body.slice(0, at).trimEnd()}${line}${after.startsWith('\n\n') || after.trim() === '' ? after : `\n${after}`}`;
      at += line.length;
      notes.push(`图片放在了报告旁边：${name}，正文里加了一行。`);
      if (alt === '') notes.push('还没有写图上的内容：请在 ![ ] 的方括号里写上。');
    });
    if (said !== undefined) notes.push(said);
  }
  if (files.length === 0) notes.push('没有选图片文件。');
  return changedFormAnswer(editor, { ...form, body }, notes);
}

/** A picture that was pasted or dropped: its line is put into the text by the page. */
export async function placePicture({ desk }: Editor, sent: FormSubmission): Promise<Answer> {
  const report = reportFile(sent.text('file'));
  const [picture] = sent.files('picture');
  if (picture === undefined) return json({ said: '没有收到图片。' });
  let markdown: string | undefined;
  const refused = await refusedFile(async () => {
    const bytes = new Uint8Array(await picture.arrayBuffer());
    const name = await addPicture(desk.folder, report, bytes);
    markdown = `![${escapeMarkdown(sent.word('alt'))}](${name})`;
  });
  return json({ markdown, said: refused ?? '图片放在了报告旁边，正文里加了一行。' });
}

/** What was pasted from a word processor, as Markdown; pictures in it go beside the report. */
export async function pasteText({ desk }: Editor, sent: FormSubmission): Promise<Answer> {
  const file = reportFile(sent.text('file'));
  const take = (bytes: Uint8Array) => addPicture(desk.folder, file, bytes);
  return json(await pastedText(sent.text('html'), take));
}

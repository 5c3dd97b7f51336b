import { addAttachment } from '../content/beside-file.ts';
import { PathRefused } from '../content/content-folder.ts';
import type { FieldTexts } from '../form/field-values.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import type { Answer } from './answer.ts';
import type { Editor } from './editor.ts';
import { refusedFile } from './refused-file.ts';
import { changedFormAnswer, sentReport } from './report-form.ts';

/** Attachments that were chosen in the form: each gets a row of the front matter. */
export async function addAttachments(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const form = sentReport(editor, sent);
  const files = sent.files('attachment');
  const title = sent.word('attachment-title');
  const notes: string[] = [];
  let { record } = form;
  for (const file of files) {
    const said = await refusedFile(async () => {
      const texts = record.kind === 'fields' ? record.texts.get('attachments') : undefined;
      if (record.kind !== 'fields' || texts?.kind !== 'rows')
        throw new PathRefused('附件一项的写法这里改不了：请在信息栏原文里写。');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const name = addAttachment(editor.desk.folder, form.file, file.name, bytes);
      const named = title === '' ? file.name.replace(/\.[^.]*$/, '') : title;
      const rows = texts.rows.filter((row) => Object.values(row).some((text) => text !== ''));
      const fresh: FieldTexts = { kind: 'rows', rows: [...rows, { file: name, title: named }] };
      record = { kind: 'fields', texts: new Map([...record.texts, ['attachments', fresh]]) };
      notes.push(`附件放在了报告旁边：${name}，信息栏里加了一项。`);
    });
    if (said !== undefined) notes.push(said);
  }
  if (files.length === 0) notes.push('没有选附件文件。');
  return changedFormAnswer(editor, { ...form, record }, notes);
}

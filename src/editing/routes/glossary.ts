import type { GlossaryEntry } from '../../model/glossary.ts';
import { isWriting } from '../../model/writing.ts';
import { FileChanged } from '../content/content-folder.ts';
import { reportFile } from '../desk/report-path.ts';
import { writeGlossaryEntry } from '../desk/write-glossary-entry.ts';
import type { FieldTexts } from '../form/field-values.ts';
import type { FormSubmission } from '../form/form-submission.ts';
import { decisionPage } from '../pages/preview-page.ts';
import { glossaryEffect } from '../shown/glossary-effect.ts';
import { type Answer, framed } from './answer.ts';
import type { Editor } from './editor.ts';
import { previewAnswer } from './preview.ts';
import { changedFormAnswer, keptReport } from './report-form.ts';

/** Shows what an entry would change, before it is written anywhere. */
export async function weighEntry(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const { file, entry } = sentEntry(sent);
  const judged = await editor.desk.judge(keptReport(editor, file));
  const { content } = judged.opened;
  const fault = entryFault(entry);
  if (fault !== undefined || content === undefined)
    return previewAnswer(editor, judged, 'hant', fault);
  const effect = glossaryEffect(entry, content, file);
  return framed(decisionPage({ base: editor.base, file, entry, effect }));
}

/** Writes an entry for the whole site; answers in the frame of the preview, with what is in the form above it. */
export async function addSiteEntry(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const { file, entry } = sentEntry(sent);
  let said = entryFault(entry);
  if (said === undefined) {
    try {
      writeGlossaryEntry(editor.desk.folder, entry);
      said = `写进了全站的对照表：${entry.simplified} → ${entry.traditional}。`;
    } catch (error) {
      if (error instanceof FileChanged || !(error instanceof Error) || 'code' in error) throw error;
      said = error.message;
    }
  }
  return previewAnswer(editor, await editor.desk.judge(keptReport(editor, file)), 'hant', said);
}

/** An entry for one report goes into its form, to be saved with it. */
export async function addOwnEntry(editor: Editor, sent: FormSubmission): Promise<Answer> {
  const { file, entry } = sentEntry(sent);
  const form = keptReport(editor, file);
  const { record } = form;
  const texts = record.kind === 'fields' ? record.texts.get('glossary') : undefined;
  const fault = entryFault(entry);
  if (fault !== undefined) return changedFormAnswer(editor, form, [fault]);
  if (record.kind !== 'fields' || texts?.kind !== 'rows')
    return changedFormAnswer(editor, form, ['繁简对照一项的写法这里改不了：请在信息栏原文里写。']);
  const { simplified, traditional } = entry;
  const rows = texts.rows.filter((row) => row.simplified !== simplified);
  const fresh: FieldTexts = { kind: 'rows', rows: [...rows, { simplified, traditional }] };
  return changedFormAnswer(
    editor,
    { ...form, record: { kind: 'fields', texts: new Map([...record.texts, ['glossary', fresh]]) } },
    [`这一篇的繁简对照里加了一项：${simplified} → ${traditional}。保存以后才算数。`],
  );
}

function sentEntry(sent: FormSubmission): { readonly file: string; readonly entry: GlossaryEntry } {
  return {
    file: reportFile(sent.text('file')),
    entry: { simplified: sent.word('simplified'), traditional: sent.word('traditional') },
  };
}

/** Why an entry cannot be written, in Chinese; undefined when it can. */
function entryFault({ simplified, traditional }: GlossaryEntry): string | undefined {
  if (simplified === '' || traditional === '') return '简体和繁体都要写，没有写入。';
  if (!isWriting(simplified) || !isWriting(traditional)) return '里面有不是文字的符号，没有写入。';
  return simplified.length === traditional.length
    ? undefined
    : '简体和繁体的字数要相同，没有写入。';
}

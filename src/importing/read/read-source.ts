import { extname } from 'node:path';
import { type SourceDocument, SourceRefused } from '../source-document.ts';
import { decodeText } from './decode-text.ts';
import { readDoc } from './read-doc.ts';
import { readDocx } from './read-docx.ts';
import { readHtml, type SavedWith } from './read-html.ts';
import { charsetIn, readMht } from './read-mht.ts';
import { readPdf } from './read-pdf.ts';
import { readPlainText } from './read-plain-text.ts';

type Reader = (bytes: Buffer, savedWith: SavedWith) => SourceDocument | Promise<SourceDocument>;

const html: Reader = (bytes, savedWith) =>
  readHtml(decodeText(bytes, charsetIn(bytes)).text, savedWith);

const readers: Readonly<Record<string, Reader>> = {
  doc: readDoc,
  docm: readDocx,
  docx: readDocx,
  htm: html,
  html,
  mht: readMht,
  mhtml: readMht,
  pdf: readPdf,
  txt: readPlainText,
};

/** Why other kinds that clerks have are not read, and what to do instead. */
const refusals: Readonly<Record<string, string>> = {
  wps: 'WPS 的旧格式不能直接读：请在 WPS 里另存为 .docx。',
  rtf: '.rtf 不能直接读：请另存为 .docx。',
  odt: '.odt 不能直接读：请另存为 .docx。',
  ofd: '.ofd 不能导入：请找 Word 原件。',
  rar: '.rar 不能直接读：请解压后再导入。',
  zip: '压缩包里套着压缩包，没有打开；请解压后再导入。',
};

/** Whether a file holds other files. */
export function isArchive(file: string): boolean {
  return suffixOf(file) === 'zip';
}

/** Whether a file is of a kind that holds documents, read or not: other files of a folder are passed over. */
export function isDocument(file: string): boolean {
  return suffixOf(file) in readers || suffixOf(file) in refusals;
}

/**
 * Reads a source by its extension.
 *
 * @throws {SourceRefused} with the reason, in Chinese
 */
export async function readSource(
  file: string,
  bytes: Buffer,
  savedWith: SavedWith,
): Promise<SourceDocument> {
  const suffix = suffixOf(file);
  const reader = readers[suffix];
  if (reader === undefined) throw new SourceRefused(refusals[suffix] ?? `不认识 .${suffix} 文件。`);
  if (bytes.length < 4) throw new SourceRefused('文件是空的。');
  const document = await reader(bytes, savedWith);
  if (document.text.trim() === '') {
    throw new SourceRefused(
      document.images.length > 0
        ? '里面只有图片，没有文字，像是扫描件：要先识别成文字。'
        : '里面没有文字。',
    );
  }
  return document;
}

function suffixOf(file: string): string {
  return extname(file).slice(1).toLowerCase();
}

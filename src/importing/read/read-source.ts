import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { compareReadings, type ReadingComparison } from '../compare-readings.ts';
import { officeMissing } from '../office/find-office.ts';
import type { OfficeFormat, OfficeTask } from '../office/office.ts';
import { type SourceDocument, SourceRefused } from '../source-document.ts';
import { type ContentKind, contentKind } from './content-kind.ts';
import { decodeText } from './decode-text.ts';
import { odtText } from './odt-text.ts';
import { openPackage } from './open-package.ts';
import { readDoc } from './read-doc.ts';
import { mainPart, readDocx } from './read-docx.ts';
import { readHtml, type SavedWith } from './read-html.ts';
import { charsetIn, readMht } from './read-mht.ts';
import { readPdf } from './read-pdf.ts';
import { readPlainText } from './read-plain-text.ts';
import { rtfText } from './rtf-text.ts';

/** What LibreOffice made of a source: its file, or why there is none, in Chinese. */
export interface OfficeReading {
  readonly bytes?: Buffer | undefined;
  readonly failure?: string | undefined;
}

/** What a reader is given beside the bytes. */
export interface ReadingAids {
  readonly savedWith: SavedWith;
  /** Undefined where LibreOffice is not installed or not wanted. */
  readonly office?: OfficeReading | undefined;
}

type Reader = (bytes: Buffer, aids: ReadingAids) => SourceDocument | Promise<SourceDocument>;

const html: Reader = (bytes, { savedWith }) =>
  readHtml(decodeText(bytes, charsetIn(bytes)).text, savedWith);

/** By what a file holds. */
const readers: Readonly<Record<string, Reader>> = {
  doc: readOldWord,
  docx: readWord,
  html,
  mht: readMht,
  odt: async (bytes, aids) => byOffice(aids, await odtText(bytes)),
  ole: async (_, aids) => byOffice(aids),
  pdf: readPdf,
  rtf: readRtf,
  txt: readPlainText,
};

/** Which reader a file's extension asks for. */
const suffixes: Readonly<Record<string, string>> = {
  doc: 'doc',
  docm: 'docx',
  docx: 'docx',
  dot: 'doc',
  dotx: 'docx',
  htm: 'html',
  html: 'html',
  mht: 'mht',
  mhtml: 'mht',
  odt: 'odt',
  pdf: 'pdf',
  rtf: 'rtf',
  txt: 'txt',
  wps: 'doc',
};

/** Files that say what they are by their first bytes, whatever they are called. */
const wordSuffixes = new Set(['doc', 'docm', 'docx', 'dot', 'dotx', 'odt', 'rtf', 'wps']);

/** Why other kinds that clerks have are not read, and what to do instead. */
const refusals: Readonly<Record<string, string>> = {
  ofd: '.ofd 不能导入：请找 Word 原件。',
  rar: '.rar 不能直接读：请解压后再导入。',
  zip: '压缩包里套着压缩包，没有打开；请解压后再导入。',
  ...Object.fromEntries(
    ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'bmp'].map((suffix) => [
      suffix,
      '这是图片，里面没有文字：要先识别成文字，识别的文字存成旁边的“同名.ocr.txt”再导入。',
    ]),
  ),
};

/** Pictures of paper: read where somebody had them recognised. */
const pictures = new Set(['jpg', 'jpeg', 'png', 'tif', 'tiff', 'bmp']);

/** The text that was recognised in a scan lies beside it: `报告.ocr.txt` beside `报告.pdf` or `报告.jpg`. */
function recognisedName(file: string): string {
  return `${basename(file, extname(file))}.ocr.txt`;
}

/** Whether a file holds other files. */
export function isArchive(file: string): boolean {
  return suffixOf(file) === 'zip';
}

/**
 * Whether a file is of a kind that holds documents, read or not: other files of a folder are passed over. A picture is
 * one where its text lies beside it.
 */
export function isDocument(file: string): boolean {
  const suffix = suffixOf(file);
  if (file.toLowerCase().endsWith('.ocr.txt')) return false;
  if (pictures.has(suffix)) return existsSync(join(dirname(file), recognisedName(file)));
  return suffix in suffixes || ['ofd', 'rar', 'zip'].includes(suffix);
}

/**
 * Judges a source before LibreOffice sees it, and says what LibreOffice should make of it, if anything.
 *
 * @throws {SourceRefused} for what is broken, encrypted or would unpack without end
 */
export async function judgeSource(
  file: string,
  bytes: Buffer,
): Promise<Pick<OfficeTask, 'suffix' | 'format'> | undefined> {
  const kind = kindOf(file, bytes);
  const formats: Readonly<Record<string, OfficeFormat>> = {
    doc: 'docx',
    docx: 'odt',
    odt: 'docx',
    ole: 'docx',
    rtf: 'docx',
  };
  const format = formats[kind];
  if (format === undefined) return undefined;
  if (kind === 'docx' || kind === 'odt') {
    const parts = await openPackage(bytes);
    const manifest = await parts.file('META-INF/manifest.xml')?.async('string');
    if (kind === 'odt' && manifest?.includes('encryption-data'))
      throw new SourceRefused('文件有密码，请先去掉密码。');
    for (const name of [await mainPart(parts), 'content.xml']) {
      const start = (await parts.file(name)?.async('string'))?.slice(0, 10_000) ?? '';
      if (/<!(?:DOCTYPE|ENTITY)/i.test(start)) throw new SourceRefused(entities);
    }
  }
  return { suffix: kind === 'ole' ? suffixOf(file) : kind, format };
}

const entities = '里面有实体定义，正常的文档没有，没有打开。';

/**
 * Reads a source by what it holds.
 *
 * @throws {SourceRefused} with the reason, in Chinese
 */
export async function readSource(
  file: string,
  bytes: Buffer,
  aids: ReadingAids,
): Promise<SourceDocument> {
  const recognised = aids.savedWith(encodeURIComponent(recognisedName(file)));
  if (recognised !== undefined && pictures.has(suffixOf(file)))
    return readRecognised(file, recognised);
  const kind = kindOf(file, bytes);
  const read = await Promise.resolve(readers[kind]?.(bytes, aids)).catch((error: unknown) => {
    const isScan = error instanceof SourceRefused && error.message.includes('扫描件');
    if (isScan && recognised !== undefined) return readRecognised(file, recognised);
    throw error;
  });
  if (read === undefined) throw new SourceRefused(`不认识 .${suffixOf(file)} 文件。`);
  if (read.text.trim() === '') {
    throw new SourceRefused(
      read.images.length > 0
        ? '里面只有图片，没有文字，像是扫描件：要先识别成文字。'
        : '里面没有文字。',
    );
  }
  const named = suffixes[suffixOf(file)];
  if (named === kind || kind === 'ole') return read;
  const names = { html: '网页', mht: '网页', pdf: 'PDF' }[kind] ?? `.${kind}`;
  return {
    ...read,
    review: [...read.review, `扩展名是 .${suffixOf(file)}，里面是${names}，按里面的读了。`],
  };
}

/** A program took a picture for these words, so somebody always has to look. */
function readRecognised(file: string, bytes: Buffer): SourceDocument {
  const document = readPlainText(bytes);
  const name = recognisedName(file);
  if (document.text.trim() === '') throw new SourceRefused(`“${name}”里没有文字。`);
  const line = `文字是从“${name}”来的，是程序认出来的，请逐字对照原件。`;
  return { ...document, review: [...document.review, line] };
}

/** The reader that a file needs; its first bytes are believed before its name. */
function kindOf(file: string, bytes: Buffer): string {
  const suffix = suffixOf(file);
  const wanted = suffixes[suffix];
  if (wanted === undefined) throw new SourceRefused(refusals[suffix] ?? `不认识 .${suffix} 文件。`);
  if (bytes.length < 4) throw new SourceRefused('文件是空的。');
  if (!wordSuffixes.has(suffix)) return wanted;
  const held: ContentKind | undefined = contentKind(bytes);
  if (held === 'encrypted') throw new SourceRefused('文件有密码，请先去掉密码。');
  if (held === undefined && wanted === 'rtf')
    throw new SourceRefused('文件损坏，或者扩展名与内容不符。');
  // What is no word processor's at all is told by the reader of its name; .wps has been the name of other programs.
  if (held === undefined || held === 'ole') return suffix === 'wps' ? 'ole' : wanted;
  return held;
}

async function readWord(bytes: Buffer, { office }: ReadingAids): Promise<SourceDocument> {
  const document = await readDocx(bytes);
  if (office === undefined) return document;
  if (office.bytes === undefined) return withReview(document, notCompared(office));
  return compared(document, await odtText(office.bytes), 'LibreOffice');
}

/** A Word 97–2003 file: whole through LibreOffice, else its text alone. */
async function readOldWord(bytes: Buffer, { office }: ReadingAids): Promise<SourceDocument> {
  if (office?.bytes === undefined) {
    const document = await readDoc(bytes);
    return office === undefined ? document : withReview(document, notCompared(office));
  }
  const document = await readDocx(office.bytes);
  const text = await readDoc(bytes).then(
    (read) => read.text,
    () => undefined,
  );
  if (text === undefined)
    return withReview(document, '只有 LibreOffice 读得出这个文件，文字没有别的程序核对。');
  return compared(document, text.split('\n'), '另一个程序');
}

/** Read by LibreOffice; `own` is its text as our own reader finds it, where there is one. */
async function byOffice({ office }: ReadingAids, own?: readonly string[]): Promise<SourceDocument> {
  if (office === undefined) throw new SourceRefused(officeMissing);
  if (office.bytes === undefined)
    throw new SourceRefused(`${office.failure ?? ''}，没有导入；请在 WPS、Word 里另存为 .docx。`);
  const document = await readDocx(office.bytes);
  return own === undefined
    ? withReview(document, '只有 LibreOffice 读得出这个文件，文字没有别的程序核对。')
    : compared(document, own, '另一个程序', true);
}

/** The only old format that keeps the numbers as they were drawn: they are compared too. */
async function readRtf(bytes: Buffer, aids: ReadingAids): Promise<SourceDocument> {
  const own = rtfText(bytes);
  const document = await byOffice(aids, own);
  const withNumbers = compareReadings(document.text.split('\n'), own);
  if (withNumbers.kind === 'same') return document;
  const { ours, theirs } = withNumbers.difference;
  throw new SourceRefused(
    `自动序号读得不一样，没有导入。这里：“${ours}”；原件里：“${theirs}”。请在 WPS、Word 里另存为 .docx 再导入。`,
  );
}

/** @throws {SourceRefused} where the other reading has other words */
function compared(
  document: SourceDocument,
  other: readonly string[],
  reader: string,
  hasNumbers = false,
): SourceDocument {
  const { comparable = [], beside = [] } = document;
  const comparison: ReadingComparison = compareReadings(comparable, other);
  if (comparison.kind === 'same') return document;
  const groups = [...beside, beside.flat()].filter((words) => words.length > 0);
  for (const words of groups) {
    if (compareReadings([...comparable, ...words], other).kind === 'same') return document;
  }
  // What the file itself does not hold is compared elsewhere, or nowhere.
  if (hasNumbers && comparison.kind === 'labels') return document;
  const { ours, theirs } = comparison.difference;
  throw new SourceRefused(
    `两个程序读出的文字不同，没有导入。这里：“${ours}”；${reader}：“${theirs}”。请对照原件，把这一处改成普通文字再导入。`,
  );
}

function notCompared({ failure = '' }: OfficeReading): string {
  return `${failure}，文字没有用它核对。`;
}

function withReview(document: SourceDocument, line: string): SourceDocument {
  return { ...document, review: [...document.review, line] };
}

function suffixOf(file: string): string {
  return extname(file).slice(1).toLowerCase();
}

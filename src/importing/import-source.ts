import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { readRegularFile } from '../archive/read/regular-file.ts';
import type { Issuer } from '../model/issuer.ts';
import type { ListedAddress } from './address-list.ts';
import { cleanDocument } from './clean-document.ts';
import { type FoundRecord, findRecord } from './find-record.ts';
import { findStructure } from './find-structure.ts';
import type { OfficeResult, OfficeTask } from './office/office.ts';
import { proveText } from './prove-text.ts';
import {
  isArchive,
  isDocument,
  judgeSource,
  type OfficeReading,
  readSource,
} from './read/read-source.ts';
import { type ReadTables, readTables } from './read/read-tables.ts';
import { type UnpackedFile, unpackArchive } from './read/unpack-archive.ts';
import { type SourceFact, type SourceImage, SourceRefused } from './source-document.ts';
import { markdownFromBlocks } from './write/markdown-from-blocks.ts';

/** What a child process is asked. */
export interface ImportRequest {
  /** Absolute path of the source. */
  readonly path: string;
  readonly issuers: readonly Issuer[];
  /** Absolute path of an empty folder for the files of an archive. */
  readonly unpackTo?: string | undefined;
  /** Asks whether LibreOffice may see the source, and what it should make of it. */
  readonly isJudgedOnly?: boolean | undefined;
  /** Asks for the tables of a file instead of its text. */
  readonly isTable?: boolean | undefined;
  /** The address that a list gives for a saved page, and where it says so. */
  readonly listed?: Pick<ListedAddress, 'address' | 'where'> | undefined;
  /** What LibreOffice made of it; undefined where it is not installed or not wanted. */
  readonly office?: OfficeResult | undefined;
}

/** A source that nothing speaks against. */
export interface SoundSource {
  readonly kind: 'sound';
  /** What LibreOffice should make of it; undefined where it is not needed. */
  readonly office: Pick<OfficeTask, 'suffix' | 'format'> | undefined;
}

/** An archive of documents, each of which is a source of its own. */
export interface UnpackedSource {
  readonly kind: 'unpacked';
  readonly files: readonly UnpackedFile[];
}

/** The tables of a file. */
export interface TableSource extends ReadTables {
  readonly kind: 'tables';
}

export type ImportAnswer =
  | ImportedText
  | UnpackedSource
  | SoundSource
  | TableSource
  | RefusedSource;

/** A source as it can be written into the archive; plain data. */
export interface ImportedText {
  readonly kind: 'imported';
  /** Markdown, with the pictures under the names {@link pictureName} gives for the slug `picture`. */
  readonly body: string;
  readonly record: FoundRecord;
  readonly images: readonly SourceImage[];
  /** Words taken for the frame around the text, block by block. */
  readonly frame: readonly string[];
  readonly dropped: readonly string[];
  readonly review: readonly string[];
}

export interface RefusedSource {
  readonly kind: 'refused';
  /** In Chinese. */
  readonly reason: string;
  /** No reason that was looked for: the process that read may be the worse for it. */
  readonly isFault?: boolean | undefined;
}

/** As large as a source may be, in bytes. */
const largestSource = 100_000_000;

/** A name that no text holds by chance, replaced when the report's own name is known. */
export const pictureSlug = 'picture-of-this-report';

export function pictureName(slug: string, index: number, { suffix }: SourceImage): string {
  return `${slug}-${index + 1}.${suffix}`;
}

/** Reads, orders and proves one source. Never throws for what the file holds, as far as Node survives it. */
export async function importSource({
  path,
  issuers,
  unpackTo,
  isJudgedOnly,
  isTable,
  listed,
  office,
}: ImportRequest): Promise<ImportAnswer> {
  try {
    const bytes = readRegularFile(path, largestSource);
    if (isArchive(path) && unpackTo !== undefined) {
      const files = await unpackArchive(bytes, unpackTo, isDocument);
      if (files.length === 0) throw new SourceRefused('压缩包里没有可以导入的文件。');
      return { kind: 'unpacked', files };
    }
    if (isTable) return { kind: 'tables', ...(await readTables(path, bytes)) };
    if (isJudgedOnly) return { kind: 'sound', office: await judgeSource(path, bytes) };
    const aids = { savedWith: besideOf(path), office: officeReading(office) };
    const document = cleanDocument(await readSource(path, bytes, aids));
    const { title, blocks, boldLines } = findStructure(document.blocks);
    const facts: SourceFact[] =
      listed === undefined
        ? []
        : [{ name: 'listed-address', value: listed.address, where: listed.where }];
    const record = findRecord(title, blocks, [...facts, ...document.facts], issuers);
    const body = markdownFromBlocks(blocks, {
      images: document.images.map((image, index) => pictureName(pictureSlug, index, image)),
      alts: document.images.map(({ alt }) => alt),
      notes: document.notes,
    });
    proveText(document.text, title, body);
    const missing = document.images.filter(({ alt }) => alt === '').length;
    const review = [...new Set(document.review)];
    if (boldLines.length > 0) {
      const shown = boldLines.slice(0, 3).map((line) => `“${line}”`);
      const more = boldLines.length > 3 ? '等' : '';
      review.push(
        `有 ${boldLines.length} 行加粗的短行（${shown.join('、')}${more}）没有编号和标题样式：是小标题的，去掉两边的 **，在前面写上 ## 和空格。`,
      );
    }
    if (missing > 0) review.push(`有 ${missing} 张图片没有文字说明，请在 ![ ] 里写上图上的内容。`);
    return {
      kind: 'imported',
      body,
      record,
      images: document.images,
      frame: document.frame ?? [],
      dropped: document.dropped,
      review,
    };
  } catch (error) {
    if (error instanceof SourceRefused) return { kind: 'refused', reason: error.message };
    // What a library says of a broken file is not for a clerk.
    const reason = '文件损坏，或者不是它的扩展名所说的类型，读不出来。';
    return { kind: 'refused', reason, isFault: true };
  }
}

function officeReading(office: OfficeResult | undefined): OfficeReading | undefined {
  if (office === undefined) return undefined;
  return office.kind === 'made'
    ? { bytes: readRegularFile(office.path, largestSource) }
    : { failure: office.reason };
}

/** Pictures that a browser saved beside a page: never anything outside the page's folder. */
function besideOf(path: string): (address: string) => Buffer | undefined {
  const folder = realpathSync(dirname(path));
  return (address) => {
    if (/^[a-z][a-z\d+.-]*:|^[/\\]/i.test(address)) return undefined;
    try {
      const file = join(folder, decodeURIComponent(address.split(/[?#]/)[0] ?? ''));
      if (!existsSync(file) || !realpathSync(file).startsWith(folder + sep)) return undefined;
      return readRegularFile(file, largestSource);
    } catch {
      return undefined;
    }
  };
}

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { searchEntryFile } from '../../model/address.ts';
import type { Report } from '../../model/report.ts';
import type { Converter } from '../../variant/converter.ts';
import {
  catalogName,
  formsName,
  packedEnding,
  type Script,
  type SearchEntry,
  type SearchNames,
} from '../catalog.ts';
import { indexFiles } from '../pagefind/index-files.ts';
import { indexFormat } from '../pagefind/index-layout.ts';
import { soundsName } from '../sounds.ts';
import { CatalogColumns } from './catalog-columns.ts';
import { readDocument } from './document-texts.ts';
import { nameFiles } from './name-files.ts';
import { soundTable } from './sound-table.ts';
import { type DocumentExtent, SymbolRun } from './symbol-run.ts';
import { TextWriter } from './text-writer.ts';

export interface SearchableReport {
  readonly report: Report;
  /** The rendered body. */
  readonly html: string;
  /** What gives its page the Traditional text. */
  readonly converter: Converter;
}

export interface WrittenIndex {
  readonly documents: number;
  /** Characters that are searched: normalised, without spaces. */
  readonly symbols: number;
  /** Bytes of Pagefind's files (chunks, meta) and of the catalog as they are loaded. */
  readonly bytes: number;
  readonly chunks: number;
  /** Bytes of the texts that excerpts are taken from. */
  readonly textBytes: number;
}

/**
 * Writes the whole search index of an archive into `folder` (emptied first). The reports must come newest
 * first: this order decides between equals and is the order of dates.
 *
 * @param names for suggestions, in each script; titles in the order of the reports.
 */
export async function writeSearchIndex(
  reports: Iterable<SearchableReport>,
  names: Readonly<Record<Script, SearchNames>>,
  folder: string,
): Promise<WrittenIndex> {
  const run = new SymbolRun();
  const columns = new CatalogColumns();
  const texts = new TextWriter();
  for (const { report, html, converter } of reports) {
    const document = readDocument(report, html, converter);
    const lengths = run.add(document.indexed);
    const extent = run.extents[run.extents.length - 1] as DocumentExtent;
    columns.add(report, extent, texts.add(document.stored(lengths, extent), converter));
  }
  const own = new Map<string, Uint8Array>();
  const write = (name: string, content: object) => {
    own.set(name + packedEnding, Buffer.from(JSON.stringify(content)));
  };
  for (const [name, content] of columns.files()) write(name, content);
  // The texts are in the hash of the index by their digest, and sealed when it is known.
  write(formsName, { forms: texts.otherForms, texts: texts.digest });
  for (const script of ['zh-Hans', 'zh-Hant'] as const)
    for (const [name, content] of nameFiles(script, names[script])) write(name, content);
  write(soundsName, soundTable(run.symbols));
  const index = await indexFiles(run, own);
  const entry: SearchEntry = { index: index.hash, format: indexFormat };

  await rm(folder, { recursive: true, force: true });
  for (const [below, files] of [
    [index.hash, index.files],
    [index.hash, texts.files(index.hash)],
    ['', new Map([[searchEntryFile, Buffer.from(JSON.stringify(entry))]])],
  ] as const) {
    for (const [path, content] of files) {
      const target = join(folder, below, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
  }
  let bytes = 0;
  for (const [path, content] of index.files) {
    if (!own.has(path) || path === catalogName + packedEnding) bytes += content.length;
  }
  return {
    documents: run.extents.length,
    symbols: run.symbols.length,
    bytes,
    chunks: index.chunks,
    textBytes: texts.bytes,
  };
}

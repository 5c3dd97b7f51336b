import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { searchEntryFile } from '../../model/address.ts';
import {
  catalogName,
  documentGrain,
  formsName,
  packedEnding,
  type Script,
  type SearchEntry,
  type SearchNames,
  soundsName,
} from '../catalog.ts';
import { FileSpool } from '../packed/spool.ts';
import { packIndex } from '../pagefind/index-files.ts';
import { indexFormat } from '../pagefind/index-layout.ts';
import { CatalogColumns } from './catalog-columns.ts';
import { readDocument } from './document-texts.ts';
import { HeadFiles } from './head-files.ts';
import { nameFiles } from './name-files.ts';
import type { SearchableReport } from './searchable-report.ts';
import { soundTable } from './sound-table.ts';
import { type DocumentExtent, SymbolRun } from './symbol-run.ts';
import { TextWriter } from './text-writer.ts';

export interface WrittenIndex {
  readonly documents: number;
  /** Characters that are searched: normalised, without spaces. */
  readonly symbols: number;
  /** Bytes of Pagefind's files (chunks, meta) and of the catalog as they are loaded. */
  readonly bytes: number;
  readonly chunks: number;
  /** Bytes of the texts that excerpts are taken from, with their heads. */
  readonly textBytes: number;
}

/**
 * Writes the whole search index of an archive into `folder` (emptied first). The reports must come newest
 * first: this order decides between equals and is the order of dates.
 *
 * @param names for suggestions, in each script; titles in the order of the reports.
 * @param symbols about how many there will be, where that is known: room for them is not looked for twice.
 */
export async function writeSearchIndex(
  reports: AsyncIterable<SearchableReport> | Iterable<SearchableReport>,
  names: Readonly<Record<Script, SearchNames>>,
  folder: string,
  symbols?: number,
): Promise<WrittenIndex> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const spool = new FileSpool(join(folder, 'unsealed'));
  try {
    return await write(reports, names, folder, spool, symbols);
  } finally {
    spool.remove();
  }
}

async function write(
  reports: AsyncIterable<SearchableReport> | Iterable<SearchableReport>,
  names: Readonly<Record<Script, SearchNames>>,
  folder: string,
  spool: FileSpool,
  symbols: number | undefined,
): Promise<WrittenIndex> {
  const run = new SymbolRun(symbols);
  const { issuers, indicators } = names['zh-Hans'];
  const columns = new CatalogColumns({
    issuers: issuers.map(([id]) => id),
    indicators: indicators.map(([key]) => key),
  });
  const texts = new TextWriter(spool);
  const heads = new HeadFiles();
  for await (const { report, html, converter } of reports) {
    const document = readDocument(report, html, converter);
    const lengths = run.add(document.indexed);
    const extent = run.extents[run.extents.length - 1] as DocumentExtent;
    columns.add(report, extent);
    const head = texts.add(document.stored(lengths, extent), converter);
    heads.add(
      { slug: report.slug, issuer: report.issuer.id, ...head },
      extent.length / documentGrain,
    );
  }
  const slots = heads.close(texts);
  const own = new Map<string, Uint8Array>();
  const keep = (name: string, content: object) => {
    own.set(name + packedEnding, Buffer.from(JSON.stringify(content)));
  };
  for (const [name, content] of columns.files(slots)) keep(name, content);
  // The texts and their heads are in the hash of the index by their digests, and sealed when it is known.
  keep(formsName, { forms: texts.otherForms, texts: texts.digest, heads: heads.digest });
  for (const script of ['zh-Hans', 'zh-Hant'] as const)
    for (const [name, content] of nameFiles(script, names[script])) keep(name, content);
  keep(soundsName, soundTable(run.symbols));
  const index = packIndex(run, own, spool);

  const target = new WrittenFolder(join(folder, index.hash));
  let bytes = 0;
  for (const [path, content] of index.files()) {
    target.write(path, content);
    if (!own.has(path) || path === catalogName + packedEnding) bytes += content.length;
  }
  for (const [path, content] of texts.files(index.hash)) target.write(path, content);
  for (const [path, content] of heads.files(index.hash)) target.write(path, content);
  const entry: SearchEntry = { index: index.hash, format: indexFormat };
  new WrittenFolder(folder).write(searchEntryFile, Buffer.from(JSON.stringify(entry)));
  return {
    documents: run.extents.length,
    symbols: run.symbols.length,
    bytes,
    chunks: index.chunks,
    textBytes: texts.bytes + heads.bytes,
  };
}

/** Many small files, few folders. */
class WrittenFolder {
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(path: string, content: Uint8Array): void {
    const target = join(this.#folder, path);
    const parent = dirname(target);
    if (!this.#made.has(parent)) mkdirSync(parent, { recursive: true });
    this.#made.add(parent);
    writeFileSync(target, content);
  }
}

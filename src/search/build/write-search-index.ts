import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Indicator, indicatorKey } from '../../model/indicator.ts';
import type { Report } from '../../model/report.ts';
import {
  type Catalog,
  catalogName,
  entryFile,
  namesName,
  packedEnding,
  plainEnding,
  type Script,
  type SearchEntry,
  type SearchNames,
} from '../catalog.ts';
import { bodyBlocks } from './body-blocks.ts';
import { gzip, indexFiles } from './index-files.ts';
import { pagefindAssets } from './pagefind-assets.ts';
import { SymbolRun } from './symbol-run.ts';

export interface SearchableReport {
  readonly report: Report;
  /** The rendered body. */
  readonly html: string;
}

export interface WrittenIndex {
  readonly documents: number;
  /** Characters that are searched: normalised, without spaces. */
  readonly symbols: number;
  /** Bytes of Pagefind's own files (chunks, meta, entry) and of the catalog as it is loaded. */
  readonly bytes: number;
  readonly chunks: number;
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
  for (const { report, html } of reports) {
    const { headings, paragraphs } = bodyBlocks(html);
    const record = [
      report.documentNumber,
      report.indexNumber,
      ...report.attachments.map((attachment) => attachment.title),
    ].filter((text) => text !== undefined);
    run.add({ title: report.title, headings, paragraphs: [...record, ...paragraphs] });
    columns.add(report);
  }
  const catalog = Buffer.from(JSON.stringify(columns.catalog(run)));
  const index = indexFiles(run, catalog);
  const said = {
    'zh-Hans': Buffer.from(JSON.stringify(names['zh-Hans'])),
    'zh-Hant': Buffer.from(JSON.stringify(names['zh-Hant'])),
  };
  const entry: SearchEntry = {
    index: index.hash,
    names: { 'zh-Hans': shortHash(said['zh-Hans']), 'zh-Hant': shortHash(said['zh-Hant']) },
  };
  const packed = gzip(catalog);
  const own = new Map<string, Uint8Array>([
    [catalogName(entry) + packedEnding, packed],
    [catalogName(entry) + plainEnding, catalog],
    [entryFile, Buffer.from(JSON.stringify(entry))],
  ]);
  for (const script of ['zh-Hans', 'zh-Hant'] as const) {
    own.set(namesName(entry, script) + packedEnding, gzip(said[script]));
    own.set(namesName(entry, script) + plainEnding, said[script]);
  }

  await rm(folder, { recursive: true, force: true });
  const assets = await pagefindAssets();
  for (const files of [assets, index.files, own]) {
    for (const [path, content] of files) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
  }
  let bytes = packed.length;
  let chunks = 0;
  for (const [path, content] of index.files) {
    bytes += content.length;
    if (path.startsWith('index/')) chunks++;
  }
  return { documents: run.extents.length, symbols: run.symbols.length, bytes, chunks };
}

function shortHash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 10);
}

/** Gathers what the catalog says of each report. */
class CatalogColumns {
  readonly #years: number[] = [];
  readonly #slugs: string[] = [];
  readonly #issuers: number[] = [];
  readonly #issuerIds = new Map<string, number>();
  readonly #indicators: number[][] = [];
  readonly #indicatorKeys = new Map<string, number>();

  add(report: Report): void {
    this.#years.push(report.year);
    this.#slugs.push(report.slug);
    this.#issuers.push(number(this.#issuerIds, report.issuer.id));
    const filed = new Set<Indicator>();
    for (const indicator of report.indicators) {
      filed.add(indicator);
      for (const ancestor of indicator.ancestors) filed.add(ancestor);
    }
    this.#indicators.push(
      [...filed].map((indicator) => number(this.#indicatorKeys, indicatorKey(indicator))),
    );
  }

  catalog(run: SymbolRun): Catalog {
    return {
      lengths: run.extents.map((extent) => extent.length),
      titles: run.extents.map((extent) => extent.title),
      headings: run.extents.map((extent) => extent.headings),
      years: this.#years,
      slugs: this.#slugs,
      issuers: this.#issuers,
      issuerIds: [...this.#issuerIds.keys()],
      indicators: this.#indicators,
      indicatorKeys: [...this.#indicatorKeys.keys()] as Catalog['indicatorKeys'][number][],
    };
  }
}

function number(known: Map<string, number>, key: string): number {
  const found = known.get(key) ?? known.size;
  known.set(key, found);
  return found;
}

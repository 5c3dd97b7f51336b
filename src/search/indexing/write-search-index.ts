import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Indicator, indicatorKey } from '../../model/indicator.ts';
import type { Report } from '../../model/report.ts';
import {
  type Catalog,
  catalogName,
  documentGrain,
  entryFile,
  namesName,
  packedEnding,
  paragraphGrain,
  type Script,
  type SearchEntry,
  type SearchNames,
  slugsInFile,
  slugsName,
} from '../catalog.ts';
import { indexFiles } from '../pagefind/index-files.ts';
import { indexFormat } from '../pagefind/index-layout.ts';
import { bodyBlocks } from './body-blocks.ts';
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
  /** Bytes of Pagefind's files (chunks, meta) and of the catalog as they are loaded. */
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
  const own = new Map<string, Uint8Array>();
  const write = (name: string, content: object) => {
    own.set(name + packedEnding, Buffer.from(JSON.stringify(content)));
  };
  write(catalogName, columns.catalog(run));
  for (let document = 0; document < columns.slugs.length; document += slugsInFile) {
    write(slugsName(document), columns.slugs.slice(document, document + slugsInFile));
  }
  for (const script of ['zh-Hans', 'zh-Hant'] as const) write(namesName(script), names[script]);
  const index = await indexFiles(run, own);
  const entry: SearchEntry = { index: index.hash, format: indexFormat };

  await rm(folder, { recursive: true, force: true });
  for (const [below, files] of [
    [index.hash, index.files],
    ['', new Map([[entryFile, Buffer.from(JSON.stringify(entry))]])],
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
  const { chunks } = index;
  return { documents: run.extents.length, symbols: run.symbols.length, bytes, chunks };
}

/** Gathers what the catalog says of each report. */
class CatalogColumns {
  readonly #years: number[] = [];
  readonly slugs: string[] = [];
  readonly #issuers: number[] = [];
  readonly #issuerIds = new Map<string, number>();
  readonly #indicators: number[][] = [];
  readonly #indicatorKeys = new Map<string, number>();
  readonly #indicatorParents: number[] = [];

  add(report: Report): void {
    this.#years.push(report.year);
    this.slugs.push(report.slug);
    this.#issuers.push(number(this.#issuerIds, report.issuer.id));
    this.#indicators.push(report.indicators.map((indicator) => this.#indicator(indicator)));
  }

  /** Its number; those above it are numbered with it. */
  #indicator(indicator: Indicator): number {
    const index = number(this.#indicatorKeys, indicatorKey(indicator));
    const parent = indicator.ancestors.at(-1);
    if (index === this.#indicatorParents.length) {
      this.#indicatorParents.push(-1);
      if (parent) this.#indicatorParents[index] = this.#indicator(parent);
    }
    return index;
  }

  catalog(run: SymbolRun): Catalog {
    return {
      lengths: run.extents.map(({ length }) => length / documentGrain),
      titles: run.extents.map(({ title }) => title),
      paragraphs: run.extents.map(({ paragraphs }) => paragraphs / paragraphGrain),
      years: this.#years,
      issuers: this.#issuers,
      issuerIds: [...this.#issuerIds.keys()],
      indicators: this.#indicators,
      indicatorKeys: [...this.#indicatorKeys.keys()] as Catalog['indicatorKeys'][number][],
      indicatorParents: this.#indicatorParents,
    };
  }
}

function number(known: Map<string, number>, key: string): number {
  const found = known.get(key) ?? known.size;
  known.set(key, found);
  return found;
}

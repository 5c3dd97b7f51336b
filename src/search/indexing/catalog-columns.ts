import { type Indicator, indicatorKey } from '../../model/indicator.ts';
import type { Report } from '../../model/report.ts';
import {
  catalogName,
  type DocumentsPart,
  documentGrain,
  documentsInFile,
  documentsName,
  issuerName,
  type PackedCatalog,
  packFew,
  packNumbers,
  packRuns,
  paragraphGrain,
  stepsOf,
  type TitleLists,
  titleFile,
  titleGrain,
  titlesName,
} from '../catalog.ts';
import {
  type FacetNames,
  facetNamesName,
  facetsInFile,
  facetsName,
  isLargeFileUsed,
  type PackedIndicators,
  type PackedIssuers,
  type UnderLists,
  underInFile,
  underName,
} from '../facets.ts';
import type { DocumentExtent } from './symbol-run.ts';

/** An indicator as far as the catalog has it; of those above it the last one counts. */
export interface FiledUnder extends Pick<Indicator, 'edition' | 'code'> {
  readonly ancestors: readonly FiledUnder[];
}

/** What of a report is in the catalog. */
export type CatalogReport = Pick<Report, 'year' | 'slug'> & {
  readonly issuer: { readonly id: string };
  readonly indicators: readonly FiledUnder[];
};

/** Gathers what the catalog says of each report, and cuts it into files: name without ending → content. */
export class CatalogColumns {
  readonly #years: number[] = [];
  readonly #slugs: string[] = [];
  readonly #issuers: number[] = [];
  readonly #issuerIds = new Map<string, number>();
  readonly #indicators: number[][] = [];
  readonly #indicatorKeys = new Map<string, number>();
  readonly #indicatorParents: number[] = [];
  readonly #extents: DocumentExtent[] = [];

  /** @returns the number of its issuer. */
  add(report: CatalogReport, extent: DocumentExtent): number {
    const issuer = number(this.#issuerIds, report.issuer.id);
    this.#years.push(report.year);
    this.#slugs.push(report.slug);
    this.#issuers.push(issuer);
    this.#indicators.push(report.indicators.map((indicator) => this.#indicator(indicator)));
    this.#extents.push(extent);
    return issuer;
  }

  /** Its number; those above it are numbered with it. */
  #indicator(indicator: FiledUnder): number {
    const index = number(this.#indicatorKeys, indicatorKey(indicator));
    const parent = indicator.ancestors.at(-1);
    if (index === this.#indicatorParents.length) {
      this.#indicatorParents.push(-1);
      if (parent) this.#indicatorParents[index] = this.#indicator(parent);
    }
    return index;
  }

  /** @param slots {@link PackedCatalog.slots} */
  *files(slots: readonly number[]): Generator<[name: string, content: object]> {
    const extents = this.#extents;
    const titles = grouped(extents.map(({ title }) => title));
    const files = grouped(titles.map(([symbols]) => titleFile(symbols)));
    const catalog: PackedCatalog = {
      lengths: packNumbers(extents.map(({ length }) => length / documentGrain)),
      titles: extents.flatMap(({ headings }, document) =>
        headings === titleGrain ? [] : [[document, headings / titleGrain] as const],
      ),
      paragraphs: packFew(extents.map(({ paragraphs }) => paragraphs / paragraphGrain - 1)),
      years: packRuns(this.#years),
      titleFiles: files.map(([file]) => file),
      issuerIds: [...this.#issuerIds.keys()],
      copies: extents.flatMap(({ copyOf }, document) =>
        copyOf === undefined ? [] : [[document, copyOf] as const],
      ),
      slots,
    };
    yield [catalogName, catalog];
    for (const [file, own] of files) {
      const lists: TitleLists = own.map((i) => {
        const [symbols, documents] = titles[i] as [number, number[]];
        return [symbols, stepsOf(documents)];
      });
      yield [titlesName(file), lists];
    }
    for (const [issuer, documents] of grouped(this.#issuers))
      yield [issuerName(issuer), stepsOf(documents)];

    yield* this.#facets();
    for (let start = 0; start < extents.length; start += documentsInFile) {
      const end = start + documentsInFile;
      const part: DocumentsPart = {
        slugs: this.#slugs.slice(start, end),
        years: this.#years.slice(start, end),
        issuers: this.#issuers
          .slice(start, end)
          .map((issuer) => catalog.issuerIds[issuer] as string),
      };
      yield [documentsName(start), part];
    }
  }

  *#facets(): Generator<[name: string, content: object]> {
    const parts = (start: number, end: number): PackedIssuers & PackedIndicators => {
      const own = this.#indicators.slice(start, end);
      return {
        issuers: packNumbers(this.#issuers.slice(start, end)),
        counts: packFew(own.map(({ length }) => length)),
        indicators: packNumbers(own.flat()),
      };
    };
    const { length } = this.#extents;
    const [small, large] = facetsInFile;
    for (let start = 0; start < length; start += small)
      yield [facetsName('issuer', start, small), parts(start, start + small)];
    for (let start = 0; start < length; start += large) {
      const { issuers, ...indicators } = parts(start, start + large);
      if (isLargeFileUsed('issuer', length - start))
        yield [facetsName('issuer', start, large), { issuers }];
      if (isLargeFileUsed('indicator', length - start))
        yield [facetsName('indicator', start, large), indicators];
    }

    const files: UnderLists[number][][] = [];
    let room = 0;
    const indicatorFiles = this.#documentsUnder().map((documents, indicator) => {
      if (room <= 0) {
        files.push([]);
        room = underInFile;
      }
      files[files.length - 1]?.push([indicator, stepsOf(documents)]);
      room -= documents.length;
      return files.length - 1;
    });
    for (const [file, lists] of files.entries()) yield [underName(file), lists];
    const names: FacetNames = {
      indicatorKeys: [...this.#indicatorKeys.keys()] as FacetNames['indicatorKeys'][number][],
      indicatorParents: this.#indicatorParents,
      indicatorFiles,
    };
    yield [facetNamesName, names];
  }

  /** For every indicator the documents that are filed under it or below it, ascending. */
  #documentsUnder(): number[][] {
    const under: number[][] = this.#indicatorParents.map(() => []);
    for (const [document, indicators] of this.#indicators.entries()) {
      const all = new Set<number>();
      for (let index of indicators)
        for (; index !== -1; index = this.#indicatorParents[index] as number) all.add(index);
      for (const index of all) under[index]?.push(document);
    }
    return under;
  }
}

/** Each value with the places where it stands, in ascending order. */
function grouped(values: readonly number[]): [value: number, places: number[]][] {
  const found = new Map<number, number[]>();
  for (const [place, value] of values.entries()) {
    const known = found.get(value);
    if (known) known.push(place);
    else found.set(value, [place]);
  }
  return [...found].sort(([a], [b]) => a - b);
}

function number(known: Map<string, number>, key: string): number {
  const found = known.get(key) ?? known.size;
  known.set(key, found);
  return found;
}

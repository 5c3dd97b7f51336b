import { type Indicator, type IndicatorKey, indicatorKey } from '../../model/indicator.ts';
import type { Report } from '../../model/report.ts';
import {
  catalogName,
  type DocumentsPart,
  documentGrain,
  documentsInFile,
  documentsName,
  type PackedCatalog,
  packFew,
  packNumbers,
  packRuns,
  packSteps,
  paragraphGrain,
  type TitleLists,
  titleFile,
  titleGrain,
  titlesName,
} from '../catalog.ts';
import {
  type FacetColumn,
  type FacetNames,
  facetNamesName,
  facetsInFile,
  facetsName,
  isLargeFileUsed,
  listedInFile,
  listsName,
  listsUnder,
  type PackedIndicators,
  type PackedIssuers,
  type ValueLists,
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

/** In which order values are shown. */
export interface ShownOrder {
  readonly issuers: readonly string[];
  readonly indicators: readonly IndicatorKey[];
}

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
  readonly #order: ShownOrder;

  /** @param order values that are not in it come last. */
  constructor(order: ShownOrder = { issuers: [], indicators: [] }) {
    this.#order = order;
  }

  add(report: CatalogReport, extent: DocumentExtent): void {
    this.#years.push(report.year);
    this.#slugs.push(report.slug);
    this.#issuers.push(number(this.#issuerIds, report.issuer.id));
    this.#indicators.push(report.indicators.map((indicator) => this.#indicator(indicator)));
    this.#extents.push(extent);
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
    const { keys: issuerIds, numbers } = inOrder(this.#issuerIds.keys(), this.#order.issuers);
    const issuers = this.#issuers.map((issuer) => numbers[issuer] as number);
    const byIssuer = grouped(issuers).map(([, documents]) => documents);
    const catalog: PackedCatalog = {
      lengths: packNumbers(extents.map(({ length }) => length / documentGrain)),
      titles: extents.flatMap(({ headings }, document) =>
        headings === titleGrain ? [] : [[document, headings / titleGrain] as const],
      ),
      paragraphs: packFew(extents.map(({ paragraphs }) => paragraphs / paragraphGrain - 1)),
      years: packRuns(this.#years),
      titleFiles: files.map(([file]) => file),
      issuerIds,
      issuerFiles: listFiles(byIssuer),
      copies: extents.flatMap(({ copyOf }, document) =>
        copyOf === undefined ? [] : [[document, copyOf] as const],
      ),
      slots,
    };
    yield [catalogName, catalog];
    for (const [file, own] of files) {
      const lists: TitleLists = own.map((i) => {
        const [symbols, documents] = titles[i] as [number, number[]];
        return [symbols, packSteps(documents)];
      });
      yield [titlesName(file), lists];
    }
    yield* valueLists('issuer', byIssuer, catalog.issuerFiles);
    yield* this.#facets(issuers);
    for (let start = 0; start < extents.length; start += documentsInFile) {
      const end = start + documentsInFile;
      const part: DocumentsPart = {
        slugs: this.#slugs.slice(start, end),
        years: this.#years.slice(start, end),
        issuers: issuers.slice(start, end).map((issuer) => issuerIds[issuer] as string),
      };
      yield [documentsName(start), part];
    }
  }

  /** @param issuers of every document. */
  *#facets(issuers: readonly number[]): Generator<[name: string, content: object]> {
    const { keys, numbers } = inOrder(this.#indicatorKeys.keys(), this.#order.indicators);
    const indicators = this.#indicators.map((own) => own.map((each) => numbers[each] as number));
    const parts = (start: number, end: number): PackedIssuers & PackedIndicators => {
      const own = indicators.slice(start, end);
      return {
        issuers: packNumbers(issuers.slice(start, end)),
        counts: packFew(own.map(({ length }) => length)),
        indicators: packNumbers(own.flat()),
      };
    };
    const { length } = issuers;
    const [small, large] = facetsInFile;
    for (let start = 0; start < length; start += small)
      yield [facetsName('issuer', start, small), parts(start, start + small)];
    for (let start = 0; start < length; start += large) {
      if (!isLargeFileUsed(length - start)) continue;
      const { issuers, ...indicators } = parts(start, start + large);
      yield [facetsName('issuer', start, large), { issuers }];
      yield [facetsName('indicator', start, large), indicators];
    }

    const parents: number[] = [];
    for (const [indicator, parent] of this.#indicatorParents.entries())
      parents[numbers[indicator] as number] = numbers[parent] ?? -1;
    const { lists, wholes } = underIndicators(indicators, parents);
    const names: FacetNames = {
      indicatorKeys: keys,
      indicatorParents: parents,
      indicatorFiles: listFiles(lists),
      wholes,
    };
    yield* valueLists('indicator', lists, names.indicatorFiles);
    yield [facetNamesName, names];
  }
}

/** A list of all below an indicator is worth having where it takes so many times less than theirs. */
const worthWhole = 2.5;

/**
 * The lists of the indicators. Most have what is filed under them alone: with those of what is below them, which
 * are on the same screen, they say the rest. Where there is much below one, its list has all of that.
 *
 * @param indicators of every document.
 */
function underIndicators(
  indicators: readonly (readonly number[])[],
  parents: readonly number[],
): { lists: number[][]; wholes: number[] } {
  const lists: number[][] = parents.map(() => []);
  const under: number[][] = parents.map(() => []);
  for (const [document, own] of indicators.entries()) {
    const all = new Set<number>();
    for (let index of own) for (; index !== -1; index = parents[index] as number) all.add(index);
    for (const index of new Set(own)) lists[index]?.push(document);
    for (const index of all) under[index]?.push(document);
  }
  const wholes: number[] = [];
  /** Those below before those above. */
  const settle = (indicator: number) => {
    for (const [below, parent] of parents.entries()) if (parent === indicator) settle(below);
    const names = { indicatorParents: parents, wholes };
    const bits = (list: readonly number[] = []) => bitsOf(list.length, indicators.length);
    const theirs = listsUnder(names, indicator).reduce((sum, each) => sum + bits(lists[each]), 0);
    const whole = under[indicator] as number[];
    if (theirs <= worthWhole * bits(whole)) return;
    lists[indicator] = whole;
    wholes.push(indicator);
  };
  for (const [indicator, parent] of parents.entries()) if (parent === -1) settle(indicator);
  return { lists, wholes: wholes.sort((a, b) => a - b) };
}

/** What a list of some documents takes at the least, when nothing is known but how many they are of how many. */
function bitsOf(some: number, all: number): number {
  const part = (count: number) => (count === 0 ? 0 : count * Math.log2(all / count));
  return part(some) + part(all - some);
}

/** Which of some lists stand in one file: the first of each file. */
function listFiles(lists: readonly (readonly number[])[]): number[] {
  const firsts: number[] = [];
  let room = 0;
  for (const [value, { length }] of lists.entries()) {
    if (firsts.length === 0 || length > room) {
      firsts.push(value);
      room = listedInFile;
    }
    room -= length;
  }
  return firsts;
}

function* valueLists(
  column: FacetColumn,
  lists: readonly (readonly number[])[],
  files: readonly number[],
): Generator<[name: string, content: ValueLists]> {
  for (const [file, first] of files.entries())
    yield [listsName(column, file), lists.slice(first, files[file + 1]).map(packSteps)];
}

/** Keys in the order that they are shown in, and the number there of each as they were. */
function inOrder<Key extends string>(
  known: Iterable<string>,
  order: readonly Key[],
): { keys: Key[]; numbers: number[] } {
  const before = [...known] as Key[];
  const places = numbered(order);
  const place = (key: Key) => places.get(key) ?? order.length;
  const keys = [...before].sort((a, b) => place(a) - place(b));
  const after = numbered(keys);
  return { keys, numbers: before.map((key) => after.get(key) as number) };
}

function numbered<Key>(keys: readonly Key[]): Map<Key, number> {
  return new Map(keys.map((key, number) => [key, number] as const));
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

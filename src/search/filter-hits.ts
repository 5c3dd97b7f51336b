import { type FilterName, filterNames, type SearchState } from './address-state.ts';
import type { Hit } from './evaluate.ts';
import type { Facets } from './facets.ts';

/** For each filter that is chosen which documents it lets through. */
export type FilterTests = Partial<Record<FilterName, (document: number) => boolean>>;

/** Documents by value of a filter: `2019`, `2021/98`, `qingfeng-government`. */
export type ValueCounts = ReadonlyMap<string, number>;

/** Keeps the hits that the filters let through, in the order asked for. */
export function filterHits<Found extends Hit>(
  hits: readonly Found[],
  tests: FilterTests,
  sort: SearchState['sort'],
): Found[] {
  const kept = hits.filter(({ document }) =>
    filterNames.every((name) => fits(tests, name, document)),
  );
  if (sort === 'newest') kept.sort((a, b) => a.document - b.document);
  if (sort === 'oldest') kept.sort((a, b) => b.document - a.document);
  return kept;
}

function fits(tests: FilterTests, name: FilterName, document: number): boolean {
  const test = tests[name];
  return !test || test(document);
}

/** The documents among which the values of a filter are counted: those that the other filters let through. */
export function documentsBeside(
  hits: readonly Hit[],
  tests: FilterTests,
  name: FilterName,
): number[] {
  const others = filterNames.filter((other) => other !== name);
  return hits
    .map(({ document }) => document)
    .filter((document) => others.every((other) => fits(tests, other, document)));
}

/** How many of the documents have each value; what the values of all of them are must be known. */
export function countValues(
  name: FilterName,
  documents: readonly number[],
  facets: Facets,
): ValueCounts {
  const counts = new Map<string, number>();
  for (const document of documents)
    for (const value of valuesOf(name, document, facets))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function valuesOf(name: FilterName, document: number, facets: Facets): string[] {
  if (name === 'year') return [String(facets.years[document])];
  if (name === 'issuer') return [facets.issuerIds[facets.issuers[document] as number] as string];
  return indicatorsAbove(facets, document);
}

/** Keys of the indicators that a document is filed under and of all above them. */
function indicatorsAbove(facets: Facets, document: number): string[] {
  const found = new Set<number>();
  for (let index of facets.indicators[document] ?? []) {
    for (; index !== -1; index = facets.indicatorParents[index] ?? -1) found.add(index);
  }
  return [...found].map((index) => facets.indicatorKeys[index] as string);
}

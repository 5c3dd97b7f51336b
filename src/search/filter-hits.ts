import type { FilterName, SearchState } from './address-state.ts';
import type { Facets } from './catalog.ts';
import type { Hit } from './evaluate.ts';

/** Hits by value of a filter: `2019`, `2021/98`, `qingfeng-government`. */
export type FilterCounts = Readonly<Record<FilterName, ReadonlyMap<string, number>>>;

export interface FilteredHits<Found extends Hit> {
  readonly hits: readonly Found[];
  /** For every filter what its values would give beside the other filters chosen. */
  readonly counts: FilterCounts;
}

type Chosen = Pick<SearchState, FilterName | 'sort'>;

/** Keeps the hits that the filters let through, in the order asked for. */
export function filterHits<Found extends Hit>(
  hits: readonly Found[],
  facets: Facets,
  chosen: Chosen,
): FilteredHits<Found> {
  const counts = {
    year: new Map<string, number>(),
    indicator: new Map<string, number>(),
    issuer: new Map<string, number>(),
  };
  const kept: Found[] = [];
  for (const hit of hits) {
    const year = String(facets.years[hit.document]);
    const issuer = facets.issuerIds[facets.issuers[hit.document] as number] as string;
    const indicators = indicatorsAbove(facets, hit.document);
    const yearFits = chosen.year === undefined || String(chosen.year) === year;
    const issuerFits = chosen.issuer === undefined || chosen.issuer === issuer;
    const indicatorFits = chosen.indicator === undefined || indicators.includes(chosen.indicator);
    if (issuerFits && indicatorFits) count(counts.year, year);
    if (yearFits && indicatorFits) count(counts.issuer, issuer);
    if (yearFits && issuerFits) for (const key of indicators) count(counts.indicator, key);
    if (yearFits && issuerFits && indicatorFits) kept.push(hit);
  }
  if (chosen.sort === 'newest') kept.sort((a, b) => a.document - b.document);
  if (chosen.sort === 'oldest') kept.sort((a, b) => b.document - a.document);
  return { hits: kept, counts };
}

/** Keys of the indicators that a document is filed under and of all above them. */
function indicatorsAbove(facets: Facets, document: number): string[] {
  const found = new Set<number>();
  for (let index of facets.indicators[document] ?? []) {
    for (; index !== -1; index = facets.indicatorParents[index] ?? -1) found.add(index);
  }
  return [...found].map((index) => facets.indicatorKeys[index] as string);
}

function count(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

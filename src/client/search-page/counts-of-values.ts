import type { FilterName } from '../../search/address-state.ts';
import type { FacetColumn } from '../../search/facets.ts';
import { documentsBeside, type FilterTests, type ValueCounts } from '../../search/filter-hits.ts';
import type { IndexFilters } from './index-filters.ts';
import type { SearchAnswer } from './search-answer.ts';

/** Counts of some values of a filter, or of all of them. */
export interface SomeCounts {
  readonly counts: ValueCounts;
  readonly all: boolean;
}

/**
 * How much of an answer some values of a filter would leave; of all values, where that takes little.
 *
 * @throws LostFile
 */
export async function countBeside(
  { answer, index: { filters } }: SearchAnswer,
  tests: FilterTests,
  name: FilterName,
  values: readonly string[],
): Promise<SomeCounts> {
  const documents = documentsBeside(answer.hits, tests, name);
  if (name === 'year' || filters.countsAll(documents, 'seen'))
    return { counts: await filters.counts(name, documents), all: true };
  return { counts: await countsOfValues(filters, name, values, documents), all: false };
}

/**
 * How many of some documents have each of some values of a filter, from the lists of these values.
 *
 * @throws LostFile
 */
export async function countsOfValues(
  filters: Pick<IndexFilters, 'documentsWith'>,
  name: FacetColumn,
  values: readonly string[],
  documents: readonly number[],
): Promise<ValueCounts> {
  const counted = new Set(documents);
  const count = async (value: string) => {
    let found = 0;
    for (const document of await filters.documentsWith(name, value))
      if (counted.has(document)) found++;
    return [value, found] as const;
  };
  return new Map(await Promise.all(values.map(count)));
}

import { type FilterName, filterNames } from '../../search/address-state.ts';
import { documentsBeside, type FilterTests, type ValueCounts } from '../../search/filter-hits.ts';
import type { SearchAnswer } from './search-answer.ts';

export type FilterCounts = ReadonlyMap<FilterName, ValueCounts>;

/**
 * Counts of the filters that are to be had with the answer.
 *
 * @throws LostFile
 */
export async function countSoon(searched: SearchAnswer, tests: FilterTests): Promise<FilterCounts> {
  const { hits } = searched.answer;
  const { filters } = searched.index;
  const soon = filters.countsAll(
    hits.map(({ document }) => document),
    'answered',
  );
  const names = soon ? filterNames : (['year'] as const);
  const count = async (name: FilterName) =>
    [name, await filters.counts(name, documentsBeside(hits, tests, name))] as const;
  return new Map(await Promise.all(names.map(count)));
}

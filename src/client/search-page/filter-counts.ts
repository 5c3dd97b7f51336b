import { type FilterName, filterNames } from '../../search/address-state.ts';
import { documentsBeside, type FilterTests, type ValueCounts } from '../../search/filter-hits.ts';
import type { SearchAnswer } from './search-answer.ts';

export type FilterCounts = ReadonlyMap<FilterName, ValueCounts>;

/**
 * How much of an answer each value of a filter would leave.
 *
 * @throws LostFile
 */
export function countBeside(
  { answer, index }: SearchAnswer,
  tests: FilterTests,
  name: FilterName,
): Promise<ValueCounts> {
  return index.filters.counts(name, documentsBeside(answer.hits, tests, name));
}

/**
 * Counts of the filters that are to be had with the answer.
 *
 * @throws LostFile
 */
export async function countSoon(searched: SearchAnswer, tests: FilterTests): Promise<FilterCounts> {
  const { answer, index } = searched;
  const soon = index.filters.countsSoon(answer.hits.map(({ document }) => document));
  const names = soon ? filterNames : (['year'] as const);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await countBeside(searched, tests, name)] as const),
    ),
  );
}

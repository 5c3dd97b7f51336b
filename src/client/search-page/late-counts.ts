import type { FilterName } from '../../search/address-state.ts';
import type { FilterTests, ValueCounts } from '../../search/filter-hits.ts';
import { countBeside, type SomeCounts } from './counts-of-values.ts';
import type { Filter } from './filters.ts';
import { Retry } from './retry.ts';
import type { SearchAnswer } from './search-answer.ts';

/** So much below and above the screen counts as seen: what is scrolled to is there already. */
const nearly = '10% 0px';

/**
 * Counts values of filters when they are on the screen: in a large archive that loads much. What could not be had
 * says nothing wrong by not being there: it is tried again, and not spoken of.
 *
 * @param names of the filters whose values are not counted yet.
 * @param show what is counted.
 * @returns ends it: the lists are to show something else.
 */
export function countWhenSeen(
  filters: readonly Filter[],
  names: readonly FilterName[],
  searched: SearchAnswer,
  tests: FilterTests,
  show: (filter: Filter, counts: ValueCounts) => void,
): () => void {
  const ends = names.map((name) => {
    const own = filters.filter((filter) => filter.name === name);
    return countSeen(own, (values) => countBeside(searched, tests, name, values), show);
  });
  return () => {
    for (const end of ends) end();
  };
}

/** @param filters values of one filter. */
function countSeen(
  filters: readonly Filter[],
  count: (values: readonly string[]) => Promise<SomeCounts>,
  show: (filter: Filter, counts: ValueCounts) => void,
): () => void {
  const left = new Map<Element, Filter>(filters.map((filter) => [filter.link, filter]));
  let ended = false;
  const end = () => {
    ended = true;
    observer.disconnect();
    retry.end();
  };
  const observe = () => {
    for (const link of left.keys()) observer.observe(link);
  };
  const see = async (links: readonly Element[]) => {
    const seen = links.map((link) => left.get(link) as Filter);
    try {
      const { counts, all } = await count(seen.map(({ value }) => value));
      if (ended) return;
      for (const filter of all ? left.values() : seen) show(filter, counts);
      for (const link of links) left.delete(link);
      if (all) end();
    } catch {
      if (!ended) retry.later();
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      const seen = entries
        .filter(({ isIntersecting }) => isIntersecting)
        .map((each) => each.target);
      for (const link of seen) observer.unobserve(link);
      if (seen.length > 0) see(seen);
    },
    { rootMargin: nearly },
  );
  const retry = new Retry(observe);
  observe();
  return end;
}

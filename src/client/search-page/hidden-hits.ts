import { type FilterName, filterNames, type SearchState } from '../../search/address-state.ts';
import type { Hit } from '../../search/evaluate.ts';
import { type FilterTests, filterHits } from '../../search/filter-hits.ts';
import { type Filter, labelOf } from './filters.ts';
import type { HelpLink } from './help-list.ts';
import { sentence } from './sentence.ts';

/** What there would be without the conditions that hide all of it. */
export function hiddenHits(
  page: Element,
  hits: readonly Hit[],
  tests: FilterTests,
  state: SearchState,
  filters: readonly Filter[],
): HelpLink[] {
  const links: HelpLink[] = [];
  const without = (names: readonly FilterName[], filter: string) => {
    const left = { ...tests };
    const less: Partial<Record<FilterName, undefined>> = {};
    for (const name of names) {
      delete left[name];
      less[name] = undefined;
    }
    const found = filterHits(hits, left, state.sort).length;
    const said = sentence(page, 'without', { filter });
    if (found > 0) links.push([said, { ...state, ...less, page: 1 }, found]);
  };
  const chosen = filterNames.filter((name) => state[name] !== undefined);
  for (const name of chosen) without([name], labelOf(filters, name, String(state[name])));
  if (chosen.length > 1) without(chosen, sentence(page, 'all-filters'));
  return links;
}

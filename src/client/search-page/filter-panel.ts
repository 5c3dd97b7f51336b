import { filterNames, type SearchState, writeSearchState } from '../../search/address-state.ts';
import type { FilterTests, ValueCounts } from '../../search/filter-hits.ts';
import { fill } from '../fill.ts';
import type { FilterCounts } from './filter-counts.ts';
import type { Filter } from './filters.ts';
import { part } from './page-parts.ts';
import type { SearchAnswer } from './search-answer.ts';
import { entries, searchLink } from './search-link.ts';
import { sentence } from './sentence.ts';

/** The lists by year, indicator and issuer: ways to the reports without a search, filters of what one found. */
export interface FilterPanel {
  /** Shows the lists as they are without script. */
  browse(): void;
  /** Shows the lists as filters of what was found. */
  narrow(state: SearchState, counts: FilterCounts): void;
  /**
   * Has the values that are not counted yet counted where they are looked at: until then they stand without a number.
   *
   * @param counts what is counted.
   */
  countLate(
    state: SearchState,
    counts: FilterCounts,
    searched: SearchAnswer,
    tests: FilterTests,
    isCurrent: () => boolean,
  ): Promise<void>;
}

export function filterPanel(page: Element, filters: readonly Filter[]): FilterPanel {
  /** Ends the counting of values that nobody has looked at yet. */
  let end: (() => void) | undefined;
  return {
    browse() {
      end?.();
      page.classList.remove('has-filters');
      for (const { link, item, count, href, said } of filters) {
        link.setAttribute('href', href);
        link.removeAttribute('data-search-state');
        link.removeAttribute('aria-current');
        item.hidden = false;
        count.textContent = said;
      }
      showLists(page, 'browse', []).open = true;
    },
    narrow(state, counts) {
      end?.();
      const chosen: Element[] = [];
      for (const filter of filters) {
        const { name, value, link, label } = filter;
        const current = isChosen(state, filter);
        const own = name === 'year' ? Number(value) : value;
        const next: SearchState = { ...state, [name]: current ? undefined : own, page: 1 };
        link.setAttribute('href', writeSearchState(next));
        link.setAttribute('data-search-state', '');
        if (current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
        showCount(page, state, filter, counts.get(name));
        if (current) chosen.push(searchLink(sentence(page, 'without', { filter: label }), next));
      }
      const lists = showLists(page, 'filters', chosen);
      if (page.classList.contains('has-filters')) return;
      page.classList.add('has-filters');
      lists.open = window.matchMedia('(min-width: 60em)').matches;
    },
    async countLate(state, counts, searched, tests, isCurrent) {
      const left = filterNames.filter((name) => !counts.has(name));
      if (left.length === 0) return;
      const { countWhenSeen } = await import('./late-counts.ts');
      if (isCurrent())
        end = countWhenSeen(filters, left, searched, tests, (filter, counted) => {
          if (isCurrent()) showCount(page, state, filter, counted);
        });
    },
  };
}

function showCount(
  page: Element,
  state: SearchState,
  filter: Filter,
  counts: ValueCounts | undefined,
): void {
  const { value, item, count } = filter;
  const found = counts?.get(value) ?? 0;
  // Where a reader is with the keyboard it does not go away.
  const stays = isChosen(state, filter) || item.contains(document.activeElement);
  item.hidden = counts !== undefined && found === 0 && !stays;
  // What is counted later has about as much room by then: nothing moves.
  count.textContent = counts ? sentence(page, 'count', { count: found }) : filter.said;
  count.classList.toggle('is-uncounted', !counts);
}

/** @returns the lists, which fold. */
function showLists(
  page: Element,
  title: 'browse' | 'filters',
  chosen: readonly Element[],
): HTMLDetailsElement {
  for (const place of ['browse-title', 'jump-title'])
    part(page, place).textContent = sentence(page, title);
  const list = part(page, 'chosen');
  fill(list, ...entries(chosen));
  // A list without an entry is no list to a screen reader.
  list.hidden = chosen.length === 0;
  const lists = part<HTMLDetailsElement>(page, 'browse');
  lists.hidden = false;
  return lists;
}

function isChosen(state: SearchState, { name, value }: Filter): boolean {
  return String(state[name] ?? '') === value;
}

import type { FilterName } from '../../search/address-state.ts';
import { findMatches } from '../../search/find-matches.ts';
import type { IssuerNames } from '../../search/named-by-record.ts';

/** A link of the browsing lists, which becomes a filter while there are results. */
export interface Filter {
  readonly name: FilterName;
  readonly value: string;
  readonly link: HTMLAnchorElement;
  readonly item: HTMLElement;
  readonly count: Element;
  /** What stands there without a search. */
  readonly href: string;
  readonly said: string;
  readonly label: string;
}

/** All of a page that no search has changed yet. */
export function readFilters(page: Element): Filter[] {
  return Array.from(page.querySelectorAll<HTMLAnchorElement>('a[data-filter]'), (link) => {
    const item = link.closest('li') as HTMLElement;
    const count = item.querySelector(':scope > [data-filter-count]') as Element;
    return {
      name: link.dataset.filter as FilterName,
      value: link.dataset.value as string,
      link,
      item,
      count,
      href: link.getAttribute('href') as string,
      said: count.textContent as string,
      label: (link.textContent as string).trim(),
    };
  });
}

/** Names of the issuers by id. */
export function issuersIn(filters: readonly Filter[]): IssuerNames {
  return new Map(
    filters
      .filter(({ name }) => name === 'issuer')
      .map(({ value, label }) => [value, label] as const),
  );
}

/** What the lists call a value; the value itself where they do not have it. */
export function labelOf(filters: readonly Filter[], name: FilterName, value: string): string {
  return filters.find((each) => each.name === name && each.value === value)?.label ?? value;
}

/** Indicators and issuers whose own words have all phrases. */
export function filtersNamed(filters: readonly Filter[], phrases: readonly string[]): Filter[] {
  return filters.filter(({ name, label }) => {
    if (name === 'year') return false;
    const matches = findMatches(label, phrases);
    return new Set(matches.map(({ phrase }) => phrase)).size === phrases.length;
  });
}

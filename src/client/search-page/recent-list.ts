import { newSearch } from '../../search/address-state.ts';
import { fill } from '../fill.ts';
import { recentSearches } from '../recent-searches.ts';
import { part } from './page-parts.ts';
import { entries, searchLink } from './search-link.ts';

/** Shows what was searched for lately, where anything was. */
export function showRecent(page: Element): void {
  const links = recentSearches().map((q) => searchLink(q, newSearch(q)));
  part(page, 'recent').hidden = links.length === 0;
  fill(part(page, 'recent-list'), ...entries(links));
}

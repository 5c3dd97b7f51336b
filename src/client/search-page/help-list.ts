import type { SearchState } from '../../search/address-state.ts';
import { fill } from '../fill.ts';
import { part } from './page-parts.ts';
import { entries, searchLink } from './search-link.ts';
import { sentence } from './sentence.ts';

/** What a link of the help says, where it leads and how much is there. */
export type HelpLink = readonly [said: string, state: SearchState, found: number];

/**
 * Where nothing is shown: what else could be asked, each with the number that it gives.
 *
 * @param incomplete some of it could not be had.
 */
export function showHelp(page: Element, links: readonly HelpLink[], incomplete = false): void {
  part(page, 'help').hidden = links.length === 0 && !incomplete;
  part(page, 'help-failed').hidden = !incomplete;
  part(page, 'help-said').textContent = '';
  const list = part(page, 'help-list');
  list.hidden = links.length === 0;
  const shown = links.map(([said, state, count]) =>
    searchLink(said + sentence(page, 'try-count', { count }), state),
  );
  fill(list, ...entries(shown));
}

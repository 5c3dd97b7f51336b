import type { SearchState } from '../../search/address-state.ts';
import type { Answer } from '../../search/answer-query.ts';
import { fill } from '../fill.ts';
import { part } from './page-parts.ts';
import { entries, placeLink, searchLink } from './search-link.ts';
import { sentence } from './sentence.ts';

const shownPlaces = 3;

/** How much of an answer is about to come into the page. */
interface Room {
  readonly hits: number;
  readonly parts: number;
  /** The results that are there already stay. */
  readonly goesOn: boolean;
}

/**
 * Makes the room that an answer's results come into, with what stands beside them.
 *
 * @param named indicators and issuers that are called what was asked for: they are not reports and not counted.
 */
export function showOutcome(
  page: Element,
  { hits, parts, goesOn }: Room,
  state: SearchState,
  { other }: Answer,
  named: readonly { readonly label: string; readonly href: string }[],
): void {
  if (!goesOn) fill(part(page, 'results'));
  fill(part(page, 'parts-list'));
  part(page, 'list').hidden = hits === 0;
  part(page, 'parts').hidden = parts === 0;
  part(page, 'order').hidden = hits < 2;
  part<HTMLSelectElement>(page, 'sort').value = state.sort;
  for (const name of ['more', 'recent']) part(page, name).hidden = true;

  part(page, 'places').hidden = named.length === 0;
  const places = named.slice(0, shownPlaces).map(({ label, href }) => placeLink(label, href));
  fill(part(page, 'places-list'), ...entries(places));

  // The other way to read words with spaces between them.
  const reading = part(page, 'other');
  reading.hidden = !other;
  if (other) {
    const said = sentence(page, `other-${other.kind}`, { count: other.found });
    fill(reading, searchLink(said, { ...state, q: other.q, page: 1 }));
  }
  page.classList.add('has-answer', 'is-filling');
  part(page, 'outcome').hidden = false;
}

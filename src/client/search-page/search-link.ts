import { type SearchState, writeSearchState } from '../../search/address-state.ts';

/** A link to another search, which the page follows on the spot. */
export function searchLink(said: string, state: SearchState): HTMLAnchorElement {
  const link = placeLink(said, writeSearchState(state));
  link.setAttribute('data-search-state', '');
  return link;
}

/** A link to another page. */
export function placeLink(said: string, address: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = said;
  return link;
}

/** The entries of a list, one for each link. */
export function entries(links: readonly Element[]): Element[] {
  return links.map((link) => {
    const entry = document.createElement('li');
    entry.append(link);
    return entry;
  });
}

/**
 * Where the `/` key goes to the search box: `here` on the search page alone, `on` on every page, `off` nowhere.
 * A key without a modifier must be one that can be turned off (WCAG 2.1.4), and Firefox and screen readers have
 * a use of their own for this one: beyond the search page it waits until a reader asks for it, here or with
 * the keys of the reading tools.
 */
export type SearchKeyUse = 'here' | 'on' | 'off';

const key = 'search-key';

export function searchKeyUse(): SearchKeyUse {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'on' || stored === 'off' ? stored : 'here';
  } catch {
    return 'here';
  }
}

export function useSearchKey(use: SearchKeyUse): void {
  try {
    if (use === 'here') localStorage.removeItem(key);
    else localStorage.setItem(key, use);
  } catch {
    // Where nothing can be stored the key stays what it is.
  }
}

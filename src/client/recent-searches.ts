/** What was searched for lately, newest first; kept in this browser only. */
const key = 'recent-searches';
const kept = 8;
const longest = 100;

export function recentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.filter((q): q is string => typeof q === 'string' && q !== '').slice(0, kept);
  } catch {
    return [];
  }
}

export function rememberSearch(q: string): void {
  const said = q.trim();
  if (said === '' || said.length > longest) return;
  store([said, ...recentSearches().filter((other) => other !== said)].slice(0, kept));
}

export function forgetSearches(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be stored there is nothing to forget.
  }
}

function store(searches: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(searches));
  } catch {
    // Private windows and full stores: the search works without being remembered.
  }
}

/*
 * The browser's history refuses what is told it too often: Safari throws from a hundred times in half a minute on,
 * Firefox from two hundred in ten seconds.
 */

/** Goes to another state of this page. Where the history refuses, the page is opened there, and this gives false. */
export function enterEntry(search: string): boolean {
  try {
    history.pushState(null, '', search);
    return true;
  } catch {
    location.assign(search);
    return false;
  }
}

/** Keeps something with the entry of this page; what is refused is not kept. */
export function keepEntry(state: unknown, search?: string): void {
  try {
    history.replaceState(state, '', search);
  } catch {
    // The address is a step behind what is shown, which nobody has asked it for.
  }
}

/** The part of the search page that is hooked as `[data-search-<name>]`. */
export function part<Found extends HTMLElement = HTMLElement>(page: Element, name: string): Found {
  const found = page.querySelector<Found>(`[data-search-${name}]`);
  if (!found) throw new Error(`<search-page> has no data-search-${name}`);
  return found;
}

/** What the template of this name holds. */
export function template(page: Element, name: string): DocumentFragment {
  const found = page.querySelector<HTMLTemplateElement>(`[data-template="${name}"]`);
  if (!found) throw new Error(`<search-page> has no template ${name}`);
  return found.content;
}

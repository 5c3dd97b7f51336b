import type { DocumentFacts } from './search-engine.ts';

/** Path of a document's page, in the script of the page: beside the `search/` that the form leads to. */
export function reportAddress(page: Element, { year, slug }: DocumentFacts): string {
  const form = page.querySelector('form') as Element;
  const tree = (form.getAttribute('action') as string).replace(/search\/$/, '');
  return `${tree}reports/${year}/${slug}/`;
}

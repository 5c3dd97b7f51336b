import type { OpenedIndex } from './search-engine.ts';

/** Path of a document's page, in the script of the page: beside the `search/` that the form leads to. */
export async function reportAddress(
  page: Element,
  index: OpenedIndex,
  document: number,
): Promise<string> {
  const { year, slug } = await index.document(document);
  const form = page.querySelector('form') as Element;
  const tree = (form.getAttribute('action') as string).replace(/search\/$/, '');
  return `${tree}reports/${year}/${slug}/`;
}

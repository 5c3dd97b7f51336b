import { template } from './page-parts.ts';

/**
 * A sentence of the page, in its script, by its name.
 *
 * @param filling what stands in place of `{query}`, `{count}` …, by these names; the others stay.
 */
export function sentence(
  page: Element,
  name: string,
  filling: Readonly<Record<string, string | number>> = {},
): string {
  const said = template(page, 'texts').querySelector(`[data-text="${name}"]`) as Element;
  return (said.textContent as string).replace(/\{(\w+)\}/g, (hole, word: string) =>
    String(filling[word] ?? hole),
  );
}

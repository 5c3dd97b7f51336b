/**
 * Which words of a page are searched, said once for both sides: the builder walks a body's HTML, the
 * browser the page's DOM, and both must see the same blocks, or a match found would not be shown.
 */

/** Within a line: these never end a block. Every other element begins and ends one. */
const inline = new Set(
  (
    'a abbr b bdi bdo br cite code data del dfn em font i img input ins kbd label mark q ruby rb s samp ' +
    'small span strike strong sub sup time tt u var wbr search-mark'
  ).split(' '),
);

/** Not words of the document: pronunciation over the line, and what is no text at all. */
const silent = new Set(
  'rt rp rtc script style template noscript svg math button select textarea audio video canvas'.split(
    ' ',
  ),
);

export function endsBlock(tag: string): boolean {
  return !inline.has(tag);
}

export function isHeading(tag: string): boolean {
  return /^h[1-6]$/.test(tag);
}

/** Signs that the page puts beside the words: the link of a heading, the number of a footnote. */
export function isSilent(
  tag: string,
  attribute: (name: string) => string | null | undefined,
): boolean {
  if (silent.has(tag)) return true;
  const role = attribute('role');
  if (role === 'doc-noteref' || role === 'doc-backlink') return true;
  return (attribute('class') ?? '').split(/\s+/).includes('heading-link');
}

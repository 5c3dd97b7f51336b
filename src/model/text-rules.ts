/**
 * What of a page's text belongs together and what is no text of the page at all, said once for every
 * walker: the search index, excerpts and match marks, reading aloud, pinyin and the conversion. If two of
 * them disagreed, a match would not be shown where it was found, or a sentence be read in two halves.
 */

/** Within a line: the words before, in and after them read on. */
const phrases = new Set(
  (
    'a abbr b bdi bdo cite data del dfn em font i ins kbd label mark q s samp small span strike strong ' +
    'sub sup time tt u var wbr'
  ).split(' '),
);

/**
 * In a line too, and words read on around them; but the conversion takes no word across them: a break of
 * the line, a picture or a field stands between two words, code is quoted as it is, and ruby holds two
 * lines. `search-mark` is what search-highlight puts around a match where the browser has no other way.
 */
const inLine = new Set('br code img input rb ruby search-mark'.split(' '));

/** Pronunciation over the line: what is around it reads on, what is in it is apart. */
const asides = new Set('rp rt rtc'.split(' '));

/** No words of the page: controls, foreign content, what only programs read. */
const silent = new Set(
  'audio button canvas form iframe input math nav noscript object script select style svg template textarea video'.split(
    ' ',
  ),
);

/** Whether an element begins and ends a block: no sentence and no match goes on over its borders. */
export function endsBlock(tag: string): boolean {
  return !phrases.has(tag) && !inLine.has(tag) && !asides.has(tag);
}

/** Whether a word can begin before an element and end in it, for a converter. */
export function joinsWords(tag: string): boolean {
  return phrases.has(tag);
}

export function isAside(tag: string): boolean {
  return asides.has(tag);
}

export function isHeading(tag: string): boolean {
  return /^h[1-6]$/.test(tag);
}

/**
 * Whether what an element holds is no text of the page: neither searched nor read aloud. Besides whole
 * kinds of elements these are the signs beside the words, the number of a footnote and the link of a
 * heading with the buttons that it brings, and what is hidden from everybody or from assistive technology.
 */
export function isSilent(
  tag: string,
  attribute: (name: string) => string | null | undefined,
): boolean {
  if (silent.has(tag) || asides.has(tag)) return true;
  const role = attribute('role');
  if (role === 'doc-noteref' || role === 'doc-backlink') return true;
  if (attribute('aria-hidden') === 'true' || (attribute('hidden') ?? null) !== null) return true;
  return /(?:^|\s)(?:heading-link|citation-tools)(?:\s|$)/.test(attribute('class') ?? '');
}

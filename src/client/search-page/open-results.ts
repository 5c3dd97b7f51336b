import type { Passage } from '../../search/excerpts/document-text.ts';
import { findMatches } from '../../search/find-matches.ts';
import type { OpenedIndex } from './search-engine.ts';

/** A stretch of an excerpt, marked where it is a match. */
export interface ExcerptPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** What a result shows of its document, in the script of the page. */
export interface OpenedResult {
  readonly title: readonly ExcerptPiece[];
  readonly excerpt: readonly ExcerptPiece[];
  /** Id of the heading under which the excerpt stands; empty for the beginning. */
  readonly section: string;
  /** That heading's words. */
  readonly sectionName: string;
}

/** Characters of an excerpt, and of them before the first match. */
const excerptLength = 110;
const before = 28;

/**
 * Title, best excerpt and section of a report, from the texts that are stored with the index. Which passage
 * it is the places of the phrases say; only that one is loaded.
 *
 * @param phrases normalised.
 * @throws LostFile when something of it cannot be had.
 */
export async function openResult(
  index: OpenedIndex,
  document: number,
  phrases: readonly string[],
): Promise<OpenedResult> {
  const [text, ...places] = await Promise.all([
    index.text(document),
    ...phrases.map((phrase) => index.placesIn(document, phrase)),
  ]);
  const placed = phrases.flatMap(({ length }, i) => {
    const own = places[i];
    return own ? [{ length, places: own }] : [];
  });
  const passage = await text.passage(
    placed,
    phrases.filter((phrase, i) => !places[i] || phrase.length === 1),
  );
  return {
    title: pieces(text.title, phrases),
    excerpt: passage ? excerpt(passage, phrases) : [],
    section: passage?.section ?? '',
    sectionName: passage?.sectionName ?? '',
  };
}

function excerpt(passage: Passage, phrases: readonly string[]): ExcerptPiece[] {
  const { shown, searched, goesOnBefore, goesOnBehind } = passage;
  const first = findMatches(searched, phrases)[0];
  let start = Math.max(0, (first?.start ?? 0) - before);
  if (shown.length - start < excerptLength) start = Math.max(0, shown.length - excerptLength);
  let end = Math.min(shown.length, Math.max(start + excerptLength, first?.end ?? 0));
  if (isInsidePair(searched, start)) start--;
  if (isInsidePair(searched, end)) end++;
  const found = pieces(
    { shown: shown.slice(start, end), searched: searched.slice(start, end) },
    phrases,
  );
  if (start > 0 || goesOnBefore) found.unshift({ text: '…', marked: false });
  if (end < shown.length || goesOnBehind) found.push({ text: '…', marked: false });
  return found;
}

function isInsidePair(text: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
}

/** What is found in the text as it was searched is marked at the same place in what is shown. */
function pieces(
  { shown, searched }: Pick<Passage, 'shown' | 'searched'>,
  phrases: readonly string[],
): ExcerptPiece[] {
  const found: ExcerptPiece[] = [];
  let at = 0;
  for (const { start, end } of findMatches(searched, phrases)) {
    if (start > at) found.push({ text: shown.slice(at, start), marked: false });
    found.push({ text: shown.slice(start, end), marked: true });
    at = end;
  }
  if (at < shown.length) found.push({ text: shown.slice(at), marked: false });
  return found;
}

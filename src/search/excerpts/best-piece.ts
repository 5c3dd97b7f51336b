import type { HeadPage, PageExtent, TextHead } from './text-head.ts';

/** A phrase that is looked for, and where it begins in the document, ascending. */
export interface PlacedPhrase {
  readonly length: number;
  readonly places: readonly number[];
}

/** In a page the pieces, from the first to the last, in which a match stands. */
export interface PlacedPiece {
  readonly page: number;
  readonly first: number;
  readonly last: number;
}

interface PlacedMatch {
  readonly start: number;
  readonly end: number;
  readonly phrase: number;
}

/** A page, and what a block of it can be worth at the most. */
interface Candidate {
  readonly page: number;
  readonly matches: readonly PlacedMatch[];
  readonly most: number;
}

interface Found extends PlacedPiece {
  readonly value: number;
}

/**
 * Where the first match of the best block stands: of the block with the most different phrases, text before
 * record, then with the most matches; the first of equals. Pages are loaded only as long as what the head says
 * of them leaves it open.
 *
 * @returns undefined when no phrase stands in a block.
 */
export async function bestPiece(
  head: Pick<TextHead, 'headings' | 'paragraphs' | 'pages'>,
  phrases: readonly PlacedPhrase[],
  load: (page: number) => Promise<HeadPage>,
): Promise<PlacedPiece | undefined> {
  const starts = pageStarts(head);
  let left = candidates(head.pages, starts, phrases);
  let best: Found | undefined;
  const leads = (value: number, page: number) =>
    !best || value > best.value || (value === best.value && page < best.page);
  for (let together = 1; ; together *= 2) {
    left = left.filter(({ most, page }) => leads(most, page));
    if (left.length === 0) return best;
    const own = left.slice(0, together);
    left = left.slice(together);
    const loaded = await Promise.all(own.map(({ page }) => load(page)));
    for (const [i, { page, matches }] of own.entries()) {
      const found = bestIn(loaded[i] as HeadPage, starts[page] as PageStart, matches);
      if (found && leads(found.value, page)) best = { page, ...found };
    }
  }
}

/** Where a page's headings and its other pieces begin in the run. */
interface PageStart {
  readonly headings: number;
  readonly others: number;
}

function pageStarts({
  headings,
  paragraphs,
  pages,
}: Pick<TextHead, 'headings' | 'paragraphs' | 'pages'>): PageStart[] {
  let start = { headings, others: paragraphs };
  return pages.map((page) => {
    const own = start;
    start = { headings: own.headings + page.headings, others: own.others + page.others };
    return own;
  });
}

/** Those that promise most come first, and of equals those that are read first. */
function candidates(
  pages: readonly PageExtent[],
  starts: readonly PageStart[],
  phrases: readonly PlacedPhrase[],
): Candidate[] {
  const matches: PlacedMatch[][] = pages.map(() => []);
  for (const [phrase, { length, places }] of phrases.entries()) {
    let end = 0;
    for (const start of places) {
      if (start < end) continue;
      const page = pages.findIndex(({ headings, others }, page) => {
        const own = starts[page] as PageStart;
        return (
          (start >= own.headings && start < own.headings + headings) ||
          (start >= own.others && start < own.others + others)
        );
      });
      // In the title.
      if (page === -1) continue;
      end = start + length;
      matches[page]?.push({ start, end, phrase });
    }
  }
  return matches
    .flatMap((own, page) => {
      if (own.length === 0) return [];
      own.sort(asMarked);
      const { longest } = pages[page] as PageExtent;
      return [{ page, matches: own, most: mostIn(own, longest) }];
    })
    .sort((a, b) => b.most - a.most || a.page - b.page);
}

/** In order, and of those that begin together the longest first. */
function asMarked(a: PlacedMatch, b: PlacedMatch): number {
  return a.start - b.start || b.end - a.end;
}

/** What a block is worth. */
function worth(different: number, isText: boolean, matches: number): number {
  return different * 2000 + (isText ? 1000 : 0) + Math.min(matches, 999);
}

/**
 * What a block can be worth that has some of the matches, none of which are farther apart than the longest block is
 * long.
 */
function mostIn(matches: readonly PlacedMatch[], longest: number): number {
  const times = new Map<number, number>();
  let first = 0;
  let most = 0;
  for (const [last, { start, phrase }] of matches.entries()) {
    times.set(phrase, (times.get(phrase) ?? 0) + 1);
    for (; start - (matches[first] as PlacedMatch).start >= longest; first++) {
      const { phrase: gone } = matches[first] as PlacedMatch;
      const count = times.get(gone) as number;
      if (count === 1) times.delete(gone);
      else times.set(gone, count - 1);
    }
    most = Math.max(most, worth(times.size, true, last - first + 1));
  }
  return most;
}

/** @param matches in order. */
function bestIn(
  page: HeadPage,
  start: PageStart,
  matches: readonly PlacedMatch[],
): Omit<Found, 'page'> | undefined {
  const { places, pieces, blocks } = placesOf(page, start);
  const found = new Map<number, { matches: PlacedMatch[]; at: number }>();
  let at = 0;
  for (const match of matches) {
    while (at + 1 < places.length && (places[at + 1] as number) <= match.start) at++;
    const block = blocks[pieces[at] as number] as number;
    const own = found.get(block) ?? { matches: [], at };
    found.set(block, own);
    own.matches.push(match);
  }
  let best: Omit<Found, 'page'> | undefined;
  for (const [block, own] of [...found].sort(([a], [b]) => a - b)) {
    const marked = apart(own.matches);
    const different = new Set(marked.map(({ phrase }) => phrase)).size;
    const value = worth(different, page.kinds[block] !== 'record', marked.length);
    if (best && value <= best.value) continue;
    const first = pieces[own.at] as number;
    let last = first;
    const { end } = marked[0] as PlacedMatch;
    for (let next = own.at + 1; page.kinds[last + 1] === 'more'; next++) {
      if ((places[next] as number) >= end) break;
      last++;
    }
    best = { value, first, last };
  }
  return best;
}

/** As they are marked: of those that overlap the first. */
function apart(matches: readonly PlacedMatch[]): PlacedMatch[] {
  let end = 0;
  return matches.filter((match) => {
    if (match.start < end) return false;
    end = match.end;
    return true;
  });
}

/** The pieces in the order of their places, in which headings come first, and of each the piece that its block begins with. */
function placesOf(
  { symbols, kinds }: HeadPage,
  start: PageStart,
): { places: number[]; pieces: number[]; blocks: number[] } {
  const places: number[] = [];
  const pieces: number[] = [];
  const blocks: number[] = [];
  for (const headings of [true, false]) {
    let place = headings ? start.headings : start.others;
    for (const [piece, kind] of kinds.entries()) {
      if ((kind === 'heading') !== headings) continue;
      blocks[piece] = kind === 'more' ? (blocks[piece - 1] as number) : piece;
      places.push(place);
      pieces.push(piece);
      place += symbols[piece] as number;
    }
  }
  return { places, pieces, blocks };
}

import { pairTerm, singleTerm, spacedTerm } from './terms.ts';

/**
 * What the index says of a word: its locations, ascending; none when it has no such word. Where that cannot be
 * known, because a file is missing, asking fails: an empty list is a statement.
 */
export interface Postings {
  locations(term: string): Promise<readonly number[]>;
}

/** The pairs that cover a phrase, with the place of each in it: neighbours without overlap, the last one moved back where the length is odd. */
function coveringPairs(text: string): { term: string; offset: number }[] {
  const pairs: { term: string; offset: number }[] = [];
  for (let i = 0; i < text.length; i += 2) {
    const offset = Math.min(i, text.length - 2);
    pairs.push({ term: pairTerm(text.charCodeAt(offset), text.charCodeAt(offset + 1)), offset });
  }
  return pairs;
}

/** Pairs loaded at once: a phrase of 20 characters in one round, a longer one only as far as it is found. */
const round = 10;

/**
 * Where a normalised phrase of two symbols or more begins in the run of documents: exactly there. Pairs of
 * neighbouring symbols that stand in a row are the phrase, and pairs never cross a block's boundary.
 */
export async function phraseLocations(text: string, postings: Postings): Promise<number[]> {
  const pairs = coveringPairs(text);
  let found: number[] | undefined;
  for (let start = 0; start < pairs.length; start += round) {
    const lists = await Promise.all(
      pairs
        .slice(start, start + round)
        .map(async ({ term, offset }) => ({ locations: await postings.locations(term), offset })),
    );
    lists.sort((a, b) => a.locations.length - b.locations.length);
    for (const { locations, offset } of lists) {
      found = found
        ? followed(found, locations, offset)
        : locations.map((location) => location - offset);
      if (found.length === 0) return found;
    }
  }
  return found ?? [];
}

/**
 * Whether at one of `starts` the text has white space at every gap of a phrase.
 *
 * @param starts where the phrase begins, as {@link phraseLocations} gives it.
 * @param gaps offsets in the phrase, as normalising gives them.
 */
export async function standsSpaced(
  text: string,
  gaps: readonly number[],
  starts: readonly number[],
  postings: Postings,
): Promise<boolean> {
  const lists = await Promise.all(
    gaps.map((gap) =>
      postings.locations(spacedTerm(text.charCodeAt(gap - 1), text.charCodeAt(gap))),
    ),
  );
  let left = starts;
  for (const [i, gap] of gaps.entries()) left = followed(left, lists[i] ?? [], gap - 1);
  return left.length > 0;
}

/** Those of `starts` (ascending) for which `start + offset` is in `locations` (ascending). */
function followed(
  starts: readonly number[],
  locations: readonly number[],
  offset: number,
): number[] {
  const kept: number[] = [];
  let from = 0;
  for (const start of starts) {
    from = lowerBound(locations, start + offset, from);
    if (locations[from] === start + offset) kept.push(start);
  }
  return kept;
}

/** The first index at or after `from` whose value is not below `value`: steps that double, then halves. */
export function lowerBound(values: readonly number[], value: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step <= values.length && (values[low + step - 1] as number) < value) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, values.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the index says of a single symbol, still packed as {@link unpackSingle} reads it. */
export function singleLocations(text: string, postings: Postings): Promise<readonly number[]> {
  return postings.locations(singleTerm(text.charCodeAt(0)));
}

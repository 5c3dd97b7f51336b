import { lowerBound } from './sorted.ts';
import {
  commonFiles,
  commonPairTerm,
  type DocumentPosting,
  documentsTerm,
  gramLength,
  gramTerm,
  singleTerm,
  spacedTerm,
  unpackDocuments,
  unpackSingle,
} from './terms.ts';

/**
 * What the index says of a word. Where that cannot be known, because a file is missing, asking fails: an
 * empty list is a statement.
 */
export interface Postings {
  /**
   * The locations of a word, or of all words that begin with it, ascending; none when there is no such word.
   *
   * @param wanted what is not wanted needs not be given.
   */
  locations(term: string, wanted?: Wanted): Promise<readonly number[]>;
  /** In how many files these locations stand, known before any of them is loaded; 1 when there is no such word. */
  files(term: string): Promise<number>;
}

/** Whether a place is wanted that is above `from` and not above `to`. */
export type Wanted = (from: number, to: number) => boolean;

/** Only those that are `offset` behind one of some places (ascending). */
export function behind(places: readonly number[], offset: number): Wanted {
  return (from, to) => {
    const place = places[lowerBound(places, from + 1 - offset, 0)];
    return place !== undefined && place + offset <= to;
  };
}

/** Grams loaded at once: a phrase of 40 characters in one round, a longer one only as far as it is found. */
const round = 10;

/**
 * Where a normalised phrase of two symbols or more begins in the run of documents: exactly there. Grams that
 * stand in a row are the phrase, and grams never cross a block's boundary. What is in few files is loaded
 * first, and of the others only where a place is left that they could confirm.
 *
 * @param wanted what is not wanted needs not be given.
 */
export async function phraseLocations(
  text: string,
  postings: Postings,
  wanted?: Wanted,
): Promise<readonly number[]> {
  if (text.length <= gramLength) return gramLocations(text, postings, wanted);
  const grams = await Promise.all(
    coveringOffsets(text.length).map(async (offset) => {
      const term = gramTerm(text.slice(offset, offset + gramLength));
      return { term, offset, files: await postings.files(term) };
    }),
  );
  grams.sort((a, b) => a.files - b.files);
  const whole = Math.max(grams.filter(({ files }) => files < commonFiles).length, 1);
  let found: readonly number[] | undefined;
  for (let start = 0; start < grams.length; ) {
    const end = start < whole ? Math.min(whole, start + round) : start + 1;
    const lists = await Promise.all(
      grams.slice(start, end).map(async ({ term, offset }) => {
        const among: Wanted | undefined = found
          ? behind(found, offset)
          : wanted && ((from, to) => wanted(from - offset, to - offset));
        return { locations: await postings.locations(term, among), offset };
      }),
    );
    lists.sort((a, b) => a.locations.length - b.locations.length);
    for (const { locations, offset } of lists) {
      found = found
        ? followed(found, locations, offset)
        : locations.map((location) => location - offset);
      if (found.length === 0) return found;
    }
    start = end;
  }
  return found ?? [];
}

/** Where the grams begin that cover a phrase: neighbours without overlap, the last one moved back where it is not round. */
function coveringOffsets(length: number): number[] {
  return Array.from({ length: Math.ceil(length / gramLength) }, (_, i) =>
    Math.min(i * gramLength, length - gramLength),
  );
}

/** Where two to four symbols stand. */
export async function gramLocations(
  text: string,
  postings: Postings,
  wanted?: Wanted,
): Promise<readonly number[]> {
  const term =
    text.length === 2 && (await isCommon(text, postings)) ? commonPairTerm(text) : gramTerm(text);
  return postings.locations(term, wanted);
}

/**
 * Where a single symbol stands, but at the end of a block, where nothing is beside it; nothing for a symbol whose
 * places are in many files: it stands nearly everywhere.
 */
export async function singleLocations(
  text: string,
  postings: Postings,
  wanted?: Wanted,
): Promise<readonly number[] | undefined> {
  const term = gramTerm(text);
  return (await postings.files(term)) >= commonFiles ? undefined : postings.locations(term, wanted);
}

/** Whether the index has the documents of a phrase without its places: of a single symbol, and of what is common. */
export async function isCommon(text: string, postings: Postings): Promise<boolean> {
  if (text.length === 1) return true;
  return text.length <= gramLength && (await postings.files(gramTerm(text))) >= commonFiles;
}

/**
 * The documents that have a normalised phrase, where the index has them without its places: of a single
 * symbol (at most 15 occurrences counted) and of what is common.
 */
export async function phraseDocuments(
  text: string,
  postings: Postings,
): Promise<readonly DocumentPosting[] | undefined> {
  if (text.length === 1)
    return (await postings.locations(singleTerm(text.charCodeAt(0)))).map(unpackSingle);
  if (!(await isCommon(text, postings))) return undefined;
  return unpackDocuments(await postings.locations(documentsTerm(text)));
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
      postings.locations(
        spacedTerm(text.charCodeAt(gap - 1), text.charCodeAt(gap)),
        behind(starts, gap - 1),
      ),
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

import type { Catalog } from './catalog.ts';
import { documentStarts } from './evaluate.ts';
import { normalize } from './normalize.ts';
import { type Postings, phraseLocations } from './phrase-locations.ts';
import { lowerBound } from './sorted.ts';

/** Shorter phrases are one symbol away from too much. */
const shortest = 4;
/** Longer ones are rarely typed, and every symbol of theirs is another question. */
const longest = 24;

/**
 * Documents where a normalised phrase may stand but for one symbol, those with most such places first; no other
 * has it so. The index alone tells: what stands before the symbol and what stands after it are found one symbol
 * apart. A single symbol before or after is not looked at; {@link nearRuns} is, in the text.
 *
 * @returns none for a phrase that is too short or too long to say.
 */
export async function nearlyHolding(
  text: string,
  { lengths }: Pick<Catalog, 'lengths'>,
  postings: Postings,
): Promise<number[]> {
  if (text.length < shortest || text.length > longest) return [];
  const places = await Promise.all(
    Array.from(text, (_, changed) => placesBut(text, changed, postings)),
  );
  const starts = documentStarts(lengths);
  const counts = new Map<number, number>();
  for (const each of places) {
    for (const place of each) {
      if (place < 0) continue;
      const document = lowerBound(starts, place + 1, 0) - 1;
      counts.set(document, (counts.get(document) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([document]) => document);
}

/** Where a phrase begins whose symbols all stand but the one at `changed`, which may be any. */
async function placesBut(
  text: string,
  changed: number,
  postings: Postings,
): Promise<readonly number[]> {
  const before = text.slice(0, changed);
  const after = text.slice(changed + 1);
  const [ahead, behind] = await Promise.all([
    before.length < 2 ? undefined : phraseLocations(before, postings),
    after.length < 2 ? undefined : phraseLocations(after, postings),
  ]);
  const begun = behind?.map((place) => place - changed - 1);
  if (!ahead || !begun) return ahead ?? begun ?? [];
  const known = new Set(ahead);
  return begun.filter((place) => known.has(place));
}

/** Runs of an original text that are a normalised phrase but for one symbol, as they stand there, with how often. */
export function nearRuns(original: string, text: string): Map<string, number> {
  const found = new Map<string, number>();
  const { text: symbols, starts, ends } = normalize(original);
  for (let at = 0; at + text.length <= symbols.length; at++) {
    let different = 0;
    for (let i = 0; i < text.length && different < 2; i++)
      if (symbols.charCodeAt(at + i) !== text.charCodeAt(i)) different++;
    if (different !== 1) continue;
    const run = original.slice(starts[at], ends[at + text.length - 1]);
    if (isWord(run)) found.set(run, (found.get(run) ?? 0) + 1);
  }
  return found;
}

/** Nothing but letters and digits: a phrase with a mark in it is two halves of sentences. */
function isWord(run: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(run);
}

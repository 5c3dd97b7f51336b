import type { Catalog } from './catalog.ts';
import { documentStarts } from './evaluate.ts';
import { normalize } from './normalize.ts';
import { behind, type Postings, phraseLocations } from './phrase-locations.ts';
import { lowerBound } from './sorted.ts';
import { commonFiles, gramLength, gramTerm } from './terms.ts';

/** Shorter phrases are one symbol away from too much. */
const shortest = 4;
/** Longer ones are rarely typed, and every symbol of theirs is another question. */
const longest = 24;

/**
 * Documents where a normalised phrase may stand but for one symbol, those with most such places first; no other
 * has it so, but where what is left of it is common. The index alone tells: what stands before the symbol and what stands after it are found one symbol
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
    Array.from(text, (symbol, changed) =>
      isWord(symbol) ? placesBut(text, changed, postings) : [],
    ),
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

/**
 * Where a phrase begins whose symbols all stand but the one at `changed`, which may be any. The side that is in
 * fewer files is looked up, the other one only beside it; where both are common, nobody is helped by the answer.
 */
async function placesBut(text: string, changed: number, postings: Postings): Promise<number[]> {
  const sides = await Promise.all(
    [
      { side: text.slice(0, changed), offset: 0 },
      { side: text.slice(changed + 1), offset: changed + 1 },
    ]
      .filter(({ side }) => side.length > 1)
      .map(async ({ side, offset }) => {
        const files = await postings.files(gramTerm(side.slice(0, gramLength)));
        return { side, offset, files };
      }),
  );
  const [first, second] = sides.sort((a, b) => a.files - b.files);
  if (!first || first.files >= commonFiles) return [];
  const locations = await phraseLocations(first.side, postings);
  const starts = locations.map((place) => place - first.offset);
  if (!second || starts.length === 0) return starts;
  const among = behind(starts, second.offset);
  const others = new Set(await phraseLocations(second.side, postings, among));
  return starts.filter((start) => others.has(start + second.offset));
}

/** Runs of an original text that are a normalised phrase but for one symbol, as they stand there, with how often. */
export function nearRuns(original: string, text: string): Map<string, number> {
  const found = new Map<string, number>();
  const { text: symbols, starts, ends } = normalize(original);
  for (let at = 0; at + text.length <= symbols.length; at++) {
    let different = 0;
    let changed = '';
    for (let i = 0; i < text.length && different < 2; i++)
      if (symbols.charCodeAt(at + i) !== text.charCodeAt(i)) {
        different++;
        changed = text.charAt(i);
      }
    // A sign that was typed is no slip for a character.
    if (different !== 1 || !isWord(changed)) continue;
    // What breaks lines and nothing else is no part of a word.
    const run = original.slice(starts[at], ends[at + text.length - 1]).replace(/[\p{Cf}\s]/gu, '');
    if (isWord(run)) found.set(run, (found.get(run) ?? 0) + 1);
  }
  return found;
}

/** Nothing but letters and digits: a phrase with a mark in it is two halves of sentences. */
function isWord(run: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(run);
}

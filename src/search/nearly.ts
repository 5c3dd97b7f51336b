import type { Catalog } from './catalog.ts';
import { documentStarts } from './evaluate.ts';
import { normalize } from './normalize.ts';
import { behind, type Postings, phraseLocations, type Wanted } from './phrase-locations.ts';
import { lowerBound } from './sorted.ts';
import { commonFiles, gramLength, gramTerm } from './terms.ts';

/** Shorter phrases are one symbol away from too much; of one of three only the symbol in the middle is looked at. */
const shortest = 3;
/** Longer ones are rarely typed, and every symbol of theirs is another question. */
const longest = 24;

/**
 * Documents where a normalised phrase may stand but for one symbol, those with most such places first; no other
 * has it so, but where what is left of it is common. The index alone tells: what stands before the symbol and what stands after it are found one symbol
 * apart. A single symbol before or after is looked at only where nothing else tells; {@link nearRuns} looks in the text.
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

/** What stands on one side of the symbol that may be any. */
interface Side {
  readonly text: string;
  /** Where in the phrase it begins. */
  readonly offset: number;
  readonly files: number;
}

/**
 * Where a phrase begins whose symbols all stand but the one at `changed`, which may be any. The side that is in
 * fewer files is looked up, the other one only beside it; where both are common, nobody is helped by the answer. A
 * side of one symbol, which is not known at the end of a block, is taken where it is rare and the other is none: 养狗管理.
 */
async function placesBut(text: string, changed: number, postings: Postings): Promise<number[]> {
  const sides = await Promise.all(
    [
      { text: text.slice(0, changed), offset: 0 },
      { text: text.slice(changed + 1), offset: changed + 1 },
    ]
      .filter((side) => side.text !== '')
      .map(async (side): Promise<Side> => {
        const files = await postings.files(gramTerm(side.text.slice(0, gramLength)));
        return { ...side, files };
      }),
  );
  sides.sort((a, b) => a.files - b.files);
  const longer = sides.filter((side) => side.text.length > 1);
  if (text.length === shortest) return changed === 1 ? besides(sides, postings) : [];
  const isKnown = longer[0] !== undefined && longer[0].files < commonFiles;
  return besides(isKnown ? longer : sides, postings);
}

/** @param sides the one in the fewest files first. */
async function besides([first, second]: readonly Side[], postings: Postings): Promise<number[]> {
  if (!first || first.files >= commonFiles) return [];
  const locations = await locationsOf(first, postings);
  const starts = locations.map((place) => place - first.offset);
  const isTooMuch = second?.text.length === 1 && second.files >= commonFiles;
  if (!second || isTooMuch || starts.length === 0) return starts;
  const among = behind(starts, second.offset);
  const others = new Set(await locationsOf(second, postings, among));
  return starts.filter((start) => others.has(start + second.offset));
}

function locationsOf({ text }: Side, postings: Postings, wanted?: Wanted) {
  return text.length === 1
    ? postings.locations(gramTerm(text), wanted)
    : phraseLocations(text, postings, wanted);
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

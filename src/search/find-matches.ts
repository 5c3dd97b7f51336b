import { normalize } from './normalize.ts';

/** A stretch of an original text, in UTF-16 code units. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Index of the phrase. */
  readonly phrase: number;
}

/** Every place in a text where one of the (normalised) phrases stands, in order; where two overlap, the first. */
export function findMatches(original: string, phrases: readonly string[]): Match[] {
  const { text, starts, ends } = normalize(original);
  const found: Match[] = [];
  for (const [phrase, wanted] of phrases.entries()) {
    if (wanted === '') continue;
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      found.push({
        start: starts[at] as number,
        end: ends[at + wanted.length - 1] as number,
        phrase,
      });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((match) => {
    if (match.start < end) return false;
    end = match.end;
    return true;
  });
}

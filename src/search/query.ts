import { normalizeText } from './normalize.ts';

/** One thing that must stand, or must not stand, in a document. */
export interface Phrase {
  /** As it was typed, without the signs that made it a phrase or an exclusion. */
  readonly typed: string;
  /** Normalised; never empty. */
  readonly text: string;
}

export interface Query {
  /** All of them must stand in a document. */
  readonly wanted: readonly Phrase[];
  /** None of them may. */
  readonly unwanted: readonly Phrase[];
  /** Something was left out because the query is longer than a search can use. */
  readonly shortened: boolean;
}

export const maxPhraseLength = 64;
export const maxPhrases = 12;
/** Nobody types more; what is pasted beyond it is not looked at. */
const maxTyped = 2000;

/**
 * `"…"` forces a phrase where it begins a word and ends one; an unpaired or inner mark is text. The curly
 * “…” of Chinese input methods are the same characters as in the texts, so they count as a sign only
 * around something with spaces in it.
 */
const piece =
  /(?<minus>[-－−]?)(?:["＂](?<quoted>[^"＂]+)["＂]|“(?<curly>[^“”]*\s[^“”]*)”)(?=\s|$)|(?<word>\S+)/gu;

function cut(text: string, length: number): string {
  return text.length > length ? text.slice(0, length) : text;
}

/**
 * What a reader typed: words apart by spaces, all of them wanted; `"…"` one phrase with its spaces
 * ignored; `-词` not wanted. A query of exclusions alone is taken as text, for there is nothing to take
 * them from (and a run like -2019- begins with a dash). Any string gives a query; it may want nothing.
 */
export function parseQuery(input: string): Query {
  const wanted = new Map<string, Phrase>();
  const unwanted = new Map<string, Phrase>();
  let shortened = input.length > maxTyped;
  const pieces = [...cut(input, maxTyped).matchAll(piece)].map((match) => {
    const { minus, quoted, curly } = match.groups ?? {};
    const phrase = quoted ?? curly;
    if (phrase !== undefined) return { excluded: minus !== '', typed: phrase, whole: match[0] };
    const excluded = /^[-－−][^-－−]/u.test(match[0]);
    return { excluded, typed: excluded ? match[0].slice(1) : match[0], whole: match[0] };
  });
  const literal = pieces.every(({ excluded }) => excluded);
  for (const { excluded, typed, whole } of pieces) {
    const shown = literal ? whole : typed;
    const normalized = normalizeText(shown);
    const text = cut(normalized, maxPhraseLength);
    if (text === '') continue;
    const phrases = excluded && !literal ? unwanted : wanted;
    if (text.length < normalized.length || wanted.size + unwanted.size >= maxPhrases)
      shortened = true;
    if (wanted.size + unwanted.size < maxPhrases) phrases.set(text, { typed: shown, text });
  }
  return { wanted: [...wanted.values()], unwanted: [...unwanted.values()], shortened };
}

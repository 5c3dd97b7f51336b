import { normalizeSpaced, normalizeText } from './normalize.ts';

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
  /** All that was typed as one run, where it has spaces and no quotation mark that makes a phrase. */
  readonly run?: SpacedRun | undefined;
  /** Something stands in quotation marks: it is wanted as it is, and no other way. */
  readonly literal?: true;
  /** Nothing but exclusions was typed, which are taken as text. */
  readonly onlyUnwanted?: true;
}

/** Words with spaces between them may be one run of a text, copied with its spaces. */
export interface SpacedRun extends Phrase {
  /** Offsets in {@link text} before which a space was typed; at least one. */
  readonly gaps: readonly number[];
  /** What was typed makes sense in pieces: no word of one character or with a sign at its end, or signs of this search. */
  readonly words: boolean;
  readonly shortened: boolean;
}

export const maxPhraseLength = 64;
export const maxPhrases = 12;
/** In characters: longer than anything typed; what is pasted beyond it is not read. */
const maxTyped = 2000;

/**
 * `"…"` forces a phrase where it begins a word and ends one; an unpaired or inner mark is text: 他说"好"的
 * is found with its marks, and 0" ， as it stands in a text, never as the run 0， that no text has. The curly
 * “…” of Chinese input methods are the same characters as in the texts, so they count as a sign only
 * around something with spaces in it.
 */
const piece =
  /(?<minus>[-－−]?)(?:["＂](?<quoted>[^"＂]+)["＂]|“(?<curly>[^“”]*\p{White_Space}[^“”]*)”)(?=\p{White_Space}|$)|\P{White_Space}+/gu;

function cut(text: string, length: number): string {
  return text.length > length ? text.slice(0, length) : text;
}

/** Of two characters or more, and no sign at its ends. */
const plainWord = /^[\p{L}\p{N}].*[\p{L}\p{N}]$/su;

/**
 * What a reader typed: words apart by spaces, all of them wanted; `"…"` one phrase with its spaces
 * ignored; `-词` not wanted. A query of exclusions alone is taken as text, for there is nothing to take
 * them from (and a run like -2019- begins with a dash). Any string gives a query; it may want nothing.
 */
export function parseQuery(input: string): Query {
  const wanted = new Map<string, Phrase>();
  const unwanted = new Map<string, Phrase>();
  const read = cut(input, maxTyped);
  let shortened = read.length < input.length;
  const typedPieces = matchesOf(read, piece).map((match) => {
    const { minus, quoted, curly } = match.groups ?? {};
    const phrase = quoted ?? curly;
    const whole = match[0];
    if (phrase !== undefined)
      return { quoted: quoted !== undefined, excluded: minus !== '', typed: phrase, whole };
    const excluded = /^[-－−][^-－−]/u.test(whole);
    return { quoted: false, excluded, typed: excluded ? whole.slice(1) : whole, whole };
  });
  // An invisible character (a pasted byte order mark) is no piece, and takes no part in what the others mean.
  const pieces = typedPieces.filter(({ typed }) => normalizeText(typed) !== '');
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
  const signs = pieces.some(({ excluded, typed, whole }) => excluded || typed !== whole);
  const words = signs || pieces.every(({ whole }) => plainWord.test(whole));
  const phrases = {
    wanted: [...wanted.values()],
    unwanted: [...unwanted.values()],
    shortened,
    ...(literal && wanted.size > 0 && { onlyUnwanted: true as const }),
  };
  if (pieces.some(({ quoted }) => quoted)) return { ...phrases, run: undefined, literal: true };
  return { ...phrases, run: spacedRun(read, words) };
}

/** `matchAll` came with Chromium 73. */
function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  const each = new RegExp(pattern.source, pattern.flags);
  for (let match = each.exec(text); match; match = each.exec(text)) found.push(match);
  return found;
}

function spacedRun(typed: string, words: boolean): SpacedRun | undefined {
  const { text, gaps } = normalizeSpaced(typed);
  const used = gaps.filter((gap) => gap < maxPhraseLength);
  if (used.length === 0) return undefined;
  return {
    typed: typed.trim(),
    text: cut(text, maxPhraseLength),
    gaps: used,
    words,
    shortened: text.length > maxPhraseLength,
  };
}

import { fold } from '../variant/fold.ts';

/**
 * Stands between blocks (title, headings, paragraphs, cells) of an indexed document. White space never
 * survives normalising, so no query can contain it and no match can cross it.
 */
export const blockBoundary = '\n';

/** A normalised text and where each of its symbols came from. */
export interface NormalizedText {
  /** Symbols, one UTF-16 code unit each, none a surrogate. */
  readonly text: string;
  /** For every symbol the offset in the original of the character it came from. */
  readonly starts: readonly number[];
  /** For every symbol the offset in the original just after that character. */
  readonly ends: readonly number[];
}

/** Characters that people and input methods use one for the other; each goes to the first of its class. */
const equivalents = [
  '([{【〔〖〘〚⦅⟦',
  ')]}】〕〗〙〛⦆⟧',
  '《〈<«‹≪',
  '》〉>»›≫',
  '"“”„‟「」『』〝〞〟″',
  "'‘’‚‛′`´",
  '-‐‑‒–—―−─━﹘⁃⸺⸻',
  '~〜∼～',
  '·•・‧∙⋅●▪',
  '〇○◯',
];

/** Symbols below this stand for their own code point; the others are written as two symbols. */
const directLimit = 0xa000;
const lowBase = directLimit + (0x10ffff >> 12) + 1;
/** One above the highest symbol that normalising can give. */
export const symbolLimit = lowBase + 0x1000;

const classes = new Map<string, string>();
for (const members of equivalents) {
  for (const member of members) classes.set(member, members.charAt(0));
}

/** Nothing a reader sees or types on purpose: white space, controls, joiners, accents, lone surrogates. */
const ignorable = /[\p{White_Space}\p{Cc}\p{Cf}\p{M}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

const cache = new Map<string, string>();

/** What one character (code point) becomes: none, one or several symbols. */
function symbolsOf(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  let symbols = '';
  if (!ignorable.test(character)) {
    // Down, up and down: ß is SS in capitals, and the last sigma of a word is one like the others.
    const plain = (classes.get(character) ?? character)
      .normalize('NFKD')
      .toLowerCase()
      .toUpperCase()
      .toLowerCase();
    for (const part of plain.normalize('NFKD')) {
      if (ignorable.test(part)) continue;
      const code = fold(classes.get(part) ?? part).codePointAt(0) as number;
      symbols +=
        code < directLimit
          ? String.fromCharCode(code)
          : String.fromCharCode(directLimit + (code >> 12), lowBase + (code & 0xfff));
    }
  }
  cache.set(character, symbols);
  return symbols;
}

/**
 * The form in which texts and queries are compared. Two runs are the same when their normalised forms are:
 * compatibility forms decomposed (half and full width, ligatures, circled digits), accents taken away,
 * lower case, one character for every Simplified/Traditional class, one for every class of brackets,
 * quotes, dashes and dots; white space and invisible characters removed, so that spaced letters and line
 * breaks do not hide a word; a run of dashes counts as one (—— and —). Never throws, whatever the input.
 */
export function normalize(original: string): NormalizedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let offset = 0;
  for (const character of original) {
    const end = offset + character.length;
    for (const symbol of symbolsOf(character)) {
      if (symbol === '-' && text.endsWith('-')) {
        ends[ends.length - 1] = end;
        continue;
      }
      text += symbol;
      starts.push(offset);
      ends.push(end);
    }
    offset = end;
  }
  return { text, starts, ends };
}

/** {@link normalize} where only the text is wanted. */
export function normalizeText(original: string): string {
  return normalizeSpaced(original).text;
}

export interface SpacedText {
  readonly text: string;
  /** Offsets in the text of the symbols that had white space before them, ascending; never the first one. */
  readonly gaps: readonly number[];
}

const whiteSpace = /\p{White_Space}/u;

/** {@link normalize} where the text is wanted and where white space was taken out of it. */
export function normalizeSpaced(original: string): SpacedText {
  const room = original.length * mostSymbols;
  if (room > written.length) written = new Uint16Array(room);
  const symbols = written;
  const gaps: number[] = [];
  const length = writeSymbols(original, symbols, 0, (gap) => gaps.push(gap));
  let text = '';
  for (let start = 0; start < length; start += textPiece)
    text += String.fromCharCode(...symbols.subarray(start, Math.min(start + textPiece, length)));
  return { text, gaps };
}

/** Used again and again: most texts are short. */
let written = new Uint16Array(1 << 10);
/** More arguments than a call takes everywhere are not given to one. */
const textPiece = 4096;

/** Symbols that a code unit can become at the most: ﷺ is a sentence of eighteen letters. */
export const mostSymbols = 18;

/** The symbol of each code unit that becomes exactly one; 0 where that is not known yet, or not so. */
const singleSymbols = new Uint16Array(0x10000);
const dash = '-'.charCodeAt(0);

/**
 * Writes the normalised text into `symbols` from `at` on, where there must be room for {@link mostSymbols} a
 * code unit. Text by the million goes this way: no string is made of it.
 *
 * @param onGap told each place behind `at` that {@link normalizeSpaced} calls a gap.
 * @returns where the text ends.
 */
export function writeSymbols(
  original: string,
  symbols: Uint16Array,
  at: number,
  onGap: (place: number) => void,
): number {
  let end = at;
  let gap = at;
  for (let i = 0; i < original.length; i++) {
    const unit = original.charCodeAt(i);
    const single = singleSymbols[unit] as number;
    if (single !== 0) {
      if (gap > at && gap === end) onGap(gap);
      symbols[end++] = single;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(i) as number);
    if (character.length > 1) i++;
    const own = symbolsOf(character);
    // A dash is looked at each time: of a run of them one remains.
    if (character.length === 1 && own.length === 1 && own !== '-')
      singleSymbols[unit] = own.charCodeAt(0);
    if (own === '' && whiteSpace.test(character)) gap = end;
    for (let k = 0; k < own.length; k++) {
      const symbol = own.charCodeAt(k);
      if (symbol === dash && end > at && symbols[end - 1] === dash) continue;
      if (gap > at && gap === end) onGap(gap);
      symbols[end++] = symbol;
    }
  }
  return end;
}

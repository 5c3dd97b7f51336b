import { symbolLimit } from './normalize.ts';

/**
 * The words of the index. Pagefind splits, folds and stems words by rules of its own that differ between
 * languages; words of ASCII letters and digits alone go through all of them unchanged. A symbol is three
 * digits of base 36, a gram of four symbols twelve. No word begins another one, since Pagefind takes a word
 * for all that begin with it; and so do we: the beginning of a gram stands for all grams that begin so.
 *
 * A list that is too long for one file is cut by place into slices, each a word of its own: the list's word
 * and the first place of the slice.
 */
const radix = 36;
const width = 3;

/** Symbols in a gram: what a reader mostly types is found in one list. */
export const gramLength = 4;
/** Digits of a whole gram, and of the first place of a slice. */
const gramDigits = gramLength * width;
const placeDigits = 7;

/** Begins no gram: the highest symbol is written with a lower first digit. */
const mark = 'z';
if (symbolLimit > (radix - 1) * radix ** (width - 1)) throw new Error('too many symbols');

const written: string[] = [];

function write(symbol: number): string {
  written[symbol] ??= symbol.toString(radix).padStart(width, '0');
  return written[symbol];
}

function writeText(text: string): string {
  let digits = '';
  for (let i = 0; i < text.length; i++) digits += write(text.charCodeAt(i));
  return digits;
}

/**
 * The word for a place where up to {@link gramLength} symbols stand, and for a shorter text the beginning of
 * all words for places where it stands. Sorts as the symbols do.
 */
export function gramTerm(text: string): string {
  return writeText(text);
}

/** The word for a place from its four symbols; 0 for those behind the end of the block. */
export function gramWord(first: number, second: number, third: number, fourth: number): string {
  return write(first) + write(second) + write(third) + write(fourth);
}

/** Digits of one symbol in a word. */
export const symbolDigits = width;

/** The word for one symbol wherever it stands. Sorts as the symbols do, after every gram. */
export function singleTerm(symbol: number): string {
  return mark + write(symbol);
}

/** The word for two neighbours where the text has white space between them. Sorts after every single symbol. */
export function spacedTerm(first: number, second: number): string {
  return mark + mark + write(first) + write(second);
}

/** The word for the documents that have a common text of two to four symbols. Sorts after every spaced pair. */
export function documentsTerm(text: string): string {
  return mark.repeat(3) + writeText(text).padEnd(gramDigits, '0');
}

/** The word for all places of a common pair, in one list. Sorts after all others. */
export function commonPairTerm(text: string): string {
  return mark.repeat(4) + writeText(text);
}

/**
 * A text of two to four symbols whose grams are spread over so many files is common: then the documents that
 * have it are listed ({@link documentsTerm}), and of two symbols the places ({@link commonPairTerm}).
 */
export const commonFiles = 3;

/** Above every word that begins with this one, and below all that are above it and do not. */
export function above(term: string): string {
  return term + mark + mark;
}

/** The word for the slice of a list that begins at a place. */
export function sliceTerm(term: string, place: number): string {
  return term + place.toString(radix).padStart(placeDigits, '0');
}

/** The place in the name of a slice of a list; none where the name is not of one. */
export function sliceStart(name: string, term: string): number | undefined {
  if (name.length !== term.length + placeDigits || !name.startsWith(term)) return undefined;
  return Number.parseInt(name.slice(term.length), radix);
}

/**
 * Posted for every gram is where it begins in the run of all documents; for a single symbol, which would
 * be posted nearly everywhere, only the documents that have it, each with what ranking asks for.
 */
export interface SinglePosting {
  readonly document: number;
  readonly inTitle: boolean;
  readonly inHeading: boolean;
  /** Occurrences, counted up to {@link singleCountLimit}. */
  readonly count: number;
}

/** So many occurrences of a single symbol in a document are counted: there may be more. */
export const singleCountLimit = 15;

export function packSingle(posting: SinglePosting): number {
  return (
    posting.document * 64 +
    (posting.inTitle ? 32 : 0) +
    (posting.inHeading ? 16 : 0) +
    Math.min(posting.count, singleCountLimit)
  );
}

export function unpackSingle(packed: number): SinglePosting {
  return {
    document: Math.floor(packed / 64),
    inTitle: (packed & 32) !== 0,
    inHeading: (packed & 16) !== 0,
    count: packed & 15,
  };
}

/** A document that has a common text. */
export interface DocumentPosting {
  readonly document: number;
  readonly inTitle: boolean;
  readonly inHeading: boolean;
  /** Occurrences, all of them. */
  readonly count: number;
}

/**
 * Two numbers a document, ascending as places are: the first is beyond the one before it by four times the
 * step from document to document and whether it stands in title and headings, the second by the count.
 */
export function packDocuments(postings: readonly DocumentPosting[]): Uint32Array {
  const packed = new Uint32Array(postings.length * 2);
  let sum = 0;
  let before = -1;
  for (const [i, { document, inTitle, inHeading, count }] of postings.entries()) {
    sum += (document - before) * 4 + (inTitle ? 2 : 0) + (inHeading ? 1 : 0);
    packed[2 * i] = sum;
    sum += count;
    packed[2 * i + 1] = sum;
    before = document;
  }
  return packed;
}

export function unpackDocuments(packed: readonly number[]): DocumentPosting[] {
  const postings: DocumentPosting[] = [];
  let document = -1;
  let before = 0;
  for (let i = 0; i + 1 < packed.length; i += 2) {
    const first = packed[i] as number;
    const step = first - before;
    document += step >> 2;
    before = packed[i + 1] as number;
    postings.push({
      document,
      inTitle: (step & 2) !== 0,
      inHeading: (step & 1) !== 0,
      count: before - first,
    });
  }
  return postings;
}

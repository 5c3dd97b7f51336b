import { symbolLimit } from './normalize.ts';

/**
 * The words of the index. Pagefind splits, folds and stems words by rules of its own that differ between
 * languages; words of ASCII letters and digits alone go through all of them unchanged. A symbol is three
 * digits of base 36, a pair of neighbours six. No word begins another one, since Pagefind takes a word
 * for all that begin with it.
 */
const radix = 36;
const width = 3;

/** Begins no pair: the highest symbol is written with a lower first digit. */
const singleMark = 'z';
if (symbolLimit > (radix - 1) * radix ** (width - 1)) throw new Error('too many symbols');

const written: string[] = [];

function write(symbol: number): string {
  written[symbol] ??= symbol.toString(radix).padStart(width, '0');
  return written[symbol];
}

/** The word for two neighbouring symbols. Sorts as the symbols do. */
export function pairTerm(first: number, second: number): string {
  return write(first) + write(second);
}

/** The word for one symbol wherever it stands. Sorts as the symbols do, after every pair. */
export function singleTerm(symbol: number): string {
  return singleMark + write(symbol);
}

/** The word for two neighbours where the text has white space between them. Sorts after every single symbol. */
export function spacedTerm(first: number, second: number): string {
  return singleMark + singleMark + pairTerm(first, second);
}

/**
 * Posted for every pair is where it begins in the run of all documents; for a single symbol, which would
 * be posted nearly everywhere, only the documents that have it, each with what ranking asks for.
 */
export interface SinglePosting {
  readonly document: number;
  readonly inTitle: boolean;
  readonly inHeading: boolean;
  /** Occurrences, counted up to {@link singleCountLimit}. */
  readonly count: number;
}

const singleCountLimit = 15;

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

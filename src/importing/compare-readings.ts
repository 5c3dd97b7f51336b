import { lostCharacters, unseenCharacters } from '../model/writing.ts';

/** Where two readings of one file part: what each has there, white space taken out. */
export interface ReadingDifference {
  readonly ours: string;
  readonly theirs: string;
}

export type ReadingComparison =
  | { readonly kind: 'same' }
  /** The same words; numbers drawn before paragraphs differ. */
  | { readonly kind: 'labels'; readonly difference: ReadingDifference }
  | { readonly kind: 'different'; readonly difference: ReadingDifference };

/** A number that a word processor draws before a paragraph, or a sign before a point. */
const label =
  /^(?:第?[\d一二三四五六七八九十百零〇①-⑳]{1,5}(?:[.．、)）]|[章节条款编])|[（(][\d一二三四五六七八九十]{1,3}[)）]|[a-zA-Z]{1,4}[.)、]|\d{1,3}(?:\.\d{1,3})+\.?|[•·○●■□◆◇▪–—*+\-✓➢])/u;

/**
 * Compares two readings of one file by programs that know nothing of each other. Their paragraphs may stand in
 * another order (notes, text in frames) and be divided otherwise: that every word has its place is proven
 * elsewhere, here that both find the same words.
 */
export function compareReadings(
  ours: readonly string[],
  theirs: readonly string[],
): ReadingComparison {
  const rest = unmatched(ours.map(bare), theirs.map(bare));
  if (haveSameCharacters(...rest)) return { kind: 'same' };
  const [mine, other] = rest.map((lines) => lines.map(withoutLabel)) as [string[], string[]];
  const unlabelled = unmatched(mine, other);
  if (haveSameCharacters(...unlabelled))
    return { kind: 'labels', difference: firstDifference(...rest) };
  return { kind: 'different', difference: firstDifference(...unlabelled) };
}

type Lines = readonly [ours: string[], theirs: string[]];

/** The lines that one has and the other has not, or not as often. */
function unmatched(ours: readonly string[], theirs: readonly string[]): Lines {
  const left = (lines: readonly string[], others: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
    return lines.filter((line) => {
      const count = counts.get(line) ?? 0;
      counts.set(line, count - 1);
      return line !== '' && count <= 0;
    });
  };
  return [left(ours, theirs), left(theirs, ours)];
}

function haveSameCharacters(ours: readonly string[], theirs: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const character of ours.join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
  for (const character of theirs.join('')) counts.set(character, (counts.get(character) ?? 0) - 1);
  return [...counts.values()].every((count) => count === 0);
}

function firstDifference(ours: readonly string[], theirs: readonly string[]): ReadingDifference {
  const mine = ours.join('');
  const other = theirs.join('');
  let at = 0;
  while (at < mine.length && mine[at] === other[at]) at += 1;
  const around = (text: string) =>
    `${text.slice(Math.max(0, at - 10), at)}▲${text.slice(at, at + 15)}`;
  return { ours: around(mine), theirs: around(other) };
}

function withoutLabel(line: string): string {
  return line.replace(label, '');
}

/** Without white space and what neither reader has to keep: marks that nobody sees, signs of one machine's fonts. */
function bare(line: string): string {
  let text = line.replace(/[\s\ufffc\ufffd]+/g, '').replaceAll('\u2011', '-');
  for (const character of new Set([...unseenCharacters(text), ...lostCharacters(text)]))
    text = text.replaceAll(character, '');
  return text;
}

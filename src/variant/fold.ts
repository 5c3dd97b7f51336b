import { classes } from './fold-table.ts';

/** Representative by code unit; 0 where a character stands for itself. */
const representative = new Uint16Array(0x10000);
for (const members of classes.split(' ')) {
  for (let i = 1; i < members.length; i += 1) {
    representative[members.charCodeAt(i)] = members.charCodeAt(0);
  }
}

/**
 * Maps every character to the one that stands for its Simplified/Traditional class (复 復 複 覆 → 复),
 * so that a query and a text written in either script are equal when their words are.
 *
 * Keeps every other character and the length in UTF-16 code units, so positions stay valid. Pure and
 * without platform: the same function runs when the index is built and in the reader's browser.
 */
export function fold(text: string): string {
  let folded = '';
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = representative[text.charCodeAt(i)];
    if (unit) {
      folded += text.slice(start, i) + String.fromCharCode(unit);
      start = i + 1;
    }
  }
  return start === 0 ? text : folded + text.slice(start);
}

/** Whether two UTF-16 code units are the same, or variants of one character. */
export function isVariant(one: number, other: number): boolean {
  return one === other || (representative[one] || one) === (representative[other] || other);
}

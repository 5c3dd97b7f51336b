import { nameCharacter } from '../../model/writing.ts';
import type { MendedText } from './mended-text.ts';

/**
 * What means nothing in any text: controls but tab and line feed, soft hyphens, zero-width characters, marks
 * and isolates of direction. Left to somebody who looks: vertical tab, form feed and the separators of lines
 * (they part words), C1 controls (letters of another encoding), overrides (they turn what was seen around),
 * fillers and annotations (they have a width, or part two texts).
 */
const meaningless =
  /[[\p{Cc}--[\t-\r\x80-\x9f]]\u00ad\u061c\u180e\u200b-\u200f\u202a\u202c\u2060-\u2064\u2066\u2068\u2069\ufeff\u{e0001}\u{e0020}-\u{e007f}]|\u034f/gv;

/** Joiners and marks mean something in these: emoji of several parts, scripts that join or run leftward. */
const joined =
  /\p{Extended_Pictographic}|[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Mongolian}\p{Script=Tibetan}]/u;

/** What means something there. */
const meaningful =
  /[\u061c\u180e\u200c-\u200f\u202a\u202c\u2066\u2068\u2069\u{e0020}-\u{e007f}]|\u034f/u;

/** Takes out the characters that nobody sees and that mean nothing. */
export function dropUnseen(text: string): MendedText {
  if (text.search(meaningless) === -1) return { text, changes: [] };
  const counts = new Map<string, number>();
  const means = joined.test(text);
  const mended = text.replace(meaningless, (character) => {
    if (means && meaningful.test(character)) return character;
    counts.set(character, (counts.get(character) ?? 0) + 1);
    return '';
  });
  const changes = [...counts].map(
    ([character, count]) => `删去 ${nameCharacter(character)} ${count} 处`,
  );
  return { text: mended, changes };
}

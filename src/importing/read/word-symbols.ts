import { hex } from 'dingbat-to-unicode';

/** Signs that few machines can show, as the same signs that all Chinese fonts have. */
const shownEverywhere: Readonly<Record<string, string>> = {
  '🗹': '☑',
  '🗷': '☒',
  '🞎': '□',
  '🞏': '□',
  '◻': '□',
  '🗸': '✓',
  '🗶': '✗',
};

/**
 * The character of a `w:sym`, a sign by its place in a font (boxes and ticks of Wingdings); U+FFFD where nobody but the
 * font knows it.
 */
export function symbolOf(attributes: Readonly<Record<string, string>>): string {
  const font = attributes['w:font'] ?? '';
  const code = attributes['w:char'] ?? '';
  // Word writes them at F000 and above, where fonts of signs had been put.
  const found = hex(font, code) ?? (/^F0..$/i.test(code) ? hex(font, code.slice(2)) : undefined);
  const sign = found?.string ?? '\ufffd';
  return shownEverywhere[sign] ?? sign;
}

/** As far as the library `pinyin-pro` is used here: one reading for each character that it knows. */
type Pinyin = (
  text: string,
  options: { readonly type: 'array'; readonly nonZh: 'removed' },
) => string[];

/** Whether a character has a reading, if any. */
export function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}

/** The reading of every Han character of a Simplified text, in order; empty where it is not known. */
export function readingsOf(text: string, pinyin: Pinyin): string[] {
  const read = (part: string) => pinyin(part, { type: 'array', nonZh: 'removed' });
  const characters = Array.from(text).filter(isHan);
  const readings = read(text);
  // The library's idea of a Han character differs from Unicode's in places: then it reads one by one.
  const fitting =
    readings.length === characters.length
      ? readings
      : characters.map((character) => read(character)[0] ?? '');
  return fitting.map((reading) => (isHan(reading) ? '' : reading));
}

/**
 * The pinyin of one report, as a side file: JSON of the different readings, joined by spaces, the most
 * frequent first, and of one code for each Han character of the text in order: the reading's place in that
 * list. By position and not by character, so that one file fits the Simplified page and its Traditional twin.
 */
interface PinyinFile {
  readonly version: 1;
  readonly readings: string;
  readonly codes: string;
}

/** Codes are characters from À on: two bytes each, none that JSON must escape. */
const firstCode = 0xc0;

/** Whether a character counts: the same test where a file is written and where it is read. */
export function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}

/** Makes the file's text from the readings of all Han characters, in order. */
export function serialisePinyin(readings: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reading of readings) counts.set(reading, (counts.get(reading) ?? 0) + 1);
  const list = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([reading]) => reading);
  const codeOf = new Map(
    list.map((reading, index) => [reading, String.fromCharCode(firstCode + index)]),
  );
  const file: PinyinFile = {
    version: 1,
    readings: list.join(' '),
    codes: readings.map((reading) => codeOf.get(reading)).join(''),
  };
  return JSON.stringify(file);
}

/** The readings of all Han characters, in order; null when the text is no such file. */
export function parsePinyin(text: string): string[] | null {
  let file: Partial<PinyinFile> | null;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  if (file?.version !== 1 || typeof file.readings !== 'string' || typeof file.codes !== 'string') {
    return null;
  }
  const list = file.readings.split(' ');
  const readings: string[] = [];
  for (let at = 0; at < file.codes.length; at++) {
    const reading = list[file.codes.charCodeAt(at) - firstCode];
    if (reading === undefined) return null;
    readings.push(reading);
  }
  return readings;
}

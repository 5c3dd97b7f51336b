/**
 * Characters that no reader sees and that change what he does see, or what programs find: controls but tab
 * and line feed, zero-width and direction marks, fillers, tags, noncharacters, a byte order mark inside.
 * Variation selectors stay: they choose the form of a Han character
 * (https://www.unicode.org/reports/tr36/#Recommendations_General).
 */
const unseen =
  /[[\p{Cc}--[\t\n]]\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e00ff}]/v;
const unseenAll = new RegExp(unseen.source, `g${unseen.flags}`);

/** Where a character was lost on the way here, or stands that only one machine can show. */
const lost = /[\ufffd\ue000-\uf8ff]/v;
const lostAll = new RegExp(lost.source, `g${lost.flags}`);

/** The characters of a text that should not be in any, each as often as it stands there. */
export function unseenCharacters(text: string): readonly string[] {
  return unseen.test(text) ? (text.match(unseenAll) ?? []) : [];
}

export function lostCharacters(text: string): readonly string[] {
  return lost.test(text) ? (text.match(lostAll) ?? []) : [];
}

/** Whether a text has nothing that a reader could see: spaces of any kind and what is drawn as nothing. */
export function isBlank(text: string): boolean {
  return /^[\s\p{C}\p{Z}\p{DI}\u2800]*$/u.test(text);
}

/**
 * Whether a text is writing and nothing else: letters, marks, digits, spaces and punctuation, without what
 * means something to a program.
 */
export function isWriting(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{Zs}]*$/u.test(text) && !/[<>&"'\\`{}\p{DI}]/u.test(text);
}

const names: Readonly<Record<number, string>> = {
  0: '空字符',
  8: '退格',
  11: '垂直制表',
  12: '换页',
  27: '转义',
  127: '删除',
  173: '软连字符',
  8203: '零宽空格',
  8204: '零宽不连字',
  8205: '零宽连字',
  8206: '左至右标记',
  8207: '右至左标记',
  8232: '行分隔符',
  8233: '段分隔符',
  8238: '右至左强制',
  65279: '字节顺序标记',
  65533: '替换字符',
};

/** A character in words: `U+200B（零宽空格）`. */
export function nameCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const name = names[point] ?? (point >= 0xe000 && point <= 0xf8ff ? '私用区字符' : '');
  return `U+${hex(point)}${name === '' ? '' : `（${name}）`}`;
}

/** A text that can be printed anywhere: what cannot be seen, or would move a terminal's cursor, by its number. */
export function printable(text: string): string {
  return unseen.test(text)
    ? text.replace(unseenAll, (character) => `<U+${hex(character.codePointAt(0) ?? 0)}>`)
    : text;
}

function hex(point: number): string {
  return point.toString(16).toUpperCase().padStart(4, '0');
}

/** At most this many characters of a text, `…` after them where there were more. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : text;
}

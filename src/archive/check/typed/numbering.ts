/** How an enumerated paragraph of a Chinese document begins. */
const enumerated =
  /^(?:\d{1,3}[.．、](?!\d)|[（(](?:\d{1,3}|[一二三四五六七八九十百]{1,4})[)）]|[一二三四五六七八九十百]{1,4}、|第[一二三四五六七八九十百千零〇\d]{1,7}[编章节条][\s\u3000]|[①-⑳])/;

export function isEnumerated(line: string): boolean {
  return enumerated.test(line);
}

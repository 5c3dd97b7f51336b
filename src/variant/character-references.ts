/** A stretch of source that stands for `text`: itself, or a character reference decoded. */
export interface DecodedPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const reference = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,31}));/gi;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
};
/** For what stands for something that is no writing: no word reads over it. */
const unknown = '\ufffc';

/**
 * Cuts source text into literal stretches and character references (`&#x590D;`, `&amp;`), so that a
 * conversion sees what a reader sees, and never takes part of a reference for a word.
 */
export function decodedParts(source: string, start: number, end: number): DecodedPart[] {
  const literal = source.slice(start, end);
  if (!literal.includes('&')) return [{ start, end, text: literal }];
  const parts: DecodedPart[] = [];
  let at = start;
  for (const match of literal.matchAll(reference)) {
    const from = start + match.index;
    if (at < from) parts.push({ start: at, end: from, text: source.slice(at, from) });
    at = from + match[0].length;
    parts.push({ start: from, end: at, text: decoded(match) });
  }
  if (at < end) parts.push({ start: at, end, text: source.slice(at, end) });
  return parts;
}

/** What an attribute's source stands for. */
export function decodedText(source: string): string {
  return decodedParts(source, 0, source.length)
    .map((part) => part.text)
    .join('');
}

const special = ['&', '<', '>', '"', "'"];

/** Text as it is written where HTML or XML is read: in content, and in attributes of either quote. */
export function escapedText(text: string): string {
  // Whole paragraphs come here, and hardly one has such a character.
  if (!special.some((character) => text.includes(character))) return text;
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function decoded([, hex, decimal, name]: RegExpExecArray): string {
  if (name !== undefined) return named[name] ?? unknown;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : unknown;
}

/** A stretch of source that stands for `text`: itself, or a character reference decoded. */
export interface DecodedPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Cuts source text into literal stretches and the numeric references (`&#x590D;`) that stand for
 * Chinese characters. Other references stay literal: they stand for nothing that converts.
 */
export function decodedParts(source: string, start: number, end: number): DecodedPart[] {
  const literal = source.slice(start, end);
  if (!literal.includes('&#')) return [{ start, end, text: literal }];
  const parts: DecodedPart[] = [];
  let at = start;
  for (const match of literal.matchAll(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi)) {
    const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
    if (code < 0x2e80 || code > 0x10ffff) continue;
    const from = start + match.index;
    if (at < from) parts.push({ start: at, end: from, text: source.slice(at, from) });
    at = from + match[0].length;
    parts.push({ start: from, end: at, text: String.fromCodePoint(code) });
  }
  if (at < end) parts.push({ start: at, end, text: source.slice(at, end) });
  return parts;
}

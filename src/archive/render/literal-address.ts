/** Punctuation that ends an address in a Chinese sentence, whatever its letters are. */
const fullWidthEnd = /[\s\u2014\u2018-\u201d\u2026\u3000-\u303f\uff00-\uffef]/u;
const beyondAscii = /[^\x21-\x7e]/u;
/** Ends a sentence, not an address (GitHub Flavored Markdown, 6.9 Autolinks). */
const asciiEnd = `?!.,:;*_~'"(`;

/**
 * Where an address ends that stands bare in a sentence: `http://a.gov.cn/x。详见…` ends before the full stop, which
 * Markdown, made for words with spaces between, takes into the address. The letters of an address are ASCII (RFC 3986,
 * section 2) unless the host itself is not (清丰.政务.cn).
 *
 * @param text begins with the address.
 * @param mayHaveHan whether a Han character in it may be meant: only punctuation ends it then.
 */
export function literalAddressEnd(text: string, mayHaveHan: boolean): number {
  const host = /^(?:[a-z]+:\/\/)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  const hasAsciiHost = /^[\w-]+(\.[\w-]+)+/.test(host);
  let end = text.search(hasAsciiHost && !mayHaveHan ? beyondAscii : fullWidthEnd);
  if (end < 0) return text.length;
  // A pattern would begin anew at every sign of a long row of them.
  while (end > 0 && asciiEnd.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

/** Quotations in quotations that nobody wrote on purpose, found before the parser runs out of stack. */
const tooDeep = /^(?:[ \t]*>){100}/m;

/** Where a text nests deeper than a parser can take; -1 where it does not. */
export function tooDeepAt(source: string): number {
  return source.search(tooDeep);
}

/** Words as Markdown that shows exactly them, wherever in a line they stand but at its beginning. */
export function escapeMarkdown(text: string): string {
  const escaped = text
    .replace(/[\\`*~[\]<|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?[a-z\d]+;)/gi, '\\&');
  // An address would become a link that takes the signs of escaping for its own.
  return escaped.replace(/(?:https?(?=:\/\/)|www(?=\.))[^\s\\]*\\/gi, (address) =>
    address.replace(/[:.]/, '\\$&'),
  );
}

/** What the beginning of a line would turn into a heading, list, quotation or rule. */
export function escapeLineStart(line: string): string {
  return line
    .replace(/^([#>]|[-+](?=[ \t]|$)|[-=](?=[-= \t]*$))/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=[ \t]|$)/, '$1\\$2');
}

/** The same words in raw HTML. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

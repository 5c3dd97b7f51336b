/** Begins a formula for a spreadsheet, wherever it stands behind what cannot be seen, in either width. */
const formula = /^[\p{Z}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A table as CSV (RFC 4180) with a byte order mark, without which Excel reads UTF-8 as GBK. A cell that a
 * spreadsheet would take for a formula is led by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvTable(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads a table as spreadsheets write it, and as {@link csvTable} does. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [all, quoted, plain = '', end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (all === '') break;
    const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    const isGuarded = cell.startsWith("'") && formula.test(cell.slice(1));
    rows.at(-1)?.push(isGuarded ? cell.slice(1) : cell);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

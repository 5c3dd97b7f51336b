/**
 * Reads comma-separated values as https://www.rfc-editor.org/rfc/rfc4180 has them, byte order mark allowed.
 *
 * @throws an Error where a quotation mark stands in a field without, or something behind a closing one
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  field.lastIndex = text.startsWith('\ufeff') ? 1 : 0;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, quoted, plain = ''] = field.exec(text) ?? [];
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    const next = /,|\r?\n|$/y;
    next.lastIndex = field.lastIndex;
    const end = next.exec(text)?.[0];
    if (end === undefined) throw new Error(`Not a field at ${at}: ${text.slice(at, at + 60)}`);
    field.lastIndex += end.length;
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** The cells of a row of a Markdown table, without the pipes; `\|` is a pipe of the text. */
export function tableCells(row: string): string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** Whether a line is the `| --- | :-: |` below a table's head. */
export function isTableDivider(line: string): boolean {
  return (
    line.includes('-') &&
    /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$/.test(line)
  );
}

/** Whether a line looks like a row and like nothing else: it begins and ends with a pipe. */
export function isFencedRow(line: string): boolean {
  return /^[ \t]*\|.*[^\\]\|[ \t]*$/.test(line);
}

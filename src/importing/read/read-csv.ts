import { SourceRefused } from '../source-document.ts';
import { decodeText } from './decode-text.ts';
import { even, type Grid, mostColumns, mostRows } from './table-grid.ts';

/** As large as a table of texts may be, in bytes. */
const largest = 20_000_000;

/**
 * Reads a table of separated values (RFC 4180; commas, semicolons or tabs), in whatever encoding it was saved.
 *
 * @throws {SourceRefused} for what is no text or too large
 */
export function readCsv(bytes: Buffer): Grid {
  if (bytes.length > largest) throw new SourceRefused('文件太大，不像指标表。');
  const { text, encoding, isSure } = decodeText(bytes);
  const rows = parseRows(text, separatorOf(text));
  return {
    name: isSure ? '表格' : `表格（文字编码像是 ${encoding}，拿不准）`,
    rows: even(rows.map((row) => row.map((cell) => ({ text: cell.trim() })))),
    firstRow: 1,
  };
}

/** The sign that stands most often in the first line outside of quotation marks. */
function separatorOf(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => line.split(sign).length;
  return [',', '\t', ';', '，'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

function parseRows(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const cell = (words: string) => {
    row.push(words);
    if (row.length > mostColumns) throw new SourceRefused(`超过 ${mostColumns} 列，不像指标表。`);
  };
  while (at < text.length) {
    if (text[at] === '"') {
      let words = '';
      let end = text.indexOf('"', at + 1);
      while (end !== -1 && text[end + 1] === '"') {
        words += text.slice(at + 1, end + 1);
        at = end + 1;
        end = text.indexOf('"', at + 1);
      }
      if (end === -1)
        throw new SourceRefused(`第 ${rows.length + 1} 行有一个引号没有结束，请检查文件。`);
      words += text.slice(at + 1, end);
      at = end + 1;
      cell(words);
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
      cell(text.slice(at, end));
      at = end;
    }
    const next = text[at];
    at += 1;
    if (next === separator) {
      if (at >= text.length) cell('');
      continue;
    }
    rows.push(row);
    if (rows.length > mostRows) throw new SourceRefused(`超过 ${mostRows} 行，不像指标表。`);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

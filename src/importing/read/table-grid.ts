import { type Block, type Inline, type TableCell, wordsText } from '../source-document.ts';

/** A cell of a grid; a merged cell stands in each of its places as the same object. */
export interface GridCell {
  /** Lines of the cell, LF between them. */
  readonly text: string;
}

/** A table with every place filled; rows have the same length. */
export interface Grid {
  /** Where it stands, in Chinese: `工作表“一级”`, `第 1 张表`. */
  readonly name: string;
  readonly rows: readonly (readonly GridCell[])[];
  /** The number of the first row as a clerk counts, from 1. */
  readonly firstRow: number;
}

/** More than any table of indicators has. */
export const mostRows = 20_000;
export const mostColumns = 200;

export const emptyCell: GridCell = { text: '' };

/** The tables among blocks, in order. */
export function gridsOf(blocks: readonly Block[]): Grid[] {
  return blocks
    .flatMap((block) => (block.kind === 'table' ? [block.rows] : []))
    .map((rows, index) => ({
      name: `第 ${index + 1} 张表`,
      rows: spread(rows),
      firstRow: 1,
    }));
}

/** Every cell in each place that it takes. */
function spread(rows: readonly (readonly TableCell[])[]): GridCell[][] {
  const places: GridCell[][] = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row) {
      while (places[y]?.[x] !== undefined) x += 1;
      const filled = { text: cell.lines.map(lineText).join('\n').trim() };
      for (let down = y; down < Math.min(rows.length, y + cell.rows); down += 1) {
        const across = places[down];
        if (across !== undefined)
          for (let at = x; at < Math.min(mostColumns, x + cell.columns); at += 1)
            across[at] = filled;
      }
      x += cell.columns;
    }
  }
  return even(places);
}

function lineText(words: readonly Inline[]): string {
  return words.map((word) => (word.kind === 'break' ? '\n' : wordsText([word]))).join('');
}

/** Rows of one length, gaps filled with an empty cell. */
export function even(rows: readonly (readonly (GridCell | undefined)[])[]): GridCell[][] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: columns }, (_, index) => row[index] ?? emptyCell));
}

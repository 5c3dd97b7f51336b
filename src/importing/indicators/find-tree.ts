import type { IndicatorSource } from '../../model/indicator.ts';
import { unseenCharacters } from '../../model/writing.ts';
import type { Grid, GridCell } from '../read/table-grid.ts';
import { SourceRefused } from '../source-document.ts';

/** An indicator as a table has it. */
export interface FoundIndicator {
  readonly title: string;
  /** Of its number; undefined where it has none. */
  code: string | undefined;
  /** From 1. */
  readonly level: number;
  /** `工作表“指标”第 12 行` */
  readonly place: string;
  readonly children: FoundIndicator[];
}

export interface FoundTree {
  readonly indicators: readonly FoundIndicator[];
  /** The line over the table that names it; undefined where none surely does. */
  readonly title: string | undefined;
  /** Rows, columns and characters that were left out, in Chinese. */
  readonly left: readonly string[];
}

/** No table says which of its columns are the levels; whoever asked knows how that can be said. */
export class HeaderMissing extends SourceRefused {}

const headings = [/^一级(?:指标)?$/, /^二级(?:指标)?$/, /^三级(?:指标)?$/];
const numberHeading = /^(?:序号|编号|代码)$/;

interface Columns {
  /** For each level the columns of its text. */
  readonly levels: readonly (readonly number[])[];
  readonly header: number;
}

/**
 * The tree of indicators in the tables of a file: merged cells, cells left empty and cells repeated on every row all
 * say that a level goes on.
 *
 * @param stated the columns of the levels, from 0, where a clerk names them
 * @throws {HeaderMissing} where no table shows which columns are the levels
 * @throws {SourceRefused} where the levels do not lie below each other
 */
export function findTree(
  grids: readonly Grid[],
  before: readonly string[],
  stated?: readonly number[],
): FoundTree {
  const left: string[] = [];
  const roots: FoundIndicator[] = [];
  let title: string | undefined;
  let isFound = false;
  for (const grid of grids) {
    const columns = stated === undefined ? columnsOf(grid) : statedColumns(grid, stated);
    if (columns === undefined) {
      if (grid.rows.length > 0) left.push(`${grid.name}没有“一级指标、二级指标、三级指标”的表头`);
      continue;
    }
    isFound = true;
    title ??= titleOver(grid, columns.header);
    readGrid(grid, columns, roots, left);
  }
  if (!isFound) {
    throw new HeaderMissing('没有找到指标表：表头里要有“一级指标”“二级指标”“三级指标”。');
  }
  codesByNumber(roots);
  title ??= before.findLast((line) => /指标/.test(line) && line.length <= 80);
  return { indicators: roots, title, left };
}

/** Every indicator, in printed order. */
export function* everyIndicator(roots: readonly FoundIndicator[]): Generator<FoundIndicator> {
  for (const root of roots) {
    yield root;
    yield* everyIndicator(root.children);
  }
}

/** As it is written in `indicators/<edition>.yaml`; every code has to be known. */
export function indicatorSources(found: readonly FoundIndicator[]): IndicatorSource[] {
  return found.map(({ code = '', title, children }) => ({
    code,
    title,
    ...(children.length > 0 && { children: indicatorSources(children) }),
  }));
}

function columnsOf({ rows }: Grid): Columns | undefined {
  for (const [header, row] of rows.entries()) {
    const levels = headings.map((heading) =>
      row.flatMap((cell, column) => (heading.test(cell.text.replace(/\s/g, '')) ? [column] : [])),
    );
    const found = levels.filter((columns) => columns.length > 0);
    if (found.length >= 2 && (levels[0]?.length ?? 0) > 0) return { levels: found, header };
  }
  return undefined;
}

function statedColumns({ rows }: Grid, stated: readonly number[]): Columns {
  const width = rows[0]?.length ?? 0;
  const missing = stated.find((column) => column < 0 || column >= width);
  if (missing !== undefined)
    throw new SourceRefused(`表格只有 ${width} 列，没有第 ${missing + 1} 列。`);
  return { levels: stated.map((column) => [column]), header: -1 };
}

/** The row over the header that is one cell or has one text. */
function titleOver({ rows }: Grid, header: number): string | undefined {
  for (const row of rows.slice(0, Math.max(0, header)).reverse()) {
    const texts = [...new Set(row)].filter((cell) => cell.text !== '');
    const text = oneLine(texts[0]?.text ?? '');
    if (texts.length === 1 && /指标|体系/.test(text)) return text;
  }
  return undefined;
}

function readGrid(grid: Grid, columns: Columns, roots: FoundIndicator[], left: string[]): void {
  const { rows, name, firstRow } = grid;
  /** The indicator of each level that goes on, and its cell. */
  const open: { readonly found: FoundIndicator; readonly cells: readonly GridCell[] }[] = [];
  for (const [index, row] of rows.entries()) {
    const place = `${name}第 ${firstRow + index} 行`;
    if (index <= columns.header) continue;
    const cells = columns.levels.map((level) => level.map((column) => row[column] ?? { text: '' }));
    const texts = cells.map(levelText);
    if (texts.every(({ title }) => title === '')) {
      if (row.some(({ text }) => text !== '')) left.push(`${place}没有指标，没有导入`);
      continue;
    }
    // A header that is printed again on the next page; a heading over all columns.
    if (texts.every(({ title }) => headings.some((heading) => heading.test(title)))) continue;
    if (new Set(cells.flat()).size === 1 && columns.levels.length > 1) {
      left.push(`${place}横跨各级：“${texts[0]?.title ?? ''}”，没有导入`);
      continue;
    }
    for (const [depth, { title, number }] of texts.entries()) {
      const own = cells[depth] ?? [];
      const before = open[depth];
      if (title === '') continue;
      const isMerged = before !== undefined && own.some((cell) => before.cells.includes(cell));
      const isRepeated = before?.found.title === title && depth < columns.levels.length - 1;
      if (isMerged || isRepeated) continue;
      const parent = depth === 0 ? undefined : open[depth - 1]?.found;
      if (depth > 0 && parent === undefined)
        throw new SourceRefused(`${place}的“${title}”上面没有上一级的指标，请检查表格。`);
      const found = { title, code: number, level: depth + 1, place, children: [] };
      (parent?.children ?? roots).push(found);
      open.length = depth;
      open[depth] = { found, cells: own };
    }
  }
}

/** The words of a level, and its number where that has a column of its own. */
function levelText(cells: readonly GridCell[]): { title: string; number: string | undefined } {
  const texts = [...new Set(cells)].map(({ text }) => oneLine(text)).filter((text) => text !== '');
  const [first = '', ...rest] = texts;
  if (rest.length > 0 && /^[A-Za-z\d.-]+$/.test(first))
    return { title: rest.join(''), number: first };
  return { title: numberHeading.test(first) ? '' : texts.join(''), number: undefined };
}

/** Lines put together, a space between them only where Latin words meet; spaces within a line stay as typed. */
function oneLine(text: string): string {
  let words = '';
  for (const line of text.split(/[\r\n\v\f]+/).map((part) => part.trim())) {
    const joint = /[A-Za-z\d]$/.test(words) && /^[A-Za-z\d]/.test(line) ? ' ' : '';
    words += joint + line;
  }
  for (const character of unseenCharacters(words)) words = words.replaceAll(character, '');
  return words;
}

/**
 * Codes from the numbers that are printed: `i9` and `i9-1` for the levels that group, the number itself for the last
 * where numbers go on through the whole table, below its parent's code where they begin anew.
 */
function codesByNumber(roots: readonly FoundIndicator[]): void {
  const last = [...everyIndicator(roots)].filter(
    ({ children, level }) => children.length === 0 && level > 1,
  );
  const numbers = last.map(({ title }) => numberOf(title));
  const goesOn = new Set(numbers).size === numbers.length && !numbers.includes(undefined);
  const visit = (found: readonly FoundIndicator[], parent: string | undefined) => {
    for (const one of found) {
      const number = numberOf(one.title);
      if (one.code === undefined && number !== undefined) {
        if (one.level === 1) one.code = `i${number}`;
        else if (last.includes(one) && goesOn) one.code = number;
        else if (parent !== undefined) one.code = `${parent}-${number}`;
      }
      visit(one.children, one.code);
    }
  };
  visit(roots, undefined);
}

/** The number that a title begins with, in digits. */
export function numberOf(title: string): string | undefined {
  const [, written] =
    /^[（(]?第?(\d{1,4}|[一二三四五六七八九十百]{1,5})(?:[)）、.．。条项]|(?=\s))/.exec(
      title.normalize('NFKC').replace(/^\(/, '（'),
    ) ?? [];
  if (written === undefined) return undefined;
  return /^\d/.test(written) ? String(Number(written)) : String(hanValue(written));
}

function hanValue(written: string): number {
  let sum = 0;
  let digit = 0;
  for (const character of written) {
    const value = '一二三四五六七八九'.indexOf(character) + 1;
    if (value > 0) digit = value;
    else {
      sum += (digit === 0 ? 1 : digit) * (character === '百' ? 100 : 10);
      digit = 0;
    }
  }
  return sum + digit;
}

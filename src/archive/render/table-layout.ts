import type { Element, ElementContent, Nodes, RootContent } from 'hast';
import { phrases } from '../../model/phrases.ts';
import { markPhrases } from './line-breaks.ts';

/** One cell with the first column it stands in, from 0, and how many it covers. */
interface PlacedCell {
  readonly cell: Element;
  readonly column: number;
  readonly columns: number;
  readonly inHead: boolean;
}

/**
 * Em of the table's own type: what a column of text is at most wide, one that is set as narrow as can be read, and a
 * header that has more than one line.
 */
const widestText = 12;
const narrowText = 5;
const widestHead = 4;
/** Em to both sides of a cell's text: on a screen, and on paper. */
const screenInset = 1.5;
const paperInset = 0.8;
/** Em that a phone, the text column, paper upright (10 pt) and paper on its side (9 pt) have. */
const room = { phone: 17, column: 38, upright: 46, sideways: 78 } as const;
const mostColumns = 1000;

/**
 * Prepares a table for being read and printed: says by classes of its scroll region how wide it is, aligns
 * its numbers, marks the words of its cells and the cells of its first column.
 *
 * - `table-broad`: wider than a phone
 * - `table-wide`: wider than the text column; takes the free width of the page
 * - `table-sideways`: wider than paper upright, turned; in elder mode a card for each row
 * - `table-turned`: so, with merged cells, of which no cards can be made; `table-tight`: and wider than that
 * - `table-vast`: wider than paper on its side; printed as a card for each row
 *
 * @returns the classes and, for a table that may not fit, how many columns it has.
 */
export function layTable(table: Element): { readonly classes: string[]; readonly columns: number } {
  const cells = placedCells(table);
  const columns = Math.max(0, ...cells.map(({ column, columns: span }) => column + span));
  const isMerged = cells.some(({ cell }) => cell.properties.colSpan || cell.properties.rowSpan);
  const byColumn = new Map<number, PlacedCell[]>();
  for (const cell of cells) {
    if (cell.columns > 1) continue;
    const others = byColumn.get(cell.column);
    if (others) others.push(cell);
    else byColumn.set(cell.column, [cell]);
  }
  let text = 0;
  let narrow = 0;
  for (const own of byColumn.values()) {
    alignNumbers(own);
    text += columnWidth(own, widestText);
    narrow += columnWidth(own, narrowText);
  }
  for (const { cell, column, columns: span } of cells) {
    // Where cells are merged, the first of a row need not stand in the first column.
    if (isMerged && column === 0 && span === 1) addClass(cell, 'first-column');
    if (!classesOf(cell).includes('number')) markPhrases(cell);
  }
  const onScreen = text + columns * screenInset;
  const onPaper = text + columns * paperInset;
  const classes: string[] = [];
  if (onScreen > room.phone) classes.push('table-broad');
  if (onScreen > room.column) classes.push('table-wide');
  const isPlain = classesOf(table).includes('table-cards');
  if (narrow + columns * paperInset > room.sideways)
    classes.push(...(isPlain ? ['table-vast'] : ['table-turned', 'table-tight']));
  else if (onPaper > room.upright) classes.push(isPlain ? 'table-sideways' : 'table-turned');
  return { classes, columns };
}

/** 表1 …, 附表二：…, 表3-2 …: nobody begins a sentence so, and ends it without a sign. */
const tableName =
  /^附?表\s?(?:[\d０-９]+|[一二三四五六七八九十]+)(?:[-－—.．][\d０-９]+)*(?:[\s：:、.．][^。！？；]{0,60}[^。！？；：:，,])?$/u;

/** Makes a paragraph that names the table after it the caption of that table. */
export function withCaptions<T extends RootContent | ElementContent>(nodes: readonly T[]): T[] {
  const kept: T[] = [];
  for (const node of nodes) {
    if (node.type === 'element' && node.tagName === 'table') {
      const at = kept.findLastIndex((one) => one.type !== 'text' || one.value.trim() !== '');
      const above = kept[at];
      const hasCaption = node.children.some(
        (child) => child.type === 'element' && child.tagName === 'caption',
      );
      if (above?.type === 'element' && !hasCaption && isTableName(above)) {
        kept.splice(at);
        const caption: Element = {
          type: 'element',
          tagName: 'caption',
          properties: {},
          children: above.children,
        };
        node.children.unshift(caption);
      }
    }
    kept.push(node);
  }
  return kept;
}

function isTableName(paragraph: Element): boolean {
  const isPlain = paragraph.children.every(
    (child) =>
      child.type === 'text' || (child.type === 'element' && /^(?:b|strong)$/.test(child.tagName)),
  );
  return paragraph.tagName === 'p' && isPlain && tableName.test(words(paragraph));
}

/** The headings right above a table that is printed sideways are printed on its page. */
export function keepWithTable(built: readonly ElementContent[]): void {
  let headings: Element[] = [];
  for (const node of built) {
    if (node.type === 'text' && node.value.trim() === '') continue;
    const classes = node.type === 'element' ? classesOf(node) : [];
    if (node.type === 'element' && classes.includes('heading-row')) headings.push(node);
    else {
      for (const way of ['sideways', 'turned']) {
        if (!classes.includes(`table-${way}`)) continue;
        for (const heading of headings) addClass(heading, `above-${way}`);
      }
      headings = [];
    }
  }
}

/** Where each cell of the table itself (not of one inside it) stands, merged cells counted. */
function placedCells(table: Element): PlacedCell[] {
  const placed: PlacedCell[] = [];
  for (const section of table.children) {
    if (section.type !== 'element' || !/^t(?:head|body|foot)$/.test(section.tagName)) continue;
    /** By column, how many more rows it is taken in; a cell ends with its section. */
    const taken: number[] = [];
    for (const row of section.children) {
      if (row.type !== 'element' || row.tagName !== 'tr') continue;
      const filled = new Map<number, number>();
      let column = 0;
      for (const cell of row.children) {
        if (cell.type !== 'element' || !/^t[hd]$/.test(cell.tagName)) continue;
        while ((taken[column] ?? 0) > 0 && column < mostColumns) column += 1;
        const columns = span(cell.properties.colSpan);
        placed.push({ cell, column, columns, inHead: section.tagName === 'thead' });
        for (let at = column; at < column + columns; at += 1) {
          filled.set(at, span(cell.properties.rowSpan));
        }
        column += columns;
      }
      const width = Math.max(taken.length, ...[...filled.keys()].map((at) => at + 1));
      for (let at = 0; at < width; at += 1) {
        taken[at] = Math.max((taken[at] ?? 0) - 1, (filled.get(at) ?? 1) - 1, 0);
      }
    }
  }
  return placed;
}

function span(value: unknown): number {
  const number = Number(value ?? 1);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, mostColumns) : 1;
}

/** 12 806, －11.6%, ＋3.2, 46.20, —: with a unit behind it, such as 万元 or 件, a number is text of its own width. */
const numeric = /^[＋+－−\-±≈<>≤≥]?[\d０-９][\d０-９ ,，.．]*[%％‰]?$/u;
const none = /^[—–\-－/／…无]*$/u;

/** Numbers never break; a column of nothing else stands at its right edge, header included. */
function alignNumbers(column: readonly PlacedCell[]): void {
  const body = column.filter(({ cell, inHead }) => !inHead && cell.tagName === 'td');
  const numbers = body.filter(({ cell }) => numeric.test(words(cell)));
  for (const { cell } of numbers) addClass(cell, 'number');
  if (numbers.length === 0) return;
  if (!body.every(({ cell }) => numeric.test(words(cell)) || none.test(words(cell)))) return;
  // What an editor aligned stays as it is.
  const isAligned = column.some(({ cell }) => classesOf(cell).some((one) => /^align-/.test(one)));
  // 序号, 年度: names of rows are no amounts.
  if (isAligned || column[0]?.column === 0) return;
  for (const { cell } of column) addClass(cell, 'align-right');
}

function columnWidth(column: readonly PlacedCell[], widest: number): number {
  let width = 0;
  for (const { cell, inHead } of column) {
    const text = words(cell);
    if (numeric.test(text)) {
      width = Math.max(width, emOf(text));
      continue;
    }
    const word = Math.max(0, ...phrases(text).map(emOf));
    const most = inHead ? widestHead : widest;
    width = Math.max(width, Math.min(emOf(text), Math.max(most, Math.min(word, widestText))));
  }
  return width;
}

/** Width of a text, a Han character being 1. */
function emOf(text: string): number {
  let em = 0;
  for (const character of text.trim()) em += (character.codePointAt(0) ?? 0) < 0x300 ? 0.55 : 1;
  return em;
}

function words(node: Nodes): string {
  const text = (one: Nodes): string =>
    one.type === 'text' ? one.value : 'children' in one ? one.children.map(text).join('') : '';
  return text(node).replace(/\s+/g, ' ').trim();
}

function classesOf(element: Element): readonly string[] {
  const { className } = element.properties;
  return Array.isArray(className) ? className.map(String) : [];
}

function addClass(element: Element, name: string): void {
  element.properties.className = [...classesOf(element), name];
}

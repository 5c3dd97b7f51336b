import type JSZip from 'jszip';
import { SourceRefused } from '../source-document.ts';
import { elementsBelow, type MarkupElement, parseMarkup, textBelow } from './markup-tree.ts';
import { openPackage } from './open-package.ts';
import { even, type Grid, type GridCell, mostColumns, mostRows } from './table-grid.ts';

/** A part of a workbook, unpacked, in characters: texts of ten thousand cells are far below. */
const largestPart = 50_000_000;

/**
 * Reads the sheets of a workbook (ECMA-376 part 1, 18.3): texts and merged cells; formulas by the values that were
 * saved with them.
 *
 * @throws {SourceRefused} for what is no workbook, encrypted, or too large
 */
export async function readXlsx(bytes: Buffer): Promise<Grid[]> {
  if (bytes.readUInt32BE(0) === 0xd0cf11e0) {
    throw new SourceRefused(
      bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
        ? '文件有密码，请先去掉密码。'
        : '里面是旧的 .xls，请在 WPS、Excel 里另存为 .xlsx。',
    );
  }
  const file = await openPackage(bytes);
  const workbook = await xmlOf(file, 'xl/workbook.xml');
  const relations = await xmlOf(file, 'xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined)
    throw new SourceRefused('里面没有工作表，不是 .xlsx 表格。');
  const targets = new Map<string, string>();
  for (const { attributes } of elementsBelow(relations)) {
    const { Id: id, Target: target } = attributes;
    if (id !== undefined && target !== undefined)
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const strings = sharedStrings(await xmlOf(file, 'xl/sharedStrings.xml'));
  const grids: Grid[] = [];
  for (const { tag, attributes } of elementsBelow(workbook)) {
    if (local(tag) !== 'sheet' || attributes.state === 'veryHidden') continue;
    const sheet = await xmlOf(file, targets.get(attributes['r:id'] ?? '') ?? '');
    if (sheet === undefined) continue;
    const hidden = attributes.state === 'hidden' ? '（隐藏的）' : '';
    grids.push({ ...readSheet(sheet, strings), name: `工作表“${attributes.name ?? ''}”${hidden}` });
  }
  return grids;
}

async function xmlOf(file: JSZip, name: string): Promise<MarkupElement | undefined> {
  const text = await file.file(name)?.async('string');
  if (text === undefined) return undefined;
  if (text.length > largestPart) throw new SourceRefused('表格太大，不像指标表，没有打开。');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, 10_000)))
    throw new SourceRefused('里面有实体定义，正常的表格没有，没有打开。');
  return parseMarkup(text, { xml: true }).root;
}

function local(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

/** Texts by number; readings above characters (`rPh`) are no part of them. */
function sharedStrings(root: MarkupElement | undefined): string[] {
  const strings: string[] = [];
  for (const element of root === undefined ? [] : elementsBelow(root))
    if (local(element.tag) === 'si') strings.push(richText(element));
  return strings;
}

function richText(element: MarkupElement): string {
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (local(child.tag) === 't') text += textBelow(child);
    else if (local(child.tag) !== 'rPh') text += richText(child);
  }
  return text;
}

function readSheet(sheet: MarkupElement, strings: readonly string[]): Omit<Grid, 'name'> {
  const rows: (GridCell | undefined)[][] = [];
  const merged: string[] = [];
  for (const element of elementsBelow(sheet)) {
    const tag = local(element.tag);
    if (tag === 'c') {
      const place = placeOf(element.attributes.r ?? '');
      const text = cellText(element, strings).trim();
      if (place === undefined || text === '') continue;
      judge(place.row, place.column);
      while (rows.length <= place.row) rows.push([]);
      const row = rows[place.row];
      if (row !== undefined) row[place.column] = { text };
    } else if (tag === 'mergeCell') merged.push(element.attributes.ref ?? '');
  }
  for (const ref of merged) merge(rows, ref);
  return { rows: even(rows), firstRow: 1 };
}

function judge(row: number, column: number): void {
  if (row >= mostRows || column >= mostColumns)
    throw new SourceRefused(`表格超过 ${mostRows} 行或 ${mostColumns} 列，不像指标表。`);
}

/** `B7`, counted from 0. */
function placeOf(ref: string): { row: number; column: number } | undefined {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (digits === '') return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

function cellText(cell: MarkupElement, strings: readonly string[]): string {
  const part = (name: string) =>
    cell.children.find(
      (child): child is MarkupElement => typeof child !== 'string' && local(child.tag) === name,
    );
  const inline = part('is');
  if (inline !== undefined) return richText(inline);
  const value = part('v');
  const text = value === undefined ? '' : textBelow(value);
  return cell.attributes.t === 's' ? (strings[Number(text)] ?? '') : text;
}

function merge(rows: (GridCell | undefined)[][], ref: string): void {
  const [from, to] = ref.split(':').map(placeOf);
  if (from === undefined || to === undefined) return;
  const cell = rows[from.row]?.[from.column];
  // Below the last text nothing is to be filled.
  for (let row = from.row; row <= Math.min(to.row, rows.length - 1); row += 1) {
    const across = rows[row];
    for (let column = from.column; column <= Math.min(to.column, mostColumns - 1); column += 1)
      if (across !== undefined) across[column] = cell;
  }
}

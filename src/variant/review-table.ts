import { csvTable, readCsv } from '../model/csv.ts';
import type { GlossaryEntry } from '../model/glossary.ts';
import { Refusal } from '../model/refusal.ts';
import type { Converter } from './converter.ts';
import type { VariantLayer } from './piece.ts';
import { decisionsOf } from './review.ts';

/** What an editor reads of the layer that decided a piece. */
export const layerNames: Readonly<Record<VariantLayer, string>> = {
  report: '本报告词表',
  site: '本站词表',
  quotation: '繁体引文',
  surname: '姓氏规则',
  field: '法政词表',
  'opencc-phrase': 'OpenCC 词',
  'opencc-character': 'OpenCC 字',
  unchanged: '不变',
};

const columns = [
  '疑度',
  '字',
  '所选',
  '其他写法',
  '依据',
  '词',
  '前后文',
  '文件',
  '行',
  '改正·简体',
  '改正·繁体',
] as const;
type Column = (typeof columns)[number];

/** One decision for an editor to look at. */
export interface ReviewRow {
  readonly doubt: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** Places that an editor has settled in the text itself, and code: nothing is decided there. */
const settled =
  /<(span|p|div|blockquote)\b[^>]*\b(?:data-traditional=|translate="no"|lang=)[^>]*>[^<]*<\/\1>|^```.*?^```|`[^`\n]+`/gms;

/** Every decision of at least this doubt in a text of the content, in its order. */
export function reviewRows(
  file: string,
  written: string,
  converter: Converter,
  least: number,
): ReviewRow[] {
  let line = 1;
  let lineAt = 0;
  const text = written.replace(settled, (place) => place.replace(/[^\n]/g, ' '));
  return decisionsOf(text, converter)
    .map((decision) => {
      for (; lineAt < decision.at; lineAt += 1) if (text[lineAt] === '\n') line += 1;
      return { ...decision, line };
    })
    .filter(({ doubt }) => doubt >= least)
    .map(({ at, character, choice, alternatives, layer, word, doubt, line: where }) => ({
      doubt,
      cells: {
        疑度: String(doubt),
        字: character,
        所选: choice,
        其他写法: alternatives.join(' '),
        依据: layerNames[layer],
        词: word,
        前后文: written.slice(Math.max(0, at - 10), at + 11).replace(/\s+/g, ' '),
        文件: file,
        行: String(where),
        改正·简体: '',
        改正·繁体: '',
      },
    }));
}

/** The table that an editor opens, the most doubtful first. */
export function reviewTable(rows: readonly ReviewRow[]): string {
  const sorted = [...rows].sort((a, b) => b.doubt - a.doubt);
  return csvTable([columns, ...sorted.map(({ cells }) => columns.map((column) => cells[column]))]);
}

/**
 * The corrections that an editor wrote into the table: the last column, for 词 or for 改正·简体 where
 * that is filled in.
 *
 * @throws {Refusal} when it is no such table, or a correction changes the length.
 */
export function corrections(table: string): GlossaryEntry[] {
  const [header = [], ...rows] = readCsv(table);
  const at = (column: Column) => header.indexOf(column);
  if (['改正·简体', '改正·繁体', '词'].some((column) => at(column as Column) < 0)) {
    throw new Refusal('这不是 review 写出的表格。');
  }
  const cell = (row: readonly string[], column: Column) => row[at(column)]?.trim() ?? '';
  return rows.flatMap((row) => {
    const traditional = cell(row, '改正·繁体');
    const own = cell(row, '改正·简体');
    if (own === '' && traditional === '') return [];
    const simplified = own === '' ? cell(row, '词') : own;
    if (simplified.length !== traditional.length) {
      throw new Refusal(`“${simplified} → ${traditional}”两边字数不同，没有写入任何词条。`);
    }
    return [{ simplified, traditional, note: `复核 ${cell(row, '文件')}`.trim() }];
  });
}

import { extname } from 'node:path';
import { SourceRefused, wordsText } from '../source-document.ts';
import { decodeText } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readDocx } from './read-docx.ts';
import { readHtml } from './read-html.ts';
import { charsetIn } from './read-mht.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Grid, gridsOf } from './table-grid.ts';

/** The tables of a file; plain data. */
export interface ReadTables {
  readonly grids: readonly Grid[];
  /** Lines before the first table, among which its name stands. */
  readonly before: readonly string[];
}

/** @throws {SourceRefused} with the reason, in Chinese */
export async function readTables(file: string, bytes: Buffer): Promise<ReadTables> {
  if (bytes.length < 4) throw new SourceRefused('文件是空的。');
  const suffix = extname(file).slice(1).toLowerCase();
  switch (suffix) {
    case 'xlsx':
    case 'xlsm':
      return { grids: await readXlsx(bytes), before: [] };
    case 'csv':
    case 'txt':
      return { grids: [readCsv(bytes)], before: [] };
    case 'docx':
    case 'html':
    case 'htm': {
      const { blocks } =
        suffix === 'docx'
          ? await readDocx(bytes)
          : readHtml(decodeText(bytes, charsetIn(bytes)).text, () => undefined);
      const first = blocks.findIndex(({ kind }) => kind === 'table');
      const before = blocks
        .slice(0, Math.max(0, first))
        .flatMap((block) => ('words' in block ? wordsText(block.words).trim() : []));
      return { grids: gridsOf(blocks), before: before.filter((line) => line !== '') };
    }
    default:
      throw new SourceRefused(
        `不能读 .${suffix}：请在 WPS、Excel 或 Word 里另存为 .xlsx、.docx 或 .csv。`,
      );
  }
}

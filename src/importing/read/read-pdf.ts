import { getDocumentProxy } from 'unpdf';
import { type Block, type Inline, type SourceDocument, SourceRefused } from '../source-document.ts';
import { joinParts, type PdfLine, type PdfRegion, pageRegions } from './pdf-layout.ts';

interface Page {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PdfLine[];
}

const mostPages = 2000;

/**
 * Reads the text layer of a PDF: lines joined to paragraphs, running heads and page numbers taken out. Form
 * is not in such a file, so somebody always has to look.
 *
 * @throws {SourceRefused} for scans, encrypted and broken files, and fonts whose characters cannot be known
 */
export async function readPdf(bytes: Buffer): Promise<SourceDocument> {
  const missing: string[] = [];
  // Tables of characters that older files take for granted are not here: their text would be wrong in silence.
  class NoTables {
    async fetch({
      kind = '',
      filename = '',
    }: {
      kind?: string;
      filename?: string;
    }): Promise<never> {
      if (/cmap/i.test(kind) || /bcmap/.test(filename)) missing.push(filename);
      throw new Error('not here');
    }
  }
  const options = { verbosity: 0, BinaryDataFactory: NoTables, isEvalSupported: false };
  const document = await getDocumentProxy(new Uint8Array(bytes), options).catch(
    (error: unknown) => {
      throw new SourceRefused(
        error instanceof Error && error.name === 'PasswordException'
          ? '文件有密码，请先去掉密码。'
          : '文件损坏或不完整，打不开。',
      );
    },
  );
  if (document.numPages > mostPages)
    throw new SourceRefused(`有 ${document.numPages} 页，太长了。`);
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const words = items.flatMap((item) => ('str' in item ? item : []));
    pages.push({ width: page.view[2] ?? 0, height: page.view[3] ?? 0, lines: linesOf(words) });
    page.cleanup();
  }
  if (missing.length > 0) {
    throw new SourceRefused('字体没有嵌在文件里，有的字认不准：请找 Word 原件，或者重新导出 PDF。');
  }
  const empty = pages.flatMap(({ lines }, index) => (lines.length === 0 ? [index + 1] : []));
  if (empty.length === pages.length)
    throw new SourceRefused(
      '里面没有文字，像是扫描件：要先识别成文字，识别的文字存成旁边的“同名.ocr.txt”再导入。',
    );
  const { kept, dropped } = withoutRunningHeads(pages);
  const margins = marginsOf(kept.flatMap(({ lines }) => lines));
  const regions = kept.map(({ lines, width }) => pageRegions(lines, width));
  const blocks = kept.flatMap(({ width }, index) =>
    (regions[index] ?? []).flatMap((region) => blocksOf(region, width, margins)),
  );
  const review = [
    'PDF 里没有段落、表格和标题的记录，是按行的位置恢复的，图片没有导入：请逐段对照原件，尤其是跨页的段落。',
  ];
  const pagesWith = (is: (region: PdfRegion) => boolean) =>
    regions.flatMap((all, index) => (all.some(is) ? [index + 1] : [])).join('、');
  const inColumns = pagesWith((region) => region.kind === 'text' && region.isColumn);
  const inRows = pagesWith(({ kind }) => kind === 'rows');
  const inTables = pagesWith(({ kind }) => kind === 'table');
  if (inColumns !== '')
    review.push(`第 ${inColumns} 页分栏，从左到右一栏一栏读的，请看次序对不对。`);
  if (inTables !== '') review.push(`第 ${inTables} 页有表格，是按位置恢复的，请对照原件。`);
  if (inRows !== '')
    review.push(`第 ${inRows} 页像有表格，格子认不准，每行写成了一段，请对照原件改成表格。`);
  if (empty.length > 0) review.push(`第 ${empty.join('、')} 页没有文字，可能是图片。`);
  return {
    blocks,
    notes: {},
    images: [],
    facts: [],
    text: regions.flat().flatMap(regionTexts).join('\n'),
    dropped,
    review,
  };
}

/** The parts of pdf.js's text items that are looked at. */
interface TextItem {
  readonly str?: string | undefined;
  readonly transform?: readonly number[];
  readonly width?: number;
  readonly height?: number;
}

/** Lines in the order in which they were drawn. */
function linesOf(items: readonly TextItem[]): PdfLine[] {
  const lines: PdfLine[] = [];
  for (const { str = '', transform = [], width = 0, height = 0 } of items) {
    if (str === '') continue;
    const left = transform[4] ?? 0;
    const y = transform[5] ?? 0;
    const part = { text: plainCharacters(str), left, right: left + width, y, height };
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.y - y) < Math.max(last.height, height) * 0.5)
      lines[lines.length - 1] = joinParts([...last.parts, part]);
    else if (part.text.trim() !== '') lines.push(joinParts([part]));
  }
  return lines;
}

/** Fonts name some characters by their radicals (⼀ for 一), which no search would find. */
function plainCharacters(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'));
}

const pageNumber =
  /^[-—–\s·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页?)?[-—–\s·]*$/;

/** Lines of a running head or foot. */
const mostHeadLines = 3;

/** How much of a page's height its margins take: what follows the first line is a head's only there. */
const marginShare = 0.1;

/** What stands alike at the edge of pages belongs to the paper, not to the text. */
function withoutRunningHeads(pages: readonly Page[]): { kept: readonly Page[]; dropped: string[] } {
  const dropped = new Map<string, number>();
  let kept = pages;
  for (let pass = 0; pass < mostHeadLines; pass += 1) {
    const counts = new Map<string, number>();
    for (const [index, page] of kept.entries()) {
      for (const line of edgesOf(page)) {
        // Books have one head on the left pages and another on the right ones.
        for (const place of [placeOf(line), sidePlaceOf(line, index)])
          counts.set(place, (counts.get(place) ?? 0) + 1);
      }
    }
    kept = kept.map((page, index) => {
      const gone = edgesOf(page).filter((line) => {
        const fromEdge = Math.min(line.y, page.height - line.y);
        if (pass > 0 && fromEdge > page.height * marginShare) return false;
        const sidePages = Math.ceil((pages.length - (index % 2)) / 2);
        const repeats =
          (counts.get(placeOf(line)) ?? 0) >= Math.max(2, pages.length * 0.5) ||
          (counts.get(sidePlaceOf(line, index)) ?? 0) >= Math.max(2, sidePages * 0.75);
        return repeats || (pass === 0 && pageNumber.test(line.text));
      });
      for (const { text } of gone) {
        const name = pageNumber.test(text) ? '页码' : `页眉页脚“${text.trim().slice(0, 40)}”`;
        dropped.set(name, (dropped.get(name) ?? 0) + 1);
      }
      return { ...page, lines: page.lines.filter((line) => !gone.includes(line)) };
    });
  }
  return { kept, dropped: [...dropped].map(([name, count]) => `${name} ${count} 处`) };
}

/** By place: what is drawn last need not stand last. */
function edgesOf({ lines }: Page): PdfLine[] {
  const sorted = [...lines].sort((a, b) => b.y - a.y);
  return [...new Set([sorted[0], sorted.at(-1)])].filter((line) => line !== undefined);
}

function placeOf({ y, text }: PdfLine): string {
  return `${Math.round(y / 4)} ${text.replace(/\d+/g, '#').trim()}`;
}

function sidePlaceOf(line: PdfLine, page: number): string {
  return `${page % 2 === 0 ? 'odd' : 'even'} ${placeOf(line)}`;
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** The edges of the text that at least two lines share; one line alone may hang out. */
function marginsOf(lines: readonly PdfLine[]): Margins {
  const shared = (edges: readonly number[]) =>
    edges.find((edge, index) => Math.abs(edge - (edges[index + 1] ?? Infinity)) < 12) ??
    edges[0] ??
    0;
  return {
    left: shared(lines.map((line) => line.left).sort((a, b) => a - b)),
    right: shared(lines.map((line) => line.right).sort((a, b) => b - a)),
  };
}

function blocksOf(region: PdfRegion, width: number, margins: Margins): Block[] {
  if (region.kind === 'text') {
    if (!region.isColumn) return paragraphsOf(region.lines, width / 2, margins);
    const own = marginsOf(region.lines);
    return paragraphsOf(region.lines, (own.left + own.right) / 2, own);
  }
  const words = ({ text }: PdfLine): Inline[] => [
    { kind: 'text', text: text.trim(), strong: false },
  ];
  if (region.kind === 'rows')
    return region.lines.map((line) => ({
      kind: 'paragraph',
      words: words(line),
      isCentred: false,
    }));
  const rows = region.rows.map((row, index) =>
    row.map((cell) => ({ lines: [words(cell)], isHeader: index === 0, columns: 1, rows: 1 })),
  );
  return [{ kind: 'table', rows }];
}

function regionTexts(region: PdfRegion): string[] {
  const lines = region.kind === 'table' ? region.rows.flat() : region.lines;
  return lines.map(({ text }) => text);
}

/** Lines to paragraphs: one begins where a line is indented, or the line before did not fill the page. */
function paragraphsOf(
  lines: readonly PdfLine[],
  centre: number,
  { left, right }: Margins,
): Extract<Block, { kind: 'paragraph' }>[] {
  const found: { text: string; isCentred: boolean }[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const isCentred =
      line.left > left + 2 * line.height &&
      Math.abs((line.left + line.right) / 2 - centre) < line.height;
    const begins =
      before === undefined ||
      isCentred ||
      line.left > left + 1.2 * line.height ||
      before.right < right - 1.5 * before.height ||
      before.y - line.y > 2.6 * line.height ||
      Math.abs(before.height - line.height) > 0.2 * line.height;
    const last = found.at(-1);
    if (begins || last === undefined) found.push({ text: line.text.trim(), isCentred });
    else last.text = joined(last.text, line.text.trim());
  }
  return found.map(({ text, isCentred }) => ({
    kind: 'paragraph',
    words: [{ kind: 'text', text, strong: false }],
    isCentred,
  }));
}

function joined(before: string, line: string): string {
  return /[\p{Script=Latin}\d]$/u.test(before) && /^\p{Script=Latin}/u.test(line)
    ? `${before} ${line}`
    : before + line;
}

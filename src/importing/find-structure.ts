import { type Block, type Inline, wordsText } from './source-document.ts';

/** Blocks with the headings that their numbering shows, and the title taken out. */
export interface StructuredText {
  /** Absent where nothing at the beginning is surely one. */
  readonly title?: string | undefined;
  readonly blocks: readonly Block[];
  /** Lines in bold that may be headings without style and number: somebody has to say. */
  readonly boldLines: readonly string[];
}

/** Numberings of a Chinese document, the outermost first, with the depth of the heading. */
const numberings: readonly (readonly [RegExp, number])[] = [
  [/^第[一二三四五六七八九十百零〇\d]{1,5}[编章](?=[\s\u3000]|\p{Script=Han})/u, 1],
  [/^[一二三四五六七八九十]{1,3}、/, 1],
  [/^第[一二三四五六七八九十百零〇\d]{1,5}节(?=[\s\u3000]|\p{Script=Han})/u, 2],
  [/^[（(][一二三四五六七八九十]{1,3}[)）]/, 2],
  [/^\d{1,2}[.．、](?!\d)/, 3],
  [/^[（(]\d{1,2}[)）]/, 4],
];

/** A heading is a line of its own; what is longer is a paragraph that begins with a number. */
const longestHeading = 40;
const longestTitle = 80;

export function findStructure(blocks: readonly Block[]): StructuredText {
  const taken = takeTitle(blocks);
  // A text that is nothing but its title is no report with a title.
  const { title, rest } = taken.rest.length > 0 ? taken : { title: undefined, rest: blocks };
  const hasStyles = rest.some(({ kind }) => kind === 'heading');
  const structured = hasStyles ? rest : withHeadings(rest);
  return { title, blocks: structured, boldLines: boldLines(structured) };
}

/** Short paragraphs wholly in bold with running text below them. */
function boldLines(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    if (block.kind !== 'paragraph' || next === undefined || isBold(next)) return [];
    const text = lineText(block.words);
    return isBold(block) && text.length <= longestHeading && !/[。；，：;:,.!！?？]$/.test(text)
      ? [text]
      : [];
  });
}

function isBold(block: Block): boolean {
  return (
    block.kind === 'paragraph' &&
    block.words.every((word) => word.kind === 'text' && (word.strong || word.text.trim() === ''))
  );
}

function withHeadings(blocks: readonly Block[]): Block[] {
  const kinds = blocks.map(numberingOf);
  return blocks.map((block, index) => {
    const kind = kinds[index] ?? -1;
    const depth = numberings[kind]?.[1];
    if (block.kind !== 'paragraph' || depth === undefined) return block;
    const text = wordsText(block.words).trim();
    if (text.length > longestHeading || /[；;，,、：:]$/.test(text)) return block;
    // Deeper numbers also count the points of a list: there a full stop ends a sentence.
    if (depth > 2 && /[。！？]/.test(text)) return block;
    // Followed by its like, or by nothing, it is a point of a list, not the heading of something.
    const next = blocks[index + 1];
    if (next === undefined || kinds[index + 1] === kind) return block;
    return { kind: 'heading', depth, words: plain(block.words) };
  });
}

/** Which numbering a paragraph begins with; -1 for none. */
function numberingOf(block: Block): number {
  if (block.kind !== 'paragraph') return -1;
  const text = wordsText(block.words).trimStart();
  return numberings.findIndex(([pattern]) => pattern.test(text));
}

function plain(words: readonly Inline[]): Inline[] {
  return words.map((word) => (word.kind === 'text' ? { ...word, strong: false } : word));
}

function takeTitle(blocks: readonly Block[]): {
  title: string | undefined;
  rest: readonly Block[];
} {
  const styled = blocks.findIndex((block) => block.kind === 'heading' && block.depth === 0);
  const tops = blocks.filter((block) => block.kind === 'heading' && block.depth === 1);
  const first = blocks.findIndex(({ kind }) => kind === 'heading');
  if (styled !== -1) return cut(blocks, styled, styled + 1);
  // One heading above all others, before the text begins.
  if (tops.length === 1 && blocks[first] === tops[0] && first <= 3)
    return cut(blocks, first, first + 1);
  for (const [index, block] of blocks.slice(0, 5).entries()) {
    if (block.kind !== 'paragraph') break;
    const text = wordsText(block.words).trim();
    if (isBesideTitle(text)) continue;
    if (
      !mayBeTitle(text) ||
      (!block.isCentred &&
        !/(?:报告|報告|通知|意见|办法|辦法|方案|公告|决定|決定|规定|規定|总结|總結|公报|公報|年报|年報|细则|細則|批复|函|要点|要點|计划|計劃|纲要|綱要|条例|條例)(?:[（(][^（()）]{1,20}[)）])?$/.test(
          text,
        ))
    )
      break;
    let end = index + 1;
    let length = text.length;
    // A long title stands in several lines.
    for (
      let next = blocks[end];
      block.isCentred && next?.kind === 'paragraph' && next.isCentred;
      next = blocks[end]
    ) {
      const more = wordsText(next.words).trim();
      if (!mayBeTitle(more) || isBesideTitle(more) || length + more.length > longestTitle) break;
      length += more.length;
      end += 1;
    }
    return cut(blocks, index, end);
  }
  return { title: undefined, rest: blocks };
}

function cut(blocks: readonly Block[], from: number, to: number): { title: string; rest: Block[] } {
  const title = blocks
    .slice(from, to)
    .map((block) => ('words' in block ? lineText(block.words) : ''))
    .join('');
  return { title, rest: [...blocks.slice(0, from), ...blocks.slice(to)] };
}

function lineText(words: readonly Inline[]): string {
  return wordsText(words).replace(/\s+/g, ' ').trim();
}

function mayBeTitle(text: string): boolean {
  return (
    text.length > 1 &&
    text.length <= longestTitle &&
    !/[。；，：:;,]$/.test(text) &&
    !numberings.some(([pattern]) => pattern.test(text))
  );
}

/** Letterheads, document numbers, dates, signatures: lines around a title that are none. */
function isBesideTitle(text: string): boolean {
  return (
    /〔\d{4}〕|文件$|^附件|^[（(]|\d{4}年\d{1,2}月\d{1,2}日|^\d{4}[-/.]\d/.test(text) ||
    /(?:人民政府|委员会|办公室|局|厅)$/.test(text)
  );
}

import type { SourceDocument } from '../source-document.ts';
import { decodeText } from './decode-text.ts';
import { joinWrappedLines } from './join-wrapped-lines.ts';
import { isTrail, trailFacts } from './trail-facts.ts';

/** Blocks of a text without any form: every line is a paragraph. */
export function plainTextDocument(
  text: string,
  about: Pick<SourceDocument, 'dropped' | 'review'>,
): SourceDocument {
  const blocks = text
    .split(/[\n\f\v\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({
      kind: 'paragraph' as const,
      words: [{ kind: 'text' as const, text: line, strong: false }],
      isCentred: false,
    }));
  return { blocks, notes: {}, images: [], facts: [], text, ...about };
}

/** @throws {SourceRefused} for bytes that are no text */
export function readPlainText(bytes: Buffer): SourceDocument {
  const { text, encoding, isSure } = decodeText(bytes);
  const review = isSure ? [] : [`文字编码像是 ${encoding}，拿不准，请对照原件。`];
  const { frame, rest } = withoutPageHead(text);
  const joined = joinWrappedLines(rest);
  if (joined !== undefined) review.push('原文按宽度硬换了行，已经接成段落，分段请对照原件。');
  const length = frame.join('').replace(/\s/g, '').length;
  const dropped = length === 0 ? [] : [`网页的页首（到“当前位置”一行，共 ${length} 字）`];
  const document = plainTextDocument(joined ?? rest, { dropped, review });
  return { ...document, frame, facts: text.split('\n').flatMap(trailFacts) };
}

/** So many lines, empty ones aside, may stand at the head of a page with its trail. */
const longestPageHead = 10;

/** A page that was copied as text begins with the page's head, which ends with its trail. */
function withoutPageHead(text: string): { readonly frame: string[]; readonly rest: string } {
  const lines = text.split('\n');
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : index));
  const end = filled.slice(0, longestPageHead).find((index) => isTrail(lines[index] ?? ''));
  if (end === undefined || end === filled.at(-1)) return { frame: [], rest: text };
  const head = filled.filter((index) => index <= end).map((index) => (lines[index] ?? '').trim());
  return { frame: head, rest: lines.slice(end + 1).join('\n') };
}

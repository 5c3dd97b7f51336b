import type { SourceDocument } from '../source-document.ts';
import { decodeText } from './decode-text.ts';
import { trailFacts } from './trail-facts.ts';

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
  if (isWrapped(text)) review.push('各行几乎一样长，像是按宽度硬换的行，段落请对照原件。');
  const document = plainTextDocument(text, { dropped: [], review });
  return { ...document, facts: text.split('\n').flatMap(trailFacts) };
}

/** Whether lines end where the page was full, not where the sentence was. */
function isWrapped(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 8) return false;
  const widest = Math.max(...lines.map((line) => line.length));
  const full = lines.filter((line) => line.length >= widest - 2 && !/[。！？；：]\s*$/.test(line));
  return widest < 100 && full.length > lines.length * 0.5;
}

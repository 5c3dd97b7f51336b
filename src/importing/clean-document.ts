import { lostCharacters, nameCharacter, unseenCharacters } from '../model/writing.ts';
import type { Block, Inline, SourceDocument } from './source-document.ts';

/**
 * A document without the characters that nobody sees or that only one machine can show; `dropped` says which
 * and how many.
 */
export function cleanDocument(document: SourceDocument): SourceDocument {
  const bad = [...unseenCharacters(document.text), ...lostCharacters(document.text)].filter(
    // A replaced character stays, so that somebody sees that one is missing.
    (character) => character !== '\ufffd' && !/[\n\v\f\r\u0085\u2028\u2029]/.test(character),
  );
  const counts = new Map<string, number>();
  for (const character of bad) counts.set(character, (counts.get(character) ?? 0) + 1);
  const lost = document.text.includes('\ufffd')
    ? ['有字在原文件里就已丢失（�），请对照原件补上。']
    : [];
  const parting = /[\v\f\r\u0085\u2028\u2029]/g;
  const clean = (text: string): string => {
    let cleaned = text.replace(parting, ' ');
    for (const character of counts.keys()) cleaned = cleaned.replaceAll(character, '');
    return cleaned;
  };
  const words = (all: readonly Inline[]): Inline[] =>
    all.map((word) => ('text' in word ? { ...word, text: clean(word.text) } : word));
  return {
    ...document,
    text: clean(document.text),
    blocks: document.blocks.map((block) => cleanBlock(block, words)),
    notes: Object.fromEntries(
      Object.entries(document.notes).map(([key, note]) => [key, words(note)]),
    ),
    dropped: [
      ...document.dropped,
      ...[...counts].map(([character, count]) => `${nameCharacter(character)} ${count} 处`),
    ],
    review: [...document.review, ...lost],
  };
}

function cleanBlock(block: Block, words: (all: readonly Inline[]) => Inline[]): Block {
  if (block.kind !== 'table') return { ...block, words: words(block.words) };
  return {
    ...block,
    rows: block.rows.map((row) => row.map((cell) => ({ ...cell, lines: cell.lines.map(words) }))),
  };
}

import { Parser } from 'htmlparser2';
import { decodedText } from '../../variant/character-references.ts';
import type { TextEdit } from '../../variant/text-edits.ts';
import { BlockCutter, type CutBlock } from '../block-cutter.ts';

export interface BodyBlocks {
  readonly headings: string[];
  readonly paragraphs: string[];
}

/** A stretch of text as it stands in the source: between two tags, or a character reference. */
interface SourceText {
  readonly text: string;
  /** Its place in the source. */
  readonly start: number;
  readonly end: number;
}

/** The blocks of a rendered body as they are read, one after the other. */
export function readingBlocks(html: string): readonly CutBlock<SourceText>[] {
  const cutter = new BlockCutter<SourceText>(({ text }) => text);
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => cutter.open(tag, (name) => attributes[name]),
      ontext: (text) => cutter.text({ text, start: parser.startIndex, end: parser.endIndex + 1 }),
      onclosetag: (tag) => cutter.close(tag),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  cutter.end();
  return cutter.blocks;
}

/**
 * The texts of the blocks of a body after these edits; the same as that of its blocks when it had been
 * edited first, without reading it once more.
 *
 * @param html the source of the blocks.
 * @param edits in the order of places; those of text alone count.
 */
export function editedTexts(
  html: string,
  blocks: readonly CutBlock<SourceText>[],
  edits: readonly TextEdit[],
): string[] {
  let next = 0;
  return blocks.map(({ pieces }) => {
    let edited = '';
    for (const { text, start, end } of pieces) {
      while (next < edits.length && (edits[next] as TextEdit).start < start) next++;
      const first = edits[next];
      if (first === undefined || first.start >= end) {
        edited += text;
        continue;
      }
      // A reference is edited whole; in other text a stretch.
      let at = start;
      for (; next < edits.length && (edits[next] as TextEdit).start < end; next++) {
        const edit = edits[next] as TextEdit;
        edited += html.slice(at, edit.start) + decodedText(edit.text);
        at = edit.end;
      }
      edited += html.slice(at, end);
    }
    return edited;
  });
}

/** The blocks of a rendered body: its headings, and every other stretch of text that an element closes. */
export function bodyBlocks(html: string): BodyBlocks {
  const blocks = readingBlocks(html);
  return {
    headings: blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text),
    paragraphs: blocks.filter(({ kind }) => kind === 'text').map(({ text }) => text),
  };
}

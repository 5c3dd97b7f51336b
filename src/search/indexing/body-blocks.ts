import { Parser } from 'htmlparser2';
import { BlockCutter, type CutBlock } from '../block-cutter.ts';

export interface BodyBlocks {
  readonly headings: string[];
  readonly paragraphs: string[];
}

/** The blocks of a rendered body as they are read, one after the other. */
export function readingBlocks(html: string): readonly CutBlock<string>[] {
  const cutter = new BlockCutter<string>((text) => text);
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => cutter.open(tag, (name) => attributes[name]),
      ontext: (data) => cutter.text(data),
      onclosetag: (tag) => cutter.close(tag),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  cutter.end();
  return cutter.blocks;
}

/** The blocks of a rendered body: its headings, and every other stretch of text that an element closes. */
export function bodyBlocks(html: string): BodyBlocks {
  const blocks = readingBlocks(html);
  return {
    headings: blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text),
    paragraphs: blocks.filter(({ kind }) => kind === 'text').map(({ text }) => text),
  };
}

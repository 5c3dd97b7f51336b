import { cleanDocument } from '../../importing/clean-document.ts';
import { findStructure } from '../../importing/find-structure.ts';
import { proveText } from '../../importing/prove-text.ts';
import { readHtml } from '../../importing/read/read-html.ts';
import { SourceRefused } from '../../importing/source-document.ts';
import { escapeMarkdown } from '../../importing/write/escape-markdown.ts';
import { markdownFromBlocks } from '../../importing/write/markdown-from-blocks.ts';

/** What was pasted, as Markdown for the text of a report. */
export interface PastedText {
  readonly markdown: string;
  /** What was left out, or somebody has to look at, in Chinese. */
  readonly review: readonly string[];
}

/**
 * Turns what Word, WPS or a browser puts on the clipboard into Markdown, by the import's reader of pages and
 * with its proof that no character was lost.
 *
 * @throws {SourceRefused} with the reason in Chinese
 */
export function pastedText(html: string): PastedText {
  // Word says where the copied part begins and ends; around it stands its own machinery.
  // All of it was chosen: in an article of its own nothing is taken for a frame around it.
  const fragment = /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/.exec(html)?.[1];
  const document = cleanDocument(
    readHtml(`<!doctype html><body><article>${fragment ?? html}</article></body>`, () => undefined),
  );
  const { title, blocks } = findStructure(document.blocks);
  const names = {
    images: document.images.map(() => ''),
    alts: document.images.map(({ alt }) => alt),
    notes: document.notes,
  };
  if (document.images.length > 0)
    throw new SourceRefused('粘贴的内容里有图片：请先粘贴文字，图片用下面的“添加图片”。');
  const body = markdownFromBlocks(blocks, names);
  proveText(document.text, title, body);
  // A title belongs above the text in a file; what was pasted stays where it was pasted.
  const markdown = title === undefined ? body : `${escapeMarkdown(title)}\n\n${body}`;
  return { markdown: markdown.trimEnd(), review: [...document.dropped, ...document.review] };
}

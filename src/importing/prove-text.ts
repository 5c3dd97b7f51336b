import { numberMark, shownText } from '../archive/check/typed/shown-text.ts';
import { parseMarkdown, rawHtmlOf, renderMarkdown } from '../archive/render/render-markdown.ts';
import { SourceRefused } from './source-document.ts';

/** A place in the archive that links are not judged from. */
const nowhere = {
  file: 'reports/2000/import.md',
  year: 2000,
  slug: 'import',
  base: '/',
  attachments: new Set<string>(),
};

/** Numbers that the browser draws before list items: they are no characters of either text. */
const drawnNumbers = new RegExp(`${numberMark[0]}-?\\d+\\.${numberMark[1]}`, 'g');

/**
 * Proves that a page will show every character of its source, white space aside.
 *
 * @param source the text as a second reader found it
 * @param title what of it was taken out as the title
 * @throws {SourceRefused} with both places, where they part
 */
export function proveText(source: string, title: string | undefined, body: string): void {
  const tree = parseMarkdown(body);
  const hasHtml = rawHtmlOf(tree).length > 0;
  const { html } = renderMarkdown(body, tree, hasHtml, nowhere).body;
  const shown = bare(shownText(html).replace(drawnNumbers, ''));
  const wanted = withoutTitle(bare(source), title === undefined ? '' : bare(title));
  if (shown === wanted) return;
  let at = 0;
  while (at < wanted.length && wanted[at] === shown[at]) at += 1;
  throw new SourceRefused(
    `转出来的文字与原件对不上，没有导入。原件：“${around(wanted, at)}”；转出来：“${around(shown, at)}”。`,
  );
}

function withoutTitle(source: string, title: string): string {
  const at = title === '' ? -1 : source.indexOf(title);
  return at === -1 ? source : source.slice(0, at) + source.slice(at + title.length);
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

function around(text: string, at: number): string {
  return `${text.slice(Math.max(0, at - 10), at)}▲${text.slice(at, at + 15)}`;
}

import { elementsBelow, type MarkupElement, parseMarkup, textBelow } from './markup-tree.ts';
import { openPackage } from './open-package.ts';

/** Not words of a text: what was deleted, comments, signs of notes, forms, alternative texts, positions,
 * tables of contents and readings above words. */
const leftOut = new Set([
  'text:tracked-changes',
  'office:annotation',
  'office:annotation-end',
  'text:note-citation',
  'office:forms',
  'text:sequence-decls',
  'text:variable-decls',
  'svg:title',
  'svg:desc',
  'draw:object',
  'draw:object-ole',
  'table:shapes',
  'text:table-of-content',
  'text:illustration-index',
  'text:table-index',
  'text:ruby-text',
]);

/** Values that are worked out anew when a file is opened: of the moment, the file or the paper. */
const workedOut =
  /^text:(?:date|time|(?:creation|modification|print)-(?:date|time)|editing-(?:duration|cycles)|file-name|template-name|page-(?:number|count|continuation|variable-get)|(?:word|character|paragraph|table|image|object)-count|author-(?:name|initials)|initial-creator|creator|printed-by|title|subject|description|keywords|user-defined|sender-[a-z-]+)$/;

function isLeftOut({ tag, attributes }: MarkupElement): boolean {
  return (
    leftOut.has(tag) ||
    workedOut.test(tag) ||
    (tag.endsWith('-ref') && attributes['text:reference-format'] === 'page')
  );
}

/**
 * The paragraphs of an OpenDocument text in reading order, the numbers drawn before them included, notes last;
 * empty ones are left out.
 *
 * @throws {SourceRefused} for a package that cannot be opened
 */
export async function odtText(bytes: Buffer): Promise<string[]> {
  const file = await openPackage(bytes);
  const xml = (await file.file('content.xml')?.async('string')) ?? '';
  const { root } = parseMarkup(xml, { xml: true });
  const lines: string[] = [];
  const notes: string[] = [];
  const visit = (element: MarkupElement, into: string[]): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || isLeftOut(child)) continue;
      if (child.tag === 'text:p' || child.tag === 'text:h') {
        const inner: string[] = [];
        into.push(paragraphText(child, inner, notes));
        into.push(...inner);
      } else if (child.tag === 'text:number') into.push(textBelow(child));
      else visit(child, into);
    }
  };
  for (const element of elementsBelow(root))
    if (element.tag === 'office:text') visit(element, lines);
  return [...lines, ...notes].filter((line) => line.trim() !== '');

  function paragraphText(paragraph: MarkupElement, frames: string[], footnotes: string[]): string {
    let text = '';
    const walk = (element: MarkupElement): void => {
      for (const child of element.children) {
        if (typeof child === 'string') text += child;
        else if (isLeftOut(child)) continue;
        else if (child.tag === 'text:note-body') visit(child, footnotes);
        else if (/^(?:draw:text-box|draw:custom-shape|table:table)$/.test(child.tag))
          visit(child, frames);
        else if (/^text:(?:s|tab|line-break)$/.test(child.tag)) text += ' ';
        else walk(child);
      }
    };
    walk(paragraph);
    return text;
  }
}

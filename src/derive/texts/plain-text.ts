import { parseDocument } from 'htmlparser2';
import type { ReportBody } from '../../model/report.ts';
import { endsBlock, isSilent } from '../../model/text-rules.ts';

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { attribs: unknown }>;
type Images = ReportBody['images'];

/**
 * A rendered body without its markup, lines ending in LF: paragraphs with an empty line between them,
 * an item of a list and a row of a table on a line each, cells with tabs between them, pictures by their
 * description, footnotes by their numbers in brackets.
 */
export function plainText({ html, images }: Pick<ReportBody, 'html' | 'images'>): string {
  return `${blocksOf(parseDocument(html).children, images).join('\n\n')}\n`;
}

/** Paragraphs, and lists and tables whole. */
function blocksOf(nodes: readonly Node[], images: Images): string[] {
  const blocks: string[] = [];
  let line = '';
  const end = (): void => {
    blocks.push(tidy(line));
    line = '';
  };
  for (const node of nodes) {
    if (!isElement(node) || !endsBlock(node.name)) line += wordsOf(node, images);
    else {
      end();
      blocks.push(...blocksIn(node, images));
    }
  }
  end();
  return blocks.filter((block) => block !== '');
}

function blocksIn(element: Element, images: Images): string[] {
  if (isSilent(element.name, (name) => element.attribs[name])) return [];
  switch (element.name) {
    case 'ul':
    case 'ol':
      return [listText(element, images)];
    case 'table':
      return [tableText(element, images)];
    case 'pre':
      return [rawText(element).replace(/^\n+|\s+$/g, '')];
    default:
      return blocksOf(element.children, images);
  }
}

function listText(list: Element, images: Images): string {
  const first = Number(list.attribs.start ?? 1);
  const items = list.children.filter(isElement);
  return items
    .map((item, index) => {
      const sign = list.name === 'ol' ? `${first + index}. ` : '- ';
      const text = blocksOf(item.children, images).join('\n');
      return sign + text.replaceAll('\n', `\n${' '.repeat(sign.length)}`);
    })
    .join('\n');
}

function tableText(table: Element, images: Images): string {
  const lines: string[] = [];
  const visit = (element: Element): void => {
    if (element.name === 'caption') lines.push(cellText(element, images));
    else if (element.name === 'tr') {
      const cells = element.children.filter(isElement);
      lines.push(cells.map((cell) => cellText(cell, images)).join('\t'));
    } else element.children.filter(isElement).forEach(visit);
  };
  visit(table);
  return lines.join('\n');
}

/** On one line, whatever the cell holds. */
function cellText(cell: Element, images: Images): string {
  return blocksOf(cell.children, images).join(' ').replace(/\s+/g, ' ');
}

/** What stands in a line, white space not yet put in order. */
function wordsOf(node: Node, images: Images): string {
  if (!isElement(node)) return node.type === 'text' ? node.data.replace(/[ \t\n\r\f]+/g, ' ') : '';
  const { name, attribs } = node;
  if (name === 'img') return pictureText(images[Number(attribs['data-archive-image'])]?.alt);
  if (name === 'br') return '\n';
  const words = () => node.children.map((child) => wordsOf(child, images)).join('');
  if (attribs.role === 'doc-noteref') return `[${words()}]`;
  // Signs around it are for readers without ruby; they would double ours.
  if (name === 'rt') return `（${words()}）`;
  return isSilent(name, (attribute) => attribs[attribute]) ? '' : words();
}

function pictureText(alt: string | undefined): string {
  return alt ? `[图：${alt}]` : '';
}

function rawText(node: Node): string {
  if (!isElement(node)) return node.type === 'text' ? node.data : '';
  return node.name === 'br' ? '\n' : node.children.map(rawText).join('');
}

/** Lines without white space at their ends, no line empty. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').replace(/^ | $/g, ''))
    .filter((line) => line !== '')
    .join('\n');
}

function isElement(node: Node): node is Element {
  return 'attribs' in node;
}

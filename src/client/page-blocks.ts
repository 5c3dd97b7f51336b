import { BlockCutter } from '../search/block-cutter.ts';

/** A stretch of text of a report's page as the search index knows it. */
export interface PageBlock {
  /** `record` is the record header, of which the index knows the numbers and attachments only. */
  readonly kind: 'title' | 'record' | 'heading' | 'text';
  readonly text: string;
  /** The nodes that hold the text, in order. */
  readonly nodes: readonly Text[];
  /** Id of the heading above it; empty before the first one. */
  readonly section: string;
}

/** The searched blocks of a report's page, opened or fetched: title, record, text. */
export function pageBlocks(page: Document): PageBlock[] {
  const blocks: PageBlock[] = [];
  const title = page.querySelector('main h1');
  if (title) {
    const nodes = textNodes(title);
    blocks.push({ kind: 'title', text: joined(nodes), nodes, section: '' });
  }
  const cutter = new BlockCutter<Text>((node) => node.data);
  for (const root of Array.from(
    page.querySelectorAll('main .record [data-searched], main article'),
  )) {
    const before = cutter.blocks.length;
    const walk = (parent: Element) => {
      parent.childNodes.forEach((node) => {
        if (node.nodeType === Node.TEXT_NODE) cutter.text(node as Text);
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        const element = node as Element;
        cutter.open(element.localName, (name) => element.getAttribute(name));
        walk(element);
        cutter.close(element.localName);
      });
    };
    walk(root);
    cutter.end();
    for (const { kind, text, pieces, section } of cutter.blocks.slice(before)) {
      const own = kind === 'text' && root.localName !== 'article' ? 'record' : kind;
      blocks.push({ kind: own, text, nodes: pieces, section });
    }
  }
  return blocks;
}

function textNodes(root: Element): Text[] {
  const walker = (root.ownerDocument as Document).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}

function joined(nodes: readonly Text[]): string {
  return nodes.map((node) => node.data).join('');
}

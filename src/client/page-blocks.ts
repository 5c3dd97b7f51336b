import { endsBlock, isHeading, isSilent } from '../model/text-rules.ts';

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
  let section = '';
  for (const root of Array.from(
    page.querySelectorAll('main .record [data-searched], main article'),
  )) {
    const plain = root.localName === 'article' ? 'text' : 'record';
    let nodes: Text[] = [];
    let kind: PageBlock['kind'] = plain;
    const close = () => {
      const text = joined(nodes);
      if (text.trim() !== '') blocks.push({ kind, text, nodes, section });
      nodes = [];
    };
    const walk = (parent: Element) => {
      parent.childNodes.forEach((node) => {
        if (node.nodeType === Node.TEXT_NODE) nodes.push(node as Text);
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        const element = node as Element;
        const tag = element.localName;
        if (isSilent(tag, (name) => element.getAttribute(name))) return;
        if (!endsBlock(tag)) {
          walk(element);
          return;
        }
        close();
        const heading = isHeading(tag);
        if (heading && element.id !== '') section = element.id;
        kind = heading ? 'heading' : plain;
        walk(element);
        close();
        kind = plain;
      });
    };
    walk(root);
    close();
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

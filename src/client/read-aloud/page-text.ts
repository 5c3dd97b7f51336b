import { endsBlock, isSilent } from '../../model/text-rules.ts';

/** A piece of text between two block boundaries, and where its characters stand in the page. */
export interface PagePassage {
  readonly text: string;
  readonly language: string;
  /** In order; `at` is the position in `text` of the node's first character. */
  readonly nodes: readonly { readonly node: Text; readonly at: number }[];
}

/** What is read aloud on this page: the title and the report's text; elsewhere the whole of main. */
export function pagePassages(): PagePassage[] {
  const main = document.querySelector('main');
  if (!main) return [];
  const article = main.querySelector('article');
  const roots = article ? [main.querySelector('h1'), article] : [main];
  const passages: PagePassage[] = [];
  for (const root of roots)
    if (root && !(article !== root && article?.contains(root))) collect(root, passages);
  return passages;
}

function collect(root: Element, passages: PagePassage[]): void {
  let text = '';
  let nodes: { node: Text; at: number }[] = [];
  const close = () => {
    const first = nodes[0];
    if (first && /[\p{L}\p{N}]/u.test(text)) {
      const language = first.node.parentElement?.closest('[lang]')?.getAttribute('lang') || '';
      passages.push({ text, language, nodes });
    }
    text = '';
    nodes = [];
  };
  const visit = (element: Element) => {
    const name = element.localName;
    if (
      isSilent(name, (attribute) => element.getAttribute(attribute)) ||
      getComputedStyle(element).display === 'none'
    )
      return;
    const block = endsBlock(name);
    if (block) close();
    if (name === 'br') text += '\n';
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) {
        nodes.push({ node: child as Text, at: text.length });
        text += (child as Text).data.replace(/\s/g, ' ');
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        if ((child as Element).localName === 'br') text += '\n';
        else visit(child as Element);
      }
    }
    if (block) close();
  };
  visit(root);
  close();
}

/** The page's range of a stretch of a passage. */
export function rangeOf(passage: PagePassage, start: number, end: number): Range {
  const range = document.createRange();
  const place = (position: number, isEnd: boolean) => {
    let found = passage.nodes[0] as PagePassage['nodes'][number];
    for (const entry of passage.nodes) {
      if (isEnd ? entry.at < position : entry.at <= position) found = entry;
    }
    return [found.node, Math.min(position - found.at, found.node.length)] as const;
  };
  range.setStart(...place(start, false));
  range.setEnd(...place(end, true));
  return range;
}

/** Where a point of the page (a node and an offset in it) lies in the passages; the next one when between two. */
export function placeOf(
  passages: readonly PagePassage[],
  node: Node,
  offset: number,
): { passage: number; position: number } | null {
  for (const [index, passage] of passages.entries()) {
    for (const entry of passage.nodes) {
      if (entry.node === node) return { passage: index, position: entry.at + offset };
      const position = node.compareDocumentPosition(entry.node);
      if (position & Node.DOCUMENT_POSITION_FOLLOWING)
        return { passage: index, position: entry.at };
    }
  }
  return null;
}

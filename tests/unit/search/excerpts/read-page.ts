import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { normalizeText } from '../../../../src/search/normalize.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** A block of a finished page as a reader sees it, its white space as browsers show it. */
export interface ReadBlock {
  readonly kind: 'title' | 'record' | 'heading' | 'text';
  readonly text: string;
  readonly section: string;
}

/** What browsers lay out as a box of its own, of the elements that a report can have. */
const boxes =
  /^(?:address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

const attributeOf = ({ attrs }: Element, wanted: string) =>
  attrs.find(({ name }) => name === wanted)?.value;

/** Reads a report's page by a parser and rules that are not those of the index. */
export function readPage(html: string): { blocks: ReadBlock[]; names: Map<string, string> } {
  const blocks: ReadBlock[] = [];
  const names = new Map<string, string>();
  let section = '';
  const add = (kind: ReadBlock['kind'], raw: string) => {
    const text = raw.replace(/\s+/g, ' ').trim();
    if (normalizeText(text) === '') return;
    blocks.push({ kind, text, section });
    if (kind === 'heading' && !names.has(section)) names.set(section, text);
  };
  const read = (root: Element, plain: 'record' | 'text') => {
    let text = '';
    let kind: ReadBlock['kind'] = plain;
    const close = () => {
      add(kind, text);
      text = '';
    };
    const walk = (node: Node): void => {
      if (node.nodeName === '#text' && 'value' in node) text += node.value;
      if (!('tagName' in node) || isSign(node)) return;
      const isBox = boxes.test(node.tagName);
      if (isBox) {
        close();
        const isHeading = /^h\d$/.test(node.tagName);
        if (isHeading) section = attributeOf(node, 'id') || section;
        kind = isHeading ? 'heading' : plain;
      }
      node.childNodes.forEach(walk);
      if (!isBox) return;
      close();
      kind = plain;
    };
    root.childNodes.forEach(walk);
    close();
  };
  const document = parse(html);
  for (const title of all(document, ({ tagName }) => tagName === 'h1').slice(0, 1))
    add('title', title.childNodes.map(textIn).join(''));
  for (const record of all(document, (each) => attributeOf(each, 'data-searched') !== undefined)) {
    const before = blocks.length;
    read(record, 'record');
    // Type and size of an attachment are the page's, not its name; 未载明 is no number.
    for (const [i, block] of blocks.slice(before).entries()) {
      const text = block.text.replace(/（[A-Z]+，\d+ KB）$/, '');
      blocks[before + i] = { ...block, text };
    }
    if (/^未[载載]明$/.test(blocks.at(-1)?.text ?? '')) blocks.pop();
  }
  for (const article of all(document, ({ tagName }) => tagName === 'article').slice(0, 1))
    read(article, 'text');
  return { blocks, names };
}

function textIn(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
}

function all(
  node: DefaultTreeAdapterTypes.ParentNode,
  wanted: (element: Element) => boolean,
): Element[] {
  return node.childNodes.flatMap((child) => {
    if (!('tagName' in child)) return [];
    return [...(wanted(child) ? [child] : []), ...all(child, wanted)];
  });
}

/** The number of a footnote, the arrow back from it, the link of a heading, pronunciation over the line, pictures. */
function isSign(element: Element): boolean {
  const { tagName } = element;
  if (/^(?:r[tp]|svg|script|style|template)$/.test(tagName)) return true;
  if (/^doc-(?:noteref|backlink)$/.test(attributeOf(element, 'role') ?? '')) return true;
  if (
    attributeOf(element, 'aria-hidden') === 'true' ||
    attributeOf(element, 'hidden') !== undefined
  )
    return true;
  return (attributeOf(element, 'class') ?? '').split(' ').includes('heading-link');
}

/** The block that an excerpt is taken from, chosen by reading all of them. */
export function bestBlock(
  blocks: readonly ReadBlock[],
  phrases: readonly string[],
): { block: number } | undefined {
  let best: { block: number; order: readonly number[] } | undefined;
  for (const [block, { kind, text }] of blocks.entries()) {
    if (kind === 'title') continue;
    const found = marksIn(normalizeText(text), phrases);
    const order = [new Set(found).size, kind === 'record' ? 0 : 1, found.length];
    if (found.length === 0) continue;
    const [a, b] = [order, best?.order ?? []];
    const differs = a.findIndex((value, i) => value !== b[i]);
    if (differs !== -1 && (a[differs] as number) > (b[differs] ?? -1)) best = { block, order };
  }
  const text = blocks.findIndex(({ kind }) => kind === 'text');
  return best ?? (text === -1 ? undefined : { block: text });
}

/** Which phrases are marked in a text, from its beginning to its end: the longest of those that begin at a place. */
function marksIn(text: string, phrases: readonly string[]): number[] {
  const found: number[] = [];
  const free = phrases.map(() => 0);
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const here = phrases
      .map((phrase, number) => ({ phrase, number }))
      .filter(({ phrase, number }) => {
        if (at < (free[number] as number) || !text.startsWith(phrase, at)) return false;
        free[number] = at + phrase.length;
        return true;
      })
      .sort((a, b) => b.phrase.length - a.phrase.length)[0];
    if (!here || at < end) continue;
    found.push(here.number);
    end = at + here.phrase.length;
  }
  return found;
}

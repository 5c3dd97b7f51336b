import type { Block, Inline, TableCell } from '../source-document.ts';
import { elementsBelow, type MarkupElement, type MarkupNode } from './markup-tree.ts';

/** Tags that hold no words of a text. */
const silent = new Set(
  'script style noscript template iframe object embed form button select textarea input svg math head title link meta'.split(
    ' ',
  ),
);

export function isSilentElement({ tag, attributes }: MarkupElement): boolean {
  return (
    silent.has(tag) ||
    /display\s*:\s*none/i.test(attributes.style ?? '') ||
    attributes.hidden !== undefined
  );
}

const blockTags = new Set(
  'address article aside blockquote body caption center dd details div dl dt figcaption figure footer header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** What {@link blocksFromMarkup} finds beside the blocks. */
export interface MarkupContext {
  /** The number of the picture with this address, or undefined where it cannot be had. */
  readonly image: (source: string, alt: string) => number | undefined;
  readonly notes: Record<string, readonly Inline[]>;
  readonly review: string[];
}

/** The blocks of an HTML tree: fonts, spans and layout fall away, structure stays. */
export function blocksFromMarkup(root: MarkupElement, context: MarkupContext): Block[] {
  return new MarkupReader(context).read(root);
}

interface ListPlace {
  readonly isOrdered: boolean;
  next: number;
}

class MarkupReader {
  readonly #context: MarkupContext;
  readonly #blocks: Block[] = [];
  readonly #lists: ListPlace[] = [];
  #words: Inline[] = [];
  #isCentred = false;
  /** Set while the first words of a list item are read. */
  #item: { readonly number: number | undefined; readonly level: number } | undefined;

  constructor(context: MarkupContext) {
    this.#context = context;
  }

  read(root: MarkupElement): Block[] {
    this.#children(root.children, false);
    this.#flush();
    return this.#blocks;
  }

  #children(nodes: readonly MarkupNode[], strong: boolean): void {
    for (const node of nodes) {
      if (typeof node === 'string') this.#text(node, strong);
      else this.#element(node, strong);
    }
  }

  #text(text: string, strong: boolean): void {
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (words !== '') this.#words.push({ kind: 'text', text: words, strong });
  }

  #element(element: MarkupElement, strong: boolean): void {
    const { tag, attributes, children } = element;
    if (isSilentElement(element)) return;
    const depth = /^h([1-6])$/.exec(tag)?.[1];
    if (depth !== undefined) {
      this.#flush();
      this.#children(children, false);
      const words = this.#take().map((word) =>
        word.kind === 'text' ? { ...word, strong: false } : word,
      );
      const level = attributes.class === 'title' ? 0 : Number(depth);
      if (words.length > 0) this.#blocks.push({ kind: 'heading', depth: level, words });
    } else if (tag === 'table') {
      this.#flush();
      this.#table(element);
    } else if (tag === 'ol' || tag === 'ul') {
      this.#flush();
      this.#lists.push({ isOrdered: tag === 'ol', next: Number(attributes.start) || 1 });
      this.#children(children, false);
      this.#flush();
      this.#lists.pop();
    } else if (tag === 'li') this.#listItem(element);
    else if (tag === 'br') this.#words.push({ kind: 'break' });
    else if (tag === 'img') this.#image(attributes);
    else if (tag === 'a') this.#link(element, strong);
    else if (tag === 'sup' || tag === 'sub') this.#shifted(element);
    else if (blockTags.has(tag)) {
      this.#flush();
      this.#isCentred =
        attributes.align === 'center' ||
        attributes.class === 'centred' ||
        tag === 'center' ||
        /text-align\s*:\s*center/i.test(attributes.style ?? '');
      this.#children(children, strong);
      this.#flush();
    } else {
      const isStrong =
        tag === 'strong' ||
        tag === 'b' ||
        /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(attributes.style ?? '');
      this.#children(children, strong || isStrong);
    }
  }

  #listItem({ attributes, children }: MarkupElement): void {
    this.#flush();
    const note = /^(?:footnote|endnote)-\d+$/.exec(attributes.id ?? '')?.[0];
    if (note !== undefined) {
      const words = new MarkupReader(this.#context).read({ tag: '', attributes: {}, children });
      this.#context.notes[note] = words.flatMap((block) => ('words' in block ? block.words : []));
      return;
    }
    const list = this.#lists.at(-1);
    const number = list?.isOrdered === true ? list.next : undefined;
    if (list !== undefined) list.next += 1;
    this.#item = { number, level: Math.max(0, this.#lists.length - 1) };
    this.#children(children, false);
    this.#flush();
    this.#item = undefined;
  }

  #image({ src = '', alt = '' }: Readonly<Record<string, string>>): void {
    const image = this.#context.image(src, alt);
    if (image !== undefined) this.#words.push({ kind: 'image', image });
  }

  #link(element: MarkupElement, strong: boolean): void {
    const { href = '' } = element.attributes;
    // A back link of a footnote.
    if (/^#(?:footnote|endnote)-ref-\d+$/.test(href)) return;
    const isPlain = [...elementsBelow(element)].every(({ tag }) => /^(?:span|font|u)$/.test(tag));
    if (!/^(?:https?:|mailto:|tel:)[^\s<>]*$/i.test(href) || !isPlain) {
      this.#children(element.children, strong);
      return;
    }
    const text = plainText(element).trim();
    if (text !== '') this.#words.push({ kind: 'link', text, href });
  }

  #shifted(element: MarkupElement): void {
    for (const { tag, attributes } of elementsBelow(element)) {
      const note =
        tag === 'a' ? /^#((?:footnote|endnote)-\d+)$/.exec(attributes.href ?? '')?.[1] : undefined;
      if (note !== undefined) {
        this.#words.push({ kind: 'note', note });
        return;
      }
    }
    const text = plainText(element).trim();
    if (text !== '') this.#words.push({ kind: element.tag === 'sup' ? 'raised' : 'lowered', text });
  }

  #table(table: MarkupElement): void {
    const rows: TableCell[][] = [];
    const visit = (element: MarkupElement, isHead: boolean): void => {
      for (const child of element.children) {
        if (typeof child === 'string') continue;
        if (child.tag === 'tr') {
          const cells = child.children.filter(
            (cell): cell is MarkupElement => typeof cell !== 'string' && /^t[hd]$/.test(cell.tag),
          );
          rows.push(cells.map((cell) => this.#cell(cell, isHead)));
        } else if (child.tag === 'caption') this.#element({ ...child, tag: 'p' }, false);
        else visit(child, isHead || child.tag === 'thead');
      }
    };
    visit(table, false);
    const filled = rows.filter((row) => row.length > 0);
    // A frame around a text is laid out, not tabulated.
    const [only] = filled.flat();
    if (filled.length === 1 && filled[0]?.length === 1 && only !== undefined) {
      for (const cell of elementsBelow(table)) {
        if (!/^t[hd]$/.test(cell.tag)) continue;
        this.#children(cell.children, false);
        this.#flush();
        return;
      }
    }
    if (filled.length > 0) this.#blocks.push({ kind: 'table', rows: filled });
  }

  #cell(cell: MarkupElement, isHead: boolean): TableCell {
    const blocks = new MarkupReader(this.#context).read({ ...cell, tag: '' });
    const lines = blocks.flatMap((block) => {
      if (block.kind !== 'table') {
        if (block.kind === 'item' && block.number !== undefined)
          this.#context.review.push('表格里的自动序号没有保留，请对照原件补上。');
        return [block.words];
      }
      this.#context.review.push('表格里套着表格，里面的已按行展开，请对照原件。');
      return block.rows.flat().flatMap(({ lines: inner }) => inner);
    });
    const span = (written: string | undefined) => Math.min(100, Math.max(1, Number(written) || 1));
    return {
      lines,
      isHeader: isHead || cell.tag === 'th',
      columns: span(cell.attributes.colspan),
      rows: span(cell.attributes.rowspan),
    };
  }

  #take(): Inline[] {
    const words = trimmed(this.#words);
    this.#words = [];
    return words;
  }

  #flush(): void {
    const words = this.#take();
    if (words.length === 0) return;
    if (this.#item !== undefined) this.#blocks.push({ kind: 'item', ...this.#item, words });
    else this.#blocks.push({ kind: 'paragraph', words, isCentred: this.#isCentred });
    this.#item = undefined;
  }
}

function plainText(element: MarkupElement): string {
  return element.children
    .map((child) =>
      typeof child === 'string' ? child : isSilentElement(child) ? '' : plainText(child),
    )
    .join('')
    .replace(/[ \t\r\n\f]+/g, ' ');
}

/** Without white space and breaks at both ends; nothing where there are no words. */
function trimmed(words: readonly Inline[]): Inline[] {
  const kept = [...words];
  const isEmpty = (word: Inline | undefined) =>
    word !== undefined &&
    (word.kind === 'break' || (word.kind === 'text' && /^\s*$/.test(word.text)));
  while (isEmpty(kept[0])) kept.shift();
  while (isEmpty(kept.at(-1))) kept.pop();
  const [first] = kept;
  if (first?.kind === 'text') kept[0] = { ...first, text: first.text.trimStart() };
  const last = kept.at(-1);
  if (last?.kind === 'text') kept[kept.length - 1] = { ...last, text: last.text.trimEnd() };
  return kept;
}

import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { type Schema, sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { type Features, markdownToHast } from 'satteri';
import type { ReportBody, ReportHeading, ReportImage } from '../../model/report.ts';
import { element } from './element.ts';
import { headingIds } from './heading-ids.ts';
import { pageSanitiserSchema, sanitiserSchema } from './html-policy.ts';
import { markPhrases } from './line-breaks.ts';
import { literalAddressEnd } from './literal-address.ts';
import { resolveImage } from './resolve-image.ts';
import { type LinkContext, resolveLink } from './resolve-link.ts';
import type { RawHtml } from './scan-html.ts';
import { keepWithTable, layTable, withCaptions } from './table-layout.ts';

/** The front matter is cut off before; smart punctuation stays off: a record keeps its characters. */
const features: Features = { frontmatter: false, gfm: true };

export interface RenderedMarkdown {
  readonly body: ReportBody;
  /** Every id of the body that a link may point at. */
  readonly anchors: ReadonlySet<string>;
  /** Han characters, letters and digits that a reader sees. */
  readonly characters: number;
}

/** Parses with positions, for the checks; raw HTML stays as `raw` nodes. */
export function parseMarkdown(markdown: string): Root {
  return asRoot(markdownToHast(markdown, { features }));
}

export function rawHtmlOf(tree: Root): readonly RawHtml[] {
  const pieces: RawHtml[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'raw')
      pieces.push({ value: node.value, line: node.position?.start.line ?? 1 });
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return pieces;
}

/**
 * Renders a body from its parsed tree (which is used up); only a body with raw HTML is parsed
 * a second time, into real elements, so that the sanitiser sees what a browser would.
 */
export function renderMarkdown(
  markdown: string,
  parsed: Root,
  hasRawHtml: boolean,
  context: LinkContext,
): RenderedMarkdown {
  const tree = hasRawHtml
    ? asRoot(
        markdownToHast(markdown, { features: { ...features, rawHtml: true }, position: false }),
      )
    : parsed;
  return renderTree(tree, sanitiserSchema, context);
}

/** Renders a page of `content/pages/` from its tree (parse-page.ts), which is used up. */
export function renderPage(tree: Root, context: LinkContext): RenderedMarkdown {
  return renderTree(tree, pageSanitiserSchema, context);
}

function renderTree(tree: Root, schema: Schema, context: LinkContext): RenderedMarkdown {
  rewriteLinks(tree, context);
  const clean = asRoot(sanitize(tree, schema));
  const builder = new BodyBuilder(context);
  const children = builder.build(clean);
  return {
    body: {
      html: toHtml({ type: 'root', children }),
      headings: builder.headings,
      images: builder.images,
    },
    anchors: builder.anchors,
    characters: builder.characters,
  };
}

function asRoot(node: Nodes): Root {
  return node.type === 'root' ? node : { type: 'root', children: [node as RootContent] };
}

/** Before the sanitiser, so that it also judges the addresses that we made. */
function rewriteLinks(node: Root | Element, context: LinkContext): void {
  endLiteralAddresses(node);
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (
      child.tagName === 'a' &&
      typeof child.properties.href === 'string' &&
      !isFootnoteLink(child)
    ) {
      child.properties.href = resolveLink(child.properties.href, context).href;
    }
    rewriteLinks(child, context);
  }
}

/**
 * Puts what is no part of an address that stands bare in a sentence behind its link. What was put into brackets is
 * meant as a whole; in a body with HTML, whose second reading tells no positions, punctuation alone ends an address.
 */
function endLiteralAddresses(node: Root | Element): void {
  for (let i = node.children.length - 1; i >= 0; i--) {
    const link = node.children[i];
    if (link?.type !== 'element' || link.tagName !== 'a') continue;
    const [text, ...others] = link.children;
    const { href } = link.properties;
    if (text?.type !== 'text' || others.length > 0 || typeof href !== 'string') continue;
    const { value } = text;
    const start = ['', 'http://'].find((scheme) => isSameAddress(href, scheme + value));
    if (start === undefined) continue;
    const typed = lengthTyped(link);
    if (typed !== undefined && typed !== value.length) continue;
    const end = literalAddressEnd(value, typed === undefined);
    if (end === value.length) continue;
    link.properties.href = start + value.slice(0, end);
    text.value = value.slice(0, end);
    node.children.splice(i + 1, 0, { type: 'text', value: value.slice(end) });
  }
}

function lengthTyped({ position }: Element): number | undefined {
  const { start, end } = position ?? {};
  return start?.offset === undefined || end?.offset === undefined
    ? undefined
    : end.offset - start.offset;
}

function isSameAddress(href: string, typed: string): boolean {
  return href === typed || href === encodeURI(typed).replace(/%25/g, '%');
}

function isFootnoteLink(link: Element): boolean {
  return (
    (link.properties.dataFootnoteRef !== undefined ||
      link.properties.dataFootnoteBackref !== undefined) &&
    String(link.properties.href).startsWith('#')
  );
}

const headingTag = /^h[1-6]$/;

/** Turns the sanitised tree into the page's markup: headings, tables, images, links, footnotes. */
class BodyBuilder {
  readonly headings: ReportHeading[] = [];
  readonly images: ReportImage[] = [];
  readonly anchors = new Set<string>();
  characters = 0;
  readonly #context: LinkContext;
  #headingLevels = new Map<string, number>();
  #headingIds: string[] = [];
  #tables = 0;
  /** How often each footnote has been referred to so far. */
  readonly #references = new Map<number, number>();
  #footnoteSection: Element | undefined;
  #notes: readonly Element[] = [];

  constructor(context: LinkContext) {
    this.#context = context;
  }

  build(root: Root): RootContent[] {
    const { section, notes } = footnotesOf(root);
    this.#footnoteSection = section;
    this.#notes = notes;
    const headings = elementsOf(root, (node) => headingTag.test(node.tagName)).filter(
      // Sätteri's own heading of the footnotes is written anew.
      (heading) => section?.children.includes(heading) !== true,
    );
    const filled = headings.filter((heading) => headingText(heading) !== '');
    // The page's h1 is the title: the body's levels, however many it uses, begin at h2 in their order.
    const levels = [...new Set(filled.map((heading) => heading.tagName))].sort();
    this.#headingLevels = new Map(levels.map((tag, index) => [tag, Math.min(index + 2, 6)]));
    this.#headingIds = headingIds(filled.map(headingText));
    return this.#all(root.children) as RootContent[];
  }

  #all(nodes: readonly (RootContent | ElementContent)[]): ElementContent[] {
    const built: ElementContent[] = [];
    for (const node of withCaptions(nodes)) {
      if (node.type === 'text') {
        this.characters += countCharacters(node.value);
        built.push(node);
      } else if (node.type === 'element') {
        built.push(...this.#element(node));
      }
    }
    keepWithTable(built);
    return built;
  }

  #element(element: Element): ElementContent[] {
    alignByClass(element);
    const { tagName, properties } = element;
    if (headingTag.test(tagName)) return this.#heading(element);
    if (tagName === 'img') return this.#image(element);
    if (tagName === 'input') {
      const done = properties.checked === true;
      return [
        {
          type: 'element',
          tagName: 'span',
          properties: { role: 'img', ariaLabel: done ? '已完成' : '未完成' },
          children: [{ type: 'text', value: done ? '☑' : '☐' }],
        },
      ];
    }
    if (element === this.#footnoteSection) return this.#footnotes();
    if (tagName === 'section') delete properties.dataFootnotes;
    if (tagName === 'a') return this.#link(element);
    if (tagName === 'table') return this.#table(element);
    element.children = this.#all(element.children);
    markAlone(element);
    return [element];
  }

  #heading(heading: Element): ElementContent[] {
    const text = headingText(heading);
    if (text === '') return [];
    const depth = this.#headingLevels.get(heading.tagName) ?? 2;
    const id = this.#headingIds[this.headings.length] ?? '';
    this.headings.push({ depth, id, text });
    this.anchors.add(id);
    heading.tagName = `h${depth}`;
    heading.properties.id = id;
    heading.children = this.#all(heading.children);
    markPhrases(heading);
    // Beside the heading, not inside it: a screen reader would read the link as part of its name.
    return [
      element('div', { className: ['heading-row'] }, [
        heading,
        element(
          'a',
          { className: ['heading-link'], href: `#${id}`, ariaLabel: `本节链接：${text}` },
          [{ type: 'text', value: '#' }],
        ),
      ]),
    ];
  }

  #image(image: Element): ElementContent[] {
    const target = resolveImage(String(image.properties.src ?? ''), this.#context);
    if (target.kind !== 'file') return [];
    const alt = String(image.properties.alt ?? '').trim();
    const title = image.properties.title;
    this.images.push({
      file: target.file,
      alt,
      ...(typeof title === 'string' && title !== '' ? { title } : {}),
    });
    return [element('img', { dataArchiveImage: String(this.images.length - 1) }, [])];
  }

  #link(link: Element): ElementContent[] {
    const { href } = link.properties;
    if (link.properties.dataFootnoteRef !== undefined) return this.#reference(link);
    if (link.properties.role === 'doc-backlink') return [link];
    link.children = this.#all(link.children);
    if (typeof href !== 'string') return link.children;
    link.properties = { href, ...(link.properties.title ? { title: link.properties.title } : {}) };
    if (/^https?:/i.test(href)) link.properties.rel = ['noopener'];
    return [link];
  }

  #table(table: Element): ElementContent[] {
    this.#tables += 1;
    const label = tableLabel(table, this.#tables);
    markHeaderCells(table);
    labelCells(table);
    table.children = this.#all(table.children);
    const { classes, columns } = layTable(table);
    return [
      element(
        'div',
        {
          className: ['table-scroll', ...classes],
          role: 'region',
          tabIndex: 0,
          ariaLabel: label,
          // Shown by CSS, so that it is no word of the record.
          ...(columns > 2 && { dataText: `共${columns}列，看不全时可左右滚动` }),
        },
        [table],
      ),
    ];
  }

  #reference(link: Element): ElementContent[] {
    const number = Number(textOf(link));
    if (!(Number.isInteger(number) && number >= 1 && number <= this.#notes.length)) {
      return this.#all(link.children);
    }
    const time = (this.#references.get(number) ?? 0) + 1;
    this.#references.set(number, time);
    const id = referenceId(number, time);
    this.anchors.add(id);
    return [
      element(
        'a',
        { href: `#note-${number}`, id, role: 'doc-noteref', ariaLabel: `脚注 ${number}` },
        [{ type: 'text', value: String(number) }],
      ),
    ];
  }

  #footnotes(): ElementContent[] {
    for (const [index, note] of this.#notes.entries()) {
      const number = index + 1;
      const id = `note-${number}`;
      this.anchors.add(id);
      note.properties = { id };
      const backLinks = elementsOf(
        note,
        (node) => node.properties.dataFootnoteBackref !== undefined,
      );
      for (const [at, back] of backLinks.entries()) {
        back.properties = {
          href: `#${referenceId(number, at + 1)}`,
          role: 'doc-backlink',
          ariaLabel:
            at === 0 ? `返回正文（脚注 ${number}）` : `返回正文（脚注 ${number} 第 ${at + 1} 处）`,
        };
        // U+FE0E: the arrow as text, never as an emoji.
        back.children = [{ type: 'text', value: '↩\uFE0E' }];
      }
      note.children = this.#all(note.children);
    }
    return [
      element(
        'section',
        { className: ['footnotes'], role: 'doc-endnotes', ariaLabelledBy: ['note-label'] },
        [
          element('h2', { id: 'note-label' }, [{ type: 'text', value: '脚注' }]),
          element('ol', {}, [...this.#notes]),
        ],
      ),
    ];
  }
}

function referenceId(number: number, time: number): string {
  return time === 1 ? `note-ref-${number}` : `note-ref-${number}-${time}`;
}

function elementsOf(root: Root | Element, wanted: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const visit = (node: Root | Element): void => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (wanted(child)) found.push(child);
      visit(child);
    }
  };
  visit(root);
  return found;
}

/** Sätteri puts its footnotes last; raw HTML that claims to be such a section comes before. */
function footnotesOf(root: Root): { section: Element | undefined; notes: readonly Element[] } {
  const section = elementsOf(
    root,
    (node) => node.tagName === 'section' && node.properties.dataFootnotes !== undefined,
  ).at(-1);
  const list = section?.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'ol',
  );
  const notes = list?.children.filter((child): child is Element => child.type === 'element') ?? [];
  return { section: notes.length > 0 ? section : undefined, notes };
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** A heading's words: without footnote numbers, with single spaces. */
function headingText(heading: Element): string {
  const words = (node: ElementContent): string => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element' || node.properties.dataFootnoteRef !== undefined) return '';
    return node.tagName === 'br' ? ' ' : node.children.map(words).join('');
  };
  return heading.children.map(words).join('').replace(/\s+/g, ' ').trim();
}

/** A policy without inline styles has no place for `style`: alignment becomes a class. */
function alignByClass(node: Element): void {
  const { align, style, ...rest } = node.properties;
  const side = typeof align === 'string' ? align : /center|right/.exec(String(style ?? ''))?.[0];
  node.properties = rest;
  if (side === 'center' || side === 'right') node.properties.className = [`align-${side}`];
}

/**
 * A link that is a whole paragraph or list item is a target of its own, not one inside a sentence (WCAG
 * 2.5.5), and an image that is one needs no indent; CSS cannot tell either from one with text beside it.
 */
function markAlone(block: Element): void {
  if (!/^(p|li)$/.test(block.tagName)) return;
  const [only, ...others] = block.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  if (only?.type !== 'element' || others.length > 0) return;
  if (only.tagName === 'a' && only.properties.role === undefined) {
    only.properties.className = ['alone'];
  }
  if (only.tagName === 'img' && block.tagName === 'p') block.properties.className = ['picture'];
}

const longestTableLabel = 40;

function tableLabel(table: Element, number: number): string {
  const caption = table.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'caption',
  );
  const header = elementsOf(table, (cell) => cell.tagName === 'th');
  const words = (caption === undefined ? header.map(textOf) : [textOf(caption)])
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join('、');
  const shown = [...words];
  const name =
    shown.length > longestTableLabel ? `${shown.slice(0, longestTableLabel).join('')}…` : words;
  return name === '' ? `表格 ${number}` : `表格 ${number}：${name}`;
}

/** Header cells say what they head; a header without words heads nothing. */
function markHeaderCells(table: Element): void {
  const empty = (cell: Element) =>
    textOf(cell).trim() === '' && elementsOf(cell, isImage).length === 0;
  for (const section of table.children) {
    if (section.type !== 'element') continue;
    const header = section.tagName === 'thead';
    for (const cell of elementsOf(section, (node) => node.tagName === 'th')) {
      if (empty(cell)) cell.tagName = 'td';
      else cell.properties.scope ??= header ? 'col' : 'row';
    }
  }
  // Markdown demands a header row even where the original table has none.
  table.children = table.children.filter(
    (section) =>
      !(
        section.type === 'element' &&
        section.tagName === 'thead' &&
        elementsOf(section, (node) => /^t[hd]$/.test(node.tagName)).every(empty)
      ),
  );
}

/**
 * Gives each cell its column's header as `data-label`, shown where a mode makes cards of rows, and the
 * table the class of such tables. Only where every row has one cell for each header, nothing spanned.
 */
function labelCells(table: Element): void {
  const rows = elementsOf(table, (node) => node.tagName === 'tr').map((row) => ({
    inHead: table.children.some(
      (section) =>
        section.type === 'element' && section.tagName === 'thead' && section.children.includes(row),
    ),
    cells: row.children.filter((cell): cell is Element => cell.type === 'element'),
  }));
  const [head, ...body] = rows;
  const isPlain = rows.every(
    ({ cells }) =>
      cells.length === head?.cells.length &&
      cells.every(({ properties }) => !(properties.colSpan || properties.rowSpan)),
  );
  const nested = elementsOf(table, (node) => node.tagName === 'table').length > 0;
  if (!head?.inHead || body.length === 0 || body.some(({ inHead }) => inHead)) return;
  if (!isPlain || nested || head.cells.length < 2) return;
  table.properties.className = ['table-cards'];
  const labels = head.cells.map((cell) => textOf(cell).replace(/\s+/g, ' ').trim());
  for (const { cells } of body) {
    for (const [index, cell] of cells.entries()) {
      const label = labels[index];
      if (cell.tagName === 'td' && label) cell.properties.dataLabel = label;
    }
  }
}

function isImage(node: Element): boolean {
  return node.tagName === 'img';
}

/** For each UTF-16 code unit of the Basic Multilingual Plane, 1 when it is a letter or a digit. */
const countedUnits = new Uint8Array(0x10000).map((_, unit) =>
  /[\p{L}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 0,
);

function countCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      // Beyond that plane: rare Han in names and places.
      const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
      if (/[\p{L}\p{N}]/u.test(character)) count += 1;
      index += character.length - 1;
    } else count += countedUnits[unit] ?? 0;
  }
  return count;
}

import type JSZip from 'jszip';
import { elementsBelow, type MarkupElement, parseMarkup, textBelow } from './markup-tree.ts';
import { FieldState } from './word-fields.ts';
import { isContentsControl } from './word-labels.ts';
import { mathPieces } from './word-math.ts';
import { symbolOf } from './word-symbols.ts';

/** What mammoth passes over in a document's XML, or reads otherwise: if none of it is there, the XML stays as it is. */
const passedOver =
  /<(?:w:fldSimple|m:oMath|wps:txbx|w:sym|w:ruby|w:bdo|w:dir)[\s>]|<w:instrText[^>]*>\s*TOC\b|w:val="Table of Contents"/;

/** Around words, and nothing more. */
const wrappers = new Set(['w:fldSimple', 'm:oMathPara', 'w:bdo', 'w:dir', 'w:ruby', 'w:rubyBase']);

/**
 * `word/document.xml` so that mammoth finds all its words and no others: the words of simple fields in place of them,
 * equations as a line of characters, signs of fonts as characters, text in boxes that are written in the newer form alone
 * as in the older; readings above words and tables of contents left out.
 *
 * @param keepsContents takes a table of contents for text
 */
export function withAllWords(documentXml: string, keepsContents = false): string {
  if (!passedOver.test(documentXml)) return documentXml;
  const { root } = parseMarkup(documentXml, { xml: true });
  return `<?xml version="1.0" encoding="UTF-8"?>${new WordWriter(keepsContents).inner(root)}`;
}

class WordWriter {
  readonly #fields = new FieldState();
  readonly #keepsContents: boolean;
  #isContents = false;

  constructor(keepsContents: boolean) {
    this.#keepsContents = keepsContents;
  }

  inner({ children }: MarkupElement): string {
    return children
      .map((node) => (typeof node === 'string' ? escaped(node) : this.#written(node)))
      .join('');
  }

  #written(element: MarkupElement): string {
    const { tag, attributes } = element;
    if (wrappers.has(tag)) return this.inner(element);
    switch (tag) {
      case 'w:rt':
      case 'w:rubyPr':
        return '';
      case 'w:fldChar':
        this.#fields.sign(attributes['w:fldCharType'] ?? '');
        break;
      case 'w:instrText':
        this.#fields.instruction(textBelow(element));
        break;
      case 'w:t':
        if (this.#isContents || (!this.#keepsContents && this.#fields.isContents)) return '';
        break;
      case 'w:sym':
        return `<w:t>${escaped(symbolOf(attributes))}</w:t>`;
      case 'm:oMath':
        return mathPieces(element)
          .map(
            ({ text, shift }) =>
              `<w:r><w:rPr>${shift === undefined ? '' : `<w:vertAlign w:val="${shift}"/>`}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`,
          )
          .join('');
      case 'mc:AlternateContent': {
        const choice = childOf(element, 'mc:Choice');
        const fallback = childOf(element, 'mc:Fallback');
        if (choice === undefined || !hasWords(choice) || (fallback && hasWords(fallback))) break;
        return this.#boxesOf(choice);
      }
      case 'mc:Choice':
        // Mammoth reads the other form, and fields are counted once.
        return '';
      case 'w:drawing':
        if (hasWords(element)) return this.#boxesOf(element);
        break;
      case 'w:sdt':
        if (this.#keepsContents || this.#isContents || !isContentsControl(element)) break;
        this.#isContents = true;
        try {
          return this.#plain(element);
        } finally {
          this.#isContents = false;
        }
    }
    return this.#plain(element);
  }

  #plain(element: MarkupElement): string {
    const { tag, attributes } = element;
    const names = Object.entries(attributes).map(([name, text]) => ` ${name}="${escaped(text)}"`);
    return `<${tag}${names.join('')}>${this.inner(element)}</${tag}>`;
  }

  /** The texts of the boxes of a drawing, in boxes of the older form. */
  #boxesOf(drawing: MarkupElement): string {
    let boxes = '';
    for (const element of elementsBelow(drawing)) {
      if (element.tag === 'w:txbxContent')
        boxes += `<w:pict><v:shape><v:textbox>${this.#plain(element)}</v:textbox></v:shape></w:pict>`;
    }
    return boxes;
  }
}

function hasWords(element: MarkupElement): boolean {
  for (const { tag, children } of elementsBelow(element))
    if (tag === 'w:t' && children.length > 0) return true;
  return false;
}

function childOf(element: MarkupElement, tag: string): MarkupElement | undefined {
  return element.children.find(
    (one): one is MarkupElement => typeof one !== 'string' && one.tag === tag,
  );
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A drawing whose words are no part of the text: they are listed, and somebody writes what they say. */
export interface WordFigure {
  /** In Chinese. */
  readonly name: string;
  /** Its words, as they stand in it. */
  readonly words: readonly string[];
}

const figures: readonly (readonly [part: RegExp, name: string, words: ReadonlySet<string>])[] = [
  [/^word\/diagrams\/data\d*\.xml$/, 'SmartArt 图示', new Set(['a:t'])],
  [/^word\/charts\/chart\d*\.xml$/, '图表', new Set(['a:t', 'c:v'])],
];

/** The SmartArt drawings and charts of a Word file. */
export async function wordFigures(file: JSZip): Promise<WordFigure[]> {
  const found: WordFigure[] = [];
  for (const [part, name, tags] of figures) {
    for (const entry of file.file(part)) {
      const { root } = parseMarkup(await entry.async('string'), { xml: true });
      const words = [...elementsBelow(root)]
        .filter(({ tag }) => tags.has(tag))
        .map((element) => textBelow(element).trim())
        .filter((text) => text !== '');
      found.push({ name, words: [...new Set(words)] });
    }
  }
  return found;
}

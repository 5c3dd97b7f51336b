import type JSZip from 'jszip';
import { elementsBelow, type MarkupElement, parseMarkup, textBelow } from './markup-tree.ts';
import { mathPieces } from './word-math.ts';

/** What mammoth passes over in a document's XML: if none of it is there, the XML stays as it is. */
const passedOver = /<(?:w:fldSimple|m:oMath|wps:txbx|wps:wsp)[\s>]/;

/**
 * `word/document.xml` so that mammoth finds all its words: the words of simple fields in place of them, equations as
 * a line of characters, and text in boxes that are written in the newer form alone as in the older.
 */
export function withAllWords(documentXml: string): string {
  if (!passedOver.test(documentXml)) return documentXml;
  const { root } = parseMarkup(documentXml, { xml: true });
  return `<?xml version="1.0" encoding="UTF-8"?>${root.children.map((node) => (typeof node === 'string' ? '' : written(node))).join('')}`;
}

function written(element: MarkupElement): string {
  const { tag, attributes, children } = element;
  const inner = () =>
    children.map((node) => (typeof node === 'string' ? escaped(node) : written(node))).join('');
  switch (tag) {
    case 'w:fldSimple':
    case 'm:oMathPara':
      return inner();
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
      return boxesOf(choice);
    }
    case 'w:drawing':
      if (hasWords(element)) return boxesOf(element);
  }
  const names = Object.entries(attributes).map(([name, text]) => ` ${name}="${escaped(text)}"`);
  return `<${tag}${names.join('')}>${inner()}</${tag}>`;
}

/** The texts of the boxes of a drawing, in boxes of the older form. */
function boxesOf(drawing: MarkupElement): string {
  let boxes = '';
  for (const element of elementsBelow(drawing)) {
    if (element.tag === 'w:txbxContent')
      boxes += `<w:pict><v:shape><v:textbox>${written(element)}</v:textbox></v:shape></w:pict>`;
  }
  return boxes;
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

import { elementsBelow, type MarkupElement, parseMarkup, textBelow } from './markup-tree.ts';
import { FieldState } from './word-fields.ts';
import { mathPieces } from './word-math.ts';
import { symbolOf } from './word-symbols.ts';

/** A paragraph of a Word file as a reader of its own sees it: its words and the number Word draws before it. */
export interface WordParagraph {
  readonly text: string;
  /** `（一）`; empty where there is none. */
  readonly label: string;
  /** The words without what fields work out anew when the file is opened: today's date, page numbers, the file's name. */
  readonly lasting: string;
  /** Words of a table of contents, which are no part of the text: its pages are those of the paper. */
  readonly contents: string;
}

interface Level {
  readonly format: string;
  /** `（%1）` */
  readonly pattern: string;
  readonly start: number;
  /** Begins anew after levels below this one (from 1); 0 for never, undefined after every outer one. */
  readonly restart: number | undefined;
  /** `w:isLgl`: all numbers of the label are written as digits. */
  readonly isInDigits: boolean;
}

/** Not words of the text: deleted or moved away, instructions of fields, readings above a word. */
const leftOut = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'w:delText', 'w:rt']);

/** Whether a content control is a table of contents that Word made. */
export function isContentsControl({ tag, children }: MarkupElement): boolean {
  if (tag !== 'w:sdt') return false;
  const properties = children.find(
    (one): one is MarkupElement => typeof one !== 'string' && one.tag === 'w:sdtPr',
  );
  if (properties === undefined) return false;
  return [...elementsBelow(properties)].some(
    (one) => one.tag === 'w:docPartGallery' && value(one) === 'Table of Contents',
  );
}

/** Of two forms of a drawing the older, unless only the newer has words. */
function readForms({ tag, children }: MarkupElement): readonly MarkupElement['children'][number][] {
  if (tag !== 'mc:AlternateContent') return children;
  const forms = children.filter((node): node is MarkupElement => typeof node !== 'string');
  const hasWords = (form: MarkupElement) =>
    [...elementsBelow(form)].some((one) => one.tag === 'w:t');
  const older = forms.find((form) => form.tag === 'mc:Fallback');
  const newer = forms.find((form) => form.tag === 'mc:Choice' && hasWords(form));
  if (older !== undefined && (newer === undefined || hasWords(older))) return [older];
  return newer === undefined ? [] : [newer];
}

/**
 * Reads the paragraphs of `word/document.xml` in document order, with the numbers of `word/numbering.xml`.
 *
 * @param keepsContents takes a table of contents for text
 */
export function wordParagraphs(
  documentXml: string,
  numberingXml: string | undefined,
  stylesXml: string | undefined,
  keepsContents = false,
): WordParagraph[] {
  const numbering = new Numbering(numberingXml, stylesXml);
  const paragraphs: WordParagraph[] = [];
  const fields = new FieldState();
  const visit = (element: MarkupElement, isContents: boolean): void => {
    for (const child of readForms(element)) {
      if (typeof child === 'string' || leftOut.has(child.tag)) continue;
      const isInside = isContents || (!keepsContents && isContentsControl(child));
      if (child.tag === 'w:p') {
        const words = paragraphText(child, fields, isInside, keepsContents);
        const label = numbering.labelOf(child);
        paragraphs.push({ ...words, label: words.contents === '' ? label : '' });
      }
      visit(child, isInside);
    }
  };
  visit(parseMarkup(documentXml, { xml: true }).root, false);
  return paragraphs;
}

function paragraphText(
  paragraph: MarkupElement,
  fields: FieldState,
  isContents: boolean,
  keepsContents: boolean,
): Omit<WordParagraph, 'label'> {
  let text = '';
  let lasting = '';
  let contents = '';
  const add = (words: string) => {
    if (isContents || (!keepsContents && fields.isContents)) contents += words;
    else {
      text += words;
      if (!fields.isWorkedOut) lasting += words;
    }
  };
  const visit = (element: MarkupElement): void => {
    for (const child of readForms(element)) {
      if (typeof child === 'string') continue;
      if (child.tag === 'w:instrText') fields.instruction(textBelow(child));
      if (leftOut.has(child.tag)) continue;
      if (child.tag === 'w:t') add(textBelow(child));
      else if (child.tag === 'm:oMath') {
        // No other program writes an equation as a line.
        for (const piece of mathPieces(child)) text += piece.text;
      } else if (child.tag === 'w:noBreakHyphen') add('\u2011');
      else if (child.tag === 'w:softHyphen') add('\u00ad');
      // What other programs make of a font's sign is theirs.
      else if (child.tag === 'w:sym') text += symbolOf(child.attributes);
      else if (child.tag === 'w:fldChar') fields.sign(child.attributes['w:fldCharType'] ?? '');
      else if (child.tag === 'w:fldSimple') {
        fields.sign('begin');
        fields.instruction(child.attributes['w:instr'] ?? '');
        fields.sign('separate');
        visit(child);
        fields.sign('end');
      } else if (child.tag !== 'w:p') visit(child);
    }
  };
  visit(paragraph);
  return { text, lasting, contents };
}

class Numbering {
  readonly #levels = new Map<string, Map<number, Level>>();
  readonly #styles = new Map<
    string,
    { readonly id?: string; readonly level?: number; readonly basedOn?: string }
  >();
  readonly #counts = new Map<string, number[]>();
  /** Numberings of one definition count on together. */
  readonly #definitions = new Map<string, string>();
  /** Where a numbering begins anew, level by level, when it is first used: `w:startOverride`. */
  readonly #starts = new Map<string, Map<number, number>>();

  constructor(numberingXml: string | undefined, stylesXml: string | undefined) {
    if (numberingXml !== undefined)
      this.#readNumbering(parseMarkup(numberingXml, { xml: true }).root);
    if (stylesXml !== undefined) this.#readStyles(parseMarkup(stylesXml, { xml: true }).root);
  }

  labelOf(paragraph: MarkupElement): string {
    const properties = child(paragraph, 'w:pPr');
    if (properties === undefined) return '';
    const own = child(properties, 'w:numPr');
    const style = this.#style(value(child(properties, 'w:pStyle')));
    const id = value(own && child(own, 'w:numId')) ?? style.id;
    const level = Number(value(own && child(own, 'w:ilvl')) ?? style.level ?? 0);
    const levels = id === undefined ? undefined : this.#levels.get(id);
    const wanted = levels?.get(level);
    if (id === undefined || levels === undefined || wanted === undefined) return '';
    const key = this.#definitions.get(id) ?? id;
    const counts = this.#counts.get(key) ?? [];
    const anew = this.#starts.get(id)?.get(level);
    this.#starts.get(id)?.delete(level);
    counts[level] = anew ?? (counts[level] ?? wanted.start - 1) + 1;
    for (let deeper = level + 1; deeper < counts.length; deeper += 1) {
      const restart = levels.get(deeper)?.restart;
      if (restart === undefined || level < restart) delete counts[deeper];
    }
    this.#counts.set(key, counts);
    if (wanted.format === 'bullet' || wanted.format === 'none') return '';
    return wanted.pattern.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const inner = levels.get(at);
      const format = wanted.isInDigits ? 'decimal' : (inner?.format ?? 'decimal');
      return numberIn(format, counts[at] ?? inner?.start ?? 1);
    });
  }

  #style(id: string | undefined): { id?: string; level?: number } {
    let at = id;
    for (let depth = 0; at !== undefined && depth < 20; depth += 1) {
      const style = this.#styles.get(at);
      if (style?.id !== undefined) return { id: style.id, level: style.level ?? 0 };
      at = style?.basedOn;
    }
    return {};
  }

  #readNumbering(root: MarkupElement): void {
    const abstract = new Map<string, Map<number, Level>>();
    for (const element of elementsBelow(root)) {
      if (element.tag === 'w:abstractNum')
        abstract.set(element.attributes['w:abstractNumId'] ?? '', levelsOf(element));
      else if (element.tag === 'w:num') this.#readNumber(element, abstract);
    }
  }

  #readNumber(element: MarkupElement, abstract: ReadonlyMap<string, Map<number, Level>>): void {
    const id = element.attributes['w:numId'] ?? '';
    const definition = value(child(element, 'w:abstractNumId')) ?? '';
    const levels = abstract.get(definition);
    if (levels === undefined) return;
    this.#levels.set(id, new Map([...levels, ...levelsOf(element)]));
    this.#definitions.set(id, `a${definition}`);
    for (const override of element.children) {
      if (typeof override === 'string' || override.tag !== 'w:lvlOverride') continue;
      const start = value(child(override, 'w:startOverride'));
      if (start === undefined) continue;
      const starts = this.#starts.get(id) ?? new Map<number, number>();
      this.#starts.set(id, starts.set(Number(override.attributes['w:ilvl'] ?? 0), Number(start)));
    }
  }

  #readStyles(root: MarkupElement): void {
    for (const style of elementsBelow(root)) {
      if (style.tag !== 'w:style') continue;
      const properties = child(style, 'w:pPr');
      const numbers = properties && child(properties, 'w:numPr');
      const id = value(numbers && child(numbers, 'w:numId'));
      const basedOn = value(child(style, 'w:basedOn'));
      this.#styles.set(style.attributes['w:styleId'] ?? '', {
        ...(id !== undefined && { id }),
        level: Number(value(numbers && child(numbers, 'w:ilvl')) ?? 0),
        ...(basedOn !== undefined && { basedOn }),
      });
    }
  }
}

function levelsOf(element: MarkupElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of elementsBelow(element)) {
    if (level.tag !== 'w:lvl') continue;
    const restart = value(child(level, 'w:lvlRestart'));
    levels.set(Number(level.attributes['w:ilvl'] ?? 0), {
      format: value(child(level, 'w:numFmt')) ?? 'decimal',
      pattern: value(child(level, 'w:lvlText')) ?? '',
      start: Number(value(child(level, 'w:start')) ?? 1),
      restart: restart === undefined ? undefined : Number(restart),
      isInDigits: child(level, 'w:isLgl') !== undefined,
    });
  }
  return levels;
}

function child(element: MarkupElement, tag: string): MarkupElement | undefined {
  return element.children.find(
    (one): one is MarkupElement => typeof one !== 'string' && one.tag === tag,
  );
}

function value(element: MarkupElement | undefined): string | undefined {
  return element?.attributes['w:val'];
}

const hanDigits = '〇一二三四五六七八九';

/** A number as Word writes it in one of its formats; as digits where the format is not known. */
function numberIn(format: string, number: number): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCountingThousand':
      return hanNumber(number);
    case 'ideographDigital':
      return [...String(number)].map((digit) => hanDigits[Number(digit)]).join('');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return number <= 20 ? String.fromCodePoint(0x245f + number) : String(number);
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'[number - 1] ?? String(number);
    case 'ideographZodiac':
      return '子丑寅卯辰巳午未申酉戌亥'[number - 1] ?? String(number);
    case 'chineseLegalSimplified':
      return hanNumber(number).replace(/./g, (sign) => formalDigits[sign] ?? sign);
    case 'ideographEnclosedCircle':
      return number <= 10 ? String.fromCodePoint(0x327f + number) : String(number);
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'lowerLetter':
      return letters(number);
    case 'upperLetter':
      return letters(number).toUpperCase();
    case 'lowerRoman':
      return romanNumber(number).toLowerCase();
    case 'upperRoman':
      return romanNumber(number);
    case 'decimalFullWidth':
      return String(number).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    default:
      return String(number);
  }
}

/** The digits that cannot be changed on paper: 壹, 贰. */
const formalDigits: Readonly<Record<string, string>> = Object.fromEntries(
  [...'零一二三四五六七八九十百千'].map((sign, index) => [
    sign,
    [...'零壹贰叁肆伍陆柒捌玖拾佰仟'][index] ?? sign,
  ]),
);

/** a to z, then aa, bb. */
function letters(number: number): string {
  const letter = String.fromCharCode(97 + ((number - 1) % 26));
  return letter.repeat(Math.ceil(number / 26));
}

function romanNumber(number: number): string {
  const signs = ['M', 'CM', 'D', 'CD', 'C', 'XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I'];
  const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  let rest = Math.min(number, 5000);
  let text = '';
  for (const [index, value] of values.entries()) {
    for (; rest >= value; rest -= value) text += signs[index] ?? '';
  }
  return text;
}

/** 1 to 9999 as 一, 十二, 一百零三. */
function hanNumber(number: number): string {
  const units = ['', '十', '百', '千'];
  const digits = [...String(number)].map(Number);
  let text = '';
  let isZeroOpen = false;
  for (const [index, digit] of digits.entries()) {
    if (digit === 0) isZeroOpen = text !== '';
    else {
      text += `${isZeroOpen ? '零' : ''}${hanDigits[digit]}${units[digits.length - index - 1] ?? ''}`;
      isZeroOpen = false;
    }
  }
  return text.replace(/^一十/, '十');
}

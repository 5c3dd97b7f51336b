import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { isAside, joinsWords } from '../model/text-rules.ts';
import { decodedParts, decodedText, escapedText } from './character-references.ts';
import { convertJson } from './convert-json.ts';
import type { Converter } from './converter.ts';
import { type PageAddressOptions, traditionalAddresses } from './page-addresses.ts';
import { TextEdits } from './text-edits.ts';
import { languageTag, openGraphLocale } from './traditional-language.ts';

export interface ConvertPageOptions extends PageAddressOptions {
  readonly converter: Converter;
  /** Told of markup that cannot be followed; the text is then converted as if it were not there. */
  readonly onProblem?: ((problem: string) => void) | undefined;
}

interface Attribute {
  readonly name: string;
  start: number;
  end: number;
}

interface OpenElement {
  readonly name: string;
  readonly converts: boolean;
  readonly run: TextRun;
  /** What an editor fixed for this element's text (`data-traditional`), with how much of it is used. */
  readonly fixed: { readonly text: string; used: number; at: number } | undefined;
}

/** Text that reads on without a break, over the borders of inline elements. */
interface TextRun {
  text: string;
  parts: { start: number; end: number; at: number; text: string }[];
  /** Stretches whose target is settled. */
  settled: { at: number; target: string }[];
}

const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const textAttributes = new Set(
  'title alt label placeholder abbr summary aria-label aria-description aria-roledescription aria-valuetext aria-placeholder aria-braillelabel'.split(
    ' ',
  ),
);
const addressAttributes = new Set('href src action formaction poster cite data'.split(' '));
/** What decides how an element is taken, beside the attributes that are converted themselves. */
const decisiveAttributes = new Set(
  'translate lang type rel hreflang name property http-equiv content srcset value'.split(' '),
);
/** Whether each attribute name met so far matters at all: most are classes, ids and states. */
const matters = new Map<string, boolean>();
const dataTextAttribute = /^data-(?:label|text)(?:-|$)/;
const fileName =
  /^\s*[^\s/]+\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|rtf|csv|json|xml|txt|md|html?|zip|rar|7z|jpe?g|png|gif|webp|svg|avif|warc|gz|mp3|mp4)\s*$/i;
const chinese = /[\u2e80-\u9fff\uf900-\ufaff\ud840-\ud8bf]/;
/** Inside a run, something that is no text. */
const barrier = '\ufffc';

/**
 * Derives the Traditional twin of a finished Simplified page.
 *
 * Converts what a reader sees or hears — text, titles, descriptions, labels, alternative texts,
 * JSON-LD — and rewrites links between pages, the canonical address and `lang`. Every other byte
 * stays: addresses of files, ids, classes, scripts, styles, `<code>`, `translate="no"`, and elements
 * whose `lang` is not the page's (English, or Chinese quoted in one script on purpose). Each text
 * node and each attribute keeps its length.
 *
 * One place is fixed by hand with `<span data-traditional="覆">复</span>`.
 */
export function convertPage(html: string, options: ConvertPageOptions): string {
  return pageEdits(html, options).apply();
}

/** What {@link convertPage} writes instead of what, for whoever reads the Simplified page at the same time. */
export function pageEdits(html: string, options: ConvertPageOptions): TextEdits {
  const page = new PageConversion(html, options);
  const tokenizer = new Tokenizer({ decodeEntities: false }, page);
  tokenizer.write(html);
  tokenizer.end();
  return page.edits;
}

/** Names of files stay: whoever looks for the file finds it under its own name. */
function isFileName(text: string): boolean {
  return text.includes('.') && fileName.test(text);
}

function attributeMatters(name: string): boolean {
  let known = matters.get(name);
  if (known === undefined) {
    known =
      decisiveAttributes.has(name) ||
      addressAttributes.has(name) ||
      textAttributes.has(name) ||
      dataTextAttribute.test(name) ||
      /^data-(?:variant|traditional)/.test(name);
    matters.set(name, known);
  }
  return known;
}

class PageConversion implements TokenizerCallbacks {
  readonly #html: string;
  readonly #options: ConvertPageOptions;
  readonly edits: TextEdits;
  readonly #address: (reference: string) => string;
  readonly #stack: OpenElement[] = [];
  #run: TextRun = { text: '', parts: [], settled: [] };
  #tag = '';
  #attributes: Attribute[] = [];
  #attribute: Attribute | undefined;
  #rawText: 'script' | 'json' | undefined;

  constructor(html: string, options: ConvertPageOptions) {
    this.#html = html;
    this.#options = options;
    this.edits = new TextEdits(html);
    this.#address = traditionalAddresses(options);
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, end).toLowerCase();
    if (this.#attributes.length > 0) this.#attributes = [];
  }

  onattribname(start: number, end: number): void {
    const name = this.#html.slice(start, end).toLowerCase();
    this.#attribute = attributeMatters(name) ? { name, start: -1, end: -1 } : undefined;
    if (this.#attribute) this.#attributes.push(this.#attribute);
  }

  onattribdata(start: number, end: number): void {
    const attribute = this.#attribute;
    if (!attribute) return;
    if (attribute.start < 0) attribute.start = start;
    attribute.end = end;
  }

  onattribend(_quote: QuoteType, _end: number): void {}
  onattribentity(_codepoint: number): void {}
  ontextentity(_codepoint: number, _end: number): void {}
  oncdata(_start: number, _end: number, _offset: number): void {}
  oncomment(_start: number, _end: number, _offset: number): void {}
  ondeclaration(_start: number, _end: number): void {}
  onprocessinginstruction(_start: number, _end: number): void {}

  onopentagend(_end: number): void {
    this.#open(false);
  }

  onselfclosingtag(_end: number): void {
    this.#open(true);
  }

  onclosetag(start: number, end: number): void {
    const name = this.#html.slice(start, end).trim().toLowerCase();
    this.#rawText = undefined;
    let index = this.#stack.length - 1;
    while (index >= 0 && this.#stack[index]?.name !== name) index -= 1;
    if (index < 0) {
      if (!joinsWords(name)) this.#flush();
      return;
    }
    for (const element of this.#stack.splice(index).reverse()) {
      const { fixed } = element;
      if (fixed && fixed.used !== fixed.text.length) this.#mismatch(fixed.text);
      if (isAside(element.name)) {
        this.#flush();
        this.#run = element.run;
      } else if (!joinsWords(element.name)) {
        this.#flush();
      }
    }
  }

  ontext(start: number, end: number): void {
    if (this.#rawText === 'script') return;
    if (this.#rawText === 'json') {
      const { converter } = this.#options;
      this.edits.replace(
        start,
        end,
        convertJson(this.#html.slice(start, end), {
          convert: (text) => converter.convert(text),
          address: this.#address,
          language: languageTag(converter.standard),
        }),
      );
      return;
    }
    const element = this.#stack.at(-1);
    if (element && !element.converts) {
      this.#run.text += barrier;
      return;
    }
    for (const part of decodedParts(this.#html, start, end)) {
      const at = this.#run.text.length;
      this.#run.text += part.text;
      this.#run.parts.push({ ...part, at });
      if (element?.fixed) {
        const { fixed } = element;
        const target = fixed.text.slice(fixed.used, fixed.used + part.text.length);
        fixed.used += part.text.length;
        this.#run.settled.push({ at, target });
      }
    }
  }

  onend(): void {
    this.#flush();
  }

  #mismatch(text: string): void {
    this.#options.onProblem?.(
      `data-traditional="${text}" 与它标注的文字字数不同：此处不能照写，请改成一样长。`,
    );
  }

  #value(name: string): string | undefined {
    if (this.#attributes.length === 0) return undefined;
    const attribute = this.#attributes.find((candidate) => candidate.name === name);
    if (!attribute) return undefined;
    return attribute.start < 0 ? '' : this.#html.slice(attribute.start, attribute.end);
  }

  #open(selfClosing: boolean): void {
    const name = this.#tag;
    const parent = this.#stack.at(-1);
    let converts = parent?.converts ?? true;
    const translate = this.#value('translate')?.toLowerCase();
    if (translate === 'no') converts = false;
    else if (translate === 'yes' || translate === '') converts = true;
    const lang = this.#value('lang');
    if (lang !== undefined) {
      if (name === 'html') this.#setLanguage();
      else converts = /^zh$/i.test(lang) && translate !== 'no';
    }
    if (name === 'code') converts = false;

    const isVoid = selfClosing || voidElements.has(name);
    if (name === 'wbr') {
      // A permitted break inside a word: the word reads on.
    } else if (joinsWords(name) || isAside(name)) {
      // Nothing: the line reads on.
    } else if (name === 'img' || name === 'input' || name === 'svg') {
      this.#run.text += barrier;
    } else {
      this.#flush();
    }
    if (this.#attributes.length > 0) this.#convertAttributes(name, converts);
    if (isVoid) return;

    let fixed: OpenElement['fixed'];
    const traditional = this.#value('data-traditional');
    if (traditional !== undefined && converts) {
      fixed = { text: decodedText(traditional), used: 0, at: 0 };
    }
    this.#stack.push({ name, converts, run: this.#run, fixed });
    if (isAside(name)) this.#run = { text: '', parts: [], settled: [] };

    if (name === 'script') {
      const type = this.#value('type')?.toLowerCase();
      const island = type === 'application/json' && this.#value('data-variant') === 'text';
      this.#rawText = type === 'application/ld+json' || island ? 'json' : 'script';
    } else if (name === 'style') {
      this.#rawText = 'script';
    }
  }

  #setLanguage(): void {
    const attribute = this.#attributes.find((candidate) => candidate.name === 'lang');
    if (!attribute || attribute.start < 0) return;
    const value = this.#html.slice(attribute.start, attribute.end);
    if (/^zh(-|$)/i.test(value)) this.edits.replace(attribute.start, attribute.end, 'zh-Hant');
  }

  #convertAttributes(name: string, converts: boolean): void {
    const kind = (this.#value('type') ?? '').toLowerCase();
    const rel = (this.#value('rel') ?? '').toLowerCase().split(/\s+/);
    const leavesAddress =
      this.#value('data-variant-link') !== undefined ||
      (name === 'link' && rel.includes('alternate') && this.#value('hreflang') !== undefined);
    for (const { name: attribute, start, end } of this.#attributes) {
      if (start < 0) continue;
      const value = this.#html.slice(start, end);
      if (addressAttributes.has(attribute) && !(attribute === 'data' && name !== 'object')) {
        if (!leavesAddress) this.edits.replace(start, end, this.#address(value));
      } else if (attribute === 'srcset') {
        this.edits.replace(start, end, this.#addressList(value));
      } else if (attribute === 'content' && name === 'meta') {
        this.edits.replace(start, end, this.#metaContent(value));
      } else if (converts && this.#isText(name, attribute, kind) && chinese.test(value)) {
        this.edits.replace(start, end, this.#converted(value));
      } else if (converts && value.includes('&#') && this.#isText(name, attribute, kind)) {
        this.edits.replace(start, end, this.#converted(value));
      }
    }
  }

  #isText(element: string, attribute: string, kind: string): boolean {
    if (textAttributes.has(attribute) || dataTextAttribute.test(attribute)) return true;
    return attribute === 'value' && element === 'input' && /^(?:button|submit|reset)$/.test(kind);
  }

  #metaContent(value: string): string {
    const name = this.#value('name') ?? this.#value('property') ?? '';
    if (/^og:locale$/i.test(name)) return openGraphLocale(this.#options.converter.standard);
    if (this.#value('http-equiv') !== undefined) {
      return value.replace(
        /(;\s*url=)([^"']+)$/i,
        (_, before: string, address: string) => before + this.#address(address),
      );
    }
    if (/^(?:https?:\/\/|\/)/.test(value)) return this.#address(value);
    return chinese.test(value) ? this.#converted(value) : value;
  }

  #addressList(value: string): string {
    return value
      .split(',')
      .map((candidate) => candidate.replace(/\S+/, (address) => this.#address(address)))
      .join(',');
  }

  #converted(source: string): string {
    if (isFileName(source)) return source;
    const parts = decodedParts(source, 0, source.length);
    const decoded = parts.map((part) => part.text).join('');
    const target = this.#options.converter.convert(decoded);
    let result = '';
    let at = 0;
    for (const part of parts) {
      const piece = target.slice(at, at + part.text.length);
      at += part.text.length;
      result += piece === part.text ? source.slice(part.start, part.end) : escapedText(piece);
    }
    return result;
  }

  #flush(): void {
    const { text, parts, settled } = this.#run;
    if (parts.length > 0 && chinese.test(text)) {
      const target = this.#options.converter.convert(text);
      for (const part of parts) {
        let piece = target.slice(part.at, part.at + part.text.length);
        const fixed = settled.find((candidate) => candidate.at === part.at);
        if (fixed && fixed.target.length === part.text.length) piece = fixed.target;
        else if (isFileName(part.text)) continue;
        if (piece !== part.text) this.edits.replace(part.start, part.end, escapedText(piece));
      }
    }
    this.#run.text = '';
    this.#run.parts = [];
    this.#run.settled = [];
  }
}

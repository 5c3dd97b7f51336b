import { readFileSync } from 'node:fs';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { TraditionalStandard } from '../src/model/site.ts';
import { createConverter } from '../src/variant/converter.ts';

/** A text on a Traditional page that the conversion would still change. */
export interface Leftover {
  readonly page: string;
  readonly text: string;
  readonly characters: string;
}

/** A word that may stand on Traditional pages although one of its characters has another form. */
export interface LeftoverException {
  readonly word: string;
  readonly reason: string;
}

const skipped = new Set(['script', 'style', 'code', 'template']);

/** The texts that a reader of a finished page sees or hears, but those kept on purpose. */
export function readableTexts(html: string): string[] {
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === '#text' && 'value' in node) texts.push(node.value);
    if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
      const lang = attributes.get('lang');
      const other = node.tagName !== 'html' && lang !== undefined && !/^zh-Hant/.test(lang);
      if (node.tagName === 'script' && attributes.get('type') === 'application/ld+json') {
        const [json] = node.childNodes;
        if (json && 'value' in json) texts.push(...jsonTexts(JSON.parse(json.value)));
      }
      if (skipped.has(node.tagName) || other || attributes.get('translate') === 'no') return;
      for (const name of ['title', 'alt', 'aria-label', 'placeholder', 'content', 'label']) {
        const value = attributes.get(name);
        if (value !== undefined && !/^(?:https?:|\/)/.test(value)) texts.push(value);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  // Marks of where a line may end (model/phrases.ts) part no words.
  const whole = html
    .replaceAll('<wbr aria-hidden="true">', '')
    .replace(/<span class="unbroken">([^<]*)<\/span>/g, '$1');
  walk(parse(whole, { scriptingEnabled: false }));
  return texts;
}

function jsonTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(jsonTexts) : [];
}

/** Texts of a file for readers or for machines (feed, records) that the Traditional tree holds. */
function textsOf(file: string, content: string): string[] {
  return file.endsWith('.html') ? readableTexts(content) : content.split('\n');
}

/** Characters that the conversion of one character alone would change. */
export function leftoversOf(
  page: string,
  content: string,
  standard: TraditionalStandard,
  exceptions: readonly LeftoverException[],
): { readonly leftovers: Leftover[]; readonly used: ReadonlySet<string> } {
  const converter = createConverter({ standard });
  const used = new Set<string>();
  const leftovers: Leftover[] = [];
  for (const text of textsOf(page, content)) {
    let rest = text;
    for (const { word } of exceptions) {
      if (!rest.includes(word)) continue;
      used.add(word);
      rest = rest.replaceAll(word, '\n');
    }
    let characters = '';
    for (const character of new Set(rest)) {
      if (character >= '\u2e80' && converter.convertWholly(character) !== character) {
        characters += character;
      }
    }
    if (characters !== '') leftovers.push({ page, text: text.trim().slice(0, 80), characters });
  }
  return { leftovers, used };
}

/** Checks files of the Traditional tree; an exception that no file needs any more is an error too. */
export function checkLeftovers(
  files: readonly string[],
  standard: TraditionalStandard,
  exceptions: readonly LeftoverException[],
): string[] {
  const used = new Set<string>();
  const errors: string[] = [];
  for (const file of files) {
    const result = leftoversOf(file, readFileSync(file, 'utf8'), standard, exceptions);
    for (const word of result.used) used.add(word);
    for (const { text, characters } of result.leftovers)
      errors.push(`${file}: ${characters} in “${text}”`);
  }
  for (const { word } of exceptions) {
    if (!used.has(word)) errors.push(`exception ${word} no longer occurs: take it out`);
  }
  return errors;
}

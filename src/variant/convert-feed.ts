import { Tokenizer } from 'htmlparser2';
import { decodedParts, escapedText } from './character-references.ts';
import type { ConvertPageOptions } from './convert-page.ts';
import { traditionalAddresses } from './page-addresses.ts';
import { TextEdits } from './text-edits.ts';

/** Elements of Atom and RSS whose text is a name for machines, or an address. */
const addressElements = new Set(['id', 'link', 'guid', 'url', 'uri', 'logo', 'icon']);

/**
 * Derives the Traditional twin of a feed (Atom or RSS): every text, `xml:lang`, and the links to
 * pages. The feed's own address and its entries' ids become the Traditional ones.
 */
export function convertFeed(xml: string, options: ConvertPageOptions): string {
  const edits = new TextEdits(xml);
  const address = traditionalAddresses(options);
  const stack: string[] = [];
  let tag = '';
  let attribute = '';
  const convert = (start: number, end: number): void => {
    if (addressElements.has(stack.at(-1) ?? '')) {
      edits.replace(start, end, address(xml.slice(start, end)));
      return;
    }
    const parts = decodedParts(xml, start, end);
    const target = options.converter.convert(parts.map((part) => part.text).join(''));
    let at = 0;
    for (const part of parts) {
      const piece = target.slice(at, at + part.text.length);
      at += part.text.length;
      if (piece !== part.text) edits.replace(part.start, part.end, escapedText(piece));
    }
  };
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        tag = xml.slice(start, end);
      },
      onattribname: (start, end) => {
        attribute = xml.slice(start, end);
      },
      onattribdata: (start, end) => {
        const value = xml.slice(start, end);
        if (attribute === 'href' || attribute === 'url') edits.replace(start, end, address(value));
        else if (attribute === 'xml:lang' && /^zh(-|$)/.test(value))
          edits.replace(start, end, 'zh-Hant');
        else if (attribute === 'title' || attribute === 'label' || attribute === 'term')
          convert(start, end);
      },
      onattribend: () => {},
      onattribentity: () => {},
      onopentagend: () => {
        stack.push(tag);
      },
      onselfclosingtag: () => {},
      onclosetag: () => {
        stack.pop();
      },
      ontext: (start, end) => {
        if (stack.at(-1) === 'language') edits.replace(start, end, 'zh-Hant');
        else convert(start, end);
      },
      ontextentity: () => {},
      // No references are read there, so nothing can be escaped either.
      oncdata: (start, end, offset) => {
        const [from, to] = [start + 'CDATA['.length, end - offset];
        const target = options.converter.convert(xml.slice(from, to));
        if (!target.includes(']]>')) edits.replace(from, to, target);
      },
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(xml);
  tokenizer.end();
  return edits.apply();
}

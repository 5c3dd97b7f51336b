/** An element of XML as it was read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of the element itself, without its children's. */
  readonly text: string;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  quot: '"',
};
/** https://www.w3.org/TR/xml/#charsets */
const noXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads XML as strictly as a feed reader may: no document type, no comment, no instruction but the first, every
 * tag closed in its order, every reference one that all know.
 *
 * @throws an Error that says what is not well-formed
 */
export function readXml(xml: string): XmlElement {
  const wrong = (what: string, at: number): never => {
    throw new Error(`${what} at ${at}: ${xml.slice(Math.max(0, at - 40), at + 40)}`);
  };
  const bad = noXml.exec(xml);
  if (bad) wrong('A character that is none of XML', bad.index);
  const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/i.exec(xml);
  if (!declaration) wrong('No declaration', 0);
  const decode = (text: string, at: number): string => {
    if (text.includes('<')) wrong('A tag in a text', at);
    if (text.includes(']]>')) wrong(']]>', at);
    return text.replace(/&([^;]{0,12};)?/g, (_, reference?: string) => {
      const name = reference?.slice(0, -1) ?? '';
      const point = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
      const decoded = point
        ? String.fromCodePoint(Number.parseInt(point[1] ?? point[2] ?? '', point[1] ? 16 : 10))
        : named[name];
      if (decoded === undefined || noXml.test(decoded)) return wrong('No reference', at);
      return decoded;
    });
  };
  interface Open {
    name: string;
    attributes: Record<string, string>;
    children: XmlElement[];
    text: string;
  }
  const top: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const token = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  token.lastIndex = declaration?.[0].length ?? 0;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) return wrong('Neither tag nor text', at);
    const [, end, name = '', attributes = '', alone, text] = match;
    const current = open.at(-1) ?? top;
    if (text !== undefined) {
      if (current === top && text.trim() !== '') wrong('A text outside', at);
      current.text += decode(text, at);
    } else if (end) {
      if (current.name !== name || attributes || alone)
        wrong(`</${name}> in <${current.name}>`, at);
      open.pop();
    } else {
      if (current === top && top.children.length > 0) wrong('A second root', at);
      const element: Open = { name, attributes: {}, children: [], text: '' };
      for (const [, key = '', value = ''] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (Object.hasOwn(element.attributes, key)) wrong(`${key} twice`, at);
        element.attributes[key] = decode(value, at);
      }
      current.children.push(element);
      if (!alone) open.push(element);
    }
  }
  if (open.length > 1) wrong(`<${open.at(-1)?.name}> is not closed`, xml.length);
  return top.children[0] ?? wrong('Nothing', 0);
}

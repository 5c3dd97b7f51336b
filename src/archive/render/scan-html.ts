import { Parser } from 'htmlparser2';
import { judgeAddress } from '../../model/web-address.ts';
import { hostileTags, isKeptAttribute, isKeptTag, isRemovedWithContent } from './html-policy.ts';

/** What the scan of a body's raw HTML finds, in the order of the text. */
export type HtmlFinding =
  | { readonly kind: 'hostile'; readonly line: number; readonly what: string }
  | { readonly kind: 'unsupported'; readonly line: number; readonly what: string }
  | { readonly kind: 'unclosed'; readonly line: number; readonly tag: string }
  | { readonly kind: 'link'; readonly line: number; readonly href: string }
  | {
      readonly kind: 'image';
      readonly line: number;
      readonly src: string;
      readonly alt: string;
    };

/** Tags in tags that nobody wrote on purpose; browsers stop at 512, parsers of trees at their stack. */
export class HtmlTooDeep extends RangeError {
  override readonly name = 'HtmlTooDeep';
  /** Counted from 1. */
  readonly line: number;

  constructor(line: number) {
    super(`More than ${deepest} open tags in line ${line}`);
    this.line = line;
  }
}

const deepest = 200;

/** A piece of raw HTML and the line it begins on. */
export interface RawHtml {
  readonly value: string;
  readonly line: number;
}

const urlAttributes = new Set([
  'action',
  'background',
  'cite',
  'data',
  'dynsrc',
  'formaction',
  'href',
  'longdesc',
  'lowsrc',
  'manifest',
  'ping',
  'poster',
  'src',
  'srcset',
  'xlink:href',
]);

/** Tags that may be left open, and those that have no end. */
const openEnded = new Set([
  'body',
  'caption',
  'colgroup',
  'dd',
  'dt',
  'head',
  'html',
  'li',
  'option',
  'p',
  'rp',
  'rt',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'area',
  'base',
  'basefont',
  'bgsound',
  'br',
  'col',
  'embed',
  'frame',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);

/**
 * Reads the raw HTML between the Markdown of one body with the places it stands at: the renderer
 * removes silently and knows no lines. The pieces are one document to the parser, because a tag
 * that opens in one may close in another.
 *
 * @throws {HtmlTooDeep}
 */
export function scanHtml(pieces: readonly RawHtml[]): readonly HtmlFinding[] {
  const findings: HtmlFinding[] = [];
  const open: { tag: string; line: number }[] = [];
  /** How many of the open tags go with all they contain: inside one, nothing needs a word of its own. */
  let removedDepth = 0;
  let piece: RawHtml = { value: '', line: 1 };
  let pieceStart = 0;
  /** How far line feeds of this piece are counted: tags come in order. */
  let counted = 0;
  let lineFeeds = 0;

  const currentLine = (): number => {
    const end = Math.max(0, parser.startIndex - pieceStart);
    for (; counted < end; counted += 1) if (piece.value[counted] === '\n') lineFeeds += 1;
    return piece.line + lineFeeds;
  };

  const parser = new Parser({
    onopentag(tag, attributes, implied) {
      if (implied) return;
      const line = currentLine();
      if (removedDepth === 0) findings.push(...judgeTag(tag, attributes, line));
      if (isRemovedWithContent(tag)) removedDepth += 1;
      open.push({ tag, line });
      if (open.length > deepest) throw new HtmlTooDeep(line);
    },
    onclosetag(tag, implied) {
      const opened = open.findLastIndex((entry) => entry.tag === tag);
      if (opened === -1) return;
      const [entry] = open.splice(opened, 1);
      if (isRemovedWithContent(tag)) removedDepth -= 1;
      if (implied && entry !== undefined && !openEnded.has(tag) && removedDepth === 0) {
        findings.push({ kind: 'unclosed', line: entry.line, tag });
      }
    },
  });

  for (const next of pieces) {
    piece = next;
    counted = 0;
    lineFeeds = 0;
    parser.write(next.value);
    pieceStart += next.value.length;
  }
  parser.end();
  return findings.sort((a, b) => a.line - b.line);
}

/** What is wrong with one tag, and the link or picture that it is; `attributes` by their names in lower case. */
export function judgeTag(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  line: number,
): HtmlFinding[] {
  const findings: HtmlFinding[] = [];
  const add = (kind: 'hostile' | 'unsupported', what: string) =>
    findings.push({ kind, line, what });
  const keptTag = isKeptTag(tag);
  if (hostileTags.has(tag)) add('hostile', `<${tag}>`);
  else if (!keptTag) add('unsupported', `<${tag}>`);

  const dropped: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const verdict = urlAttributes.has(name) ? judgeAddress(value) : undefined;
    if (/^on/.test(name) || name === 'srcdoc') add('hostile', `<${tag}> 的 ${name} 属性`);
    else if (verdict?.kind === 'hostile' && !(tag === 'a' && name === 'href')) {
      add('hostile', `<${tag}> 的 ${verdict.scheme}: 链接`);
    } else if (keptTag && !isKeptAttribute(tag, name)) dropped.push(name);
  }
  if (dropped.length > 0) add('unsupported', `<${tag}> 的 ${dropped.join('、')} 属性`);

  if (tag === 'a' && attributes.href !== undefined) {
    findings.push({ kind: 'link', line, href: attributes.href });
  }
  if (tag === 'img' && judgeAddress(attributes.src ?? '').kind !== 'hostile') {
    findings.push({ kind: 'image', line, src: attributes.src ?? '', alt: attributes.alt ?? '' });
  }
  return findings;
}

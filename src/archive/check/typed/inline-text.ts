/**
 * A second, independent reading of Markdown inside a paragraph: it takes off only what is unmistakably meant
 * as syntax, and is compared with what the real renderer shows. It must never share code with that one.
 */
export interface InlineText {
  /** Without syntax; line feeds stay where they were. */
  readonly text: string;
  /** Signs that the renderer takes for markup, though they look like text. */
  readonly signs: readonly SuspectSigns[];
}

/** An opening and a closing run of the same sign. */
export interface SuspectSigns {
  readonly sign: '*' | '_' | '~';
  /** Where both runs begin in what was read. */
  readonly at: readonly [number, number];
  /** How many signs a run has. */
  readonly length: number;
  /** Whether nobody can have meant markup: a sum, a number masked, a range. */
  readonly isSure: boolean;
}

/** What stands elsewhere in the body. */
export interface InlineContext {
  /** Labels of link definitions, in lower case. */
  readonly links: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  /** Told of each footnote that is referred to, in order. */
  readonly refer: (note: string) => void;
  /** Told where what readers do not see begins in what is read: a comment, a backslash that only breaks a line. */
  readonly hide: (what: 'comment' | 'backslash', at: number) => void;
}

type Sign = SuspectSigns['sign'];

interface Token {
  text: string;
}

interface Run extends Token {
  readonly sign: Sign;
  readonly at: number;
  readonly length: number;
  readonly before: string;
  readonly after: string;
}

const special = /[\\`<![\]&*_~]/g;
const plain = /^[^\\`<![\]&*_~]*$/;
/** Escapes that Markdown needs; a backslash before anything else was meant to be seen. */
const escapable = new Set('\\`*_{}[]()<>#+-.!|~&:^$"\'');
const codeRun = /`+/y;
const autolink = /<((?:https?:|mailto:|ftp:)[^\s<>]*|[\w.+-]+@[\w.-]+)>/y;
const comment = /<!--[\s\S]*?-->/y;
const tag =
  /<(?:\/([a-z][a-z\d-]*)\s*|([a-z][a-z\d-]*)(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?)>/iy;
const destination =
  /\]\(\s*(?:<[^<>\n]*>|[^\s()<]?[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
const imageWords = /!\[(?:[^[\]\\]|\\.|\[[^\]]*\])*/y;
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/iy;
const otherEntity = /&[a-z][a-z\d]{1,31};/iy;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
/** Elements that are dropped with what they hold, which the check of raw HTML states. */
const swallowed = new Set(
  'script style iframe object template noscript textarea select title svg math xmp'.split(' '),
);

/** Reads the text of one paragraph, heading or cell. */
export function inlineText(source: string, context: InlineContext): InlineText {
  return read(source, context, special);
}

/** Reads the text of raw HTML, where only tags, comments and references are syntax. */
export function htmlText(source: string, context: InlineContext): string {
  return read(source, context, /[<&]/g).text;
}

function read(source: string, context: InlineContext, special: RegExp): InlineText {
  if (plain.test(source)) return { text: source, signs: [] };
  const tokens: Token[] = [];
  const runs: Run[] = [];
  const brackets: Token[] = [];
  const push = (text: string) => tokens.push({ text });
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  let at = 0;
  while (at < source.length) {
    special.lastIndex = at;
    const next = special.exec(source)?.index ?? source.length;
    if (next > at) push(source.slice(at, next));
    at = next;
    if (at >= source.length) break;
    const sign = source[at] ?? '';
    const following = source[at + 1] ?? '';
    if (sign === '\\') {
      const isEscape = escapable.has(following);
      if (following === '\n') context.hide('backslash', at);
      push(isEscape ? following : following === '\n' ? '' : '\\');
      at += isEscape ? 2 : 1;
    } else if (sign === '`') {
      const open = match(codeRun, at)?.[0] ?? '`';
      const end = closingRun(source, at + open.length, open.length);
      if (end === -1) push(open);
      else push(source.slice(at + open.length, end));
      at = end === -1 ? at + open.length : end + open.length;
    } else if (sign === '<') {
      const link = match(autolink, at);
      const hidden = link === null ? match(comment, at) : null;
      if (hidden !== null) context.hide('comment', at);
      const found = link ?? hidden ?? match(tag, at);
      if (found === null) {
        push('<');
        at += 1;
      } else {
        const name = (link === null ? (found[2] ?? '') : '').toLowerCase();
        const end = swallowed.has(name) ? endOfElement(source, at, name) : at + found[0].length;
        push(link?.[1] ?? source.slice(at, end).replace(/[^\n]+/g, ''));
        at = end;
      }
    } else if (sign === '!' && following === '[') {
      const words = match(imageWords, at);
      const target = words && match(destination, at + words[0].length);
      if (words && target) at += words[0].length + target[0].length;
      else {
        push('!');
        at += 1;
      }
    } else if (sign === '[') {
      const note = /^\[\^([^\]\s]+)\]/.exec(source.slice(at, at + 200));
      if (note !== null && context.notes.has(note[1] ?? '')) {
        context.refer(note[1] ?? '');
        at += note[0].length;
      } else {
        const token = { text: '[', at };
        tokens.push(token);
        brackets.push(token);
        at += 1;
      }
    } else if (sign === ']') {
      const open = brackets.pop() as (Token & { at: number }) | undefined;
      const length = open === undefined ? 0 : linkEnd(source, open.at, at, context, match);
      if (open === undefined || length === 0) push(']');
      else open.text = '';
      at += length === 0 ? 1 : length;
    } else if (sign === '&') {
      const found = match(entity, at);
      const other = found ?? match(otherEntity, at);
      if (found !== null) push(decode(found));
      else push(other === null ? '&' : (decodeNamed(other[0]) ?? other[0]));
      at += other?.[0].length ?? 1;
    } else if (sign === '*' || sign === '_' || sign === '~') {
      let end = at;
      while (source[end] === sign) end += 1;
      const run: Run = {
        text: source.slice(at, end),
        sign,
        at,
        length: end - at,
        before: characterBefore(source, at),
        after: characterAt(source, end),
      };
      tokens.push(run);
      runs.push(run);
      at = end;
    } else {
      push(sign);
      at += 1;
    }
  }
  const signs = pairRuns(runs);
  return { text: tokens.map(({ text }) => text).join(''), signs };
}

/** Beyond this many open runs nobody meant any of them; without an end, pairing would take forever. */
const mostOpen = 100;

/** Pairs runs of equal signs: markup loses its signs, what only looks so is named. */
function pairRuns(runs: readonly Run[]): SuspectSigns[] {
  const suspects: SuspectSigns[] = [];
  const open: Run[] = [];
  for (const run of runs) {
    const partner = canClose(run)
      ? open.findLastIndex(({ sign, length }) => sign === run.sign && length === run.length)
      : -1;
    const opener = open[partner];
    if (opener === undefined) {
      if (canOpen(run)) open.push(run);
      if (open.length > mostOpen) open.shift();
      continue;
    }
    open.length = partner;
    if (isMarkup(opener, run)) {
      opener.text = '';
      run.text = '';
    } else {
      suspects.push({
        sign: run.sign,
        at: [opener.at, run.at],
        length: run.length,
        isSure: isSurelyText(opener, run),
      });
    }
  }
  return suspects;
}

const space = /^\s?$/;
const word = /^[\p{L}\p{N}]$/u;
/** Letters and digits of sums, numbers and names of files. */
const sum = /^[\p{Script=Latin}\p{Nd})%]$/u;

function canOpen({ sign, after, before }: Run): boolean {
  return !space.test(after) && !(sign === '_' && word.test(before));
}

function canClose({ sign, before, after }: Run): boolean {
  return !space.test(before) && !(sign === '_' && word.test(after));
}

/** Chinese is written without spaces, and without italics: one star between two words is no emphasis. */
function isMarkup({ sign, length, before }: Run, { after }: Run): boolean {
  if (length > 3 || (sign === '~' && length !== 2)) return false;
  const sums = Number(sum.test(before)) + Number(sum.test(after));
  if (sign === '~') return sums === 0;
  if (length > 1) return sums < 2;
  return !word.test(before) && !word.test(after) && sums === 0;
}

function isSurelyText({ sign, length, before }: Run, { after }: Run): boolean {
  return length > 3 || sign === '~' || sum.test(before) || sum.test(after);
}

function characterBefore(source: string, at: number): string {
  return [...source.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
}

function characterAt(source: string, at: number): string {
  return [...source.slice(at, at + 2)][0] ?? '';
}

function closingRun(source: string, from: number, length: number): number {
  const runs = /`+/g;
  runs.lastIndex = from;
  for (let run = runs.exec(source); run !== null; run = runs.exec(source)) {
    if (run[0].length === length) return run.index;
  }
  return -1;
}

function endOfElement(source: string, at: number, name: string): number {
  const close = new RegExp(`</${name}\\s*>`, 'gi');
  close.lastIndex = at;
  const found = close.exec(source);
  return found === null ? source.length : found.index + found[0].length;
}

/** How much of the source from the `]` at `at` on belongs to a link; 0 where it is none. */
function linkEnd(
  source: string,
  from: number,
  at: number,
  { links }: InlineContext,
  match: (pattern: RegExp, at: number) => RegExpExecArray | null,
): number {
  const target = match(destination, at);
  if (target !== null) return target[0].length;
  if (links.size === 0) return 0;
  const label = /^\]\[([^\]]*)\]/.exec(source.slice(at, at + 1000));
  const name = (label?.[1] || source.slice(from + 1, at)).trim().toLowerCase();
  return links.has(name) ? (label?.[0].length ?? 1) : 0;
}

function decode([, decimal, hex, name = '']: RegExpExecArray): string {
  if (decimal === undefined && hex === undefined) return named[name.toLowerCase()] ?? '';
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    ? String.fromCodePoint(point)
    : '\ufffd';
}

/** The other names of HTML that texts use; an unknown name stays as it was typed. */
function decodeNamed(reference: string): string | undefined {
  return otherNames[reference.slice(1, -1)];
}

const otherNames: Readonly<Record<string, string>> = {
  copy: '©',
  emsp: '\u2003',
  ensp: '\u2002',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  mdash: '—',
  middot: '·',
  ndash: '–',
  rdquo: '”',
  reg: '®',
  rsquo: '’',
  thinsp: '\u2009',
  times: '×',
  yen: '¥',
};

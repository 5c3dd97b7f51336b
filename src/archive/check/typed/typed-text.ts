import { shorten } from '../../../model/writing.ts';
import { htmlText, type InlineContext, inlineText } from './inline-text.ts';
import { isEnumerated } from './numbering.ts';
import type { Slip, SourceEdit } from './slip.ts';
import { isFencedRow, isTableDivider, tableCells } from './table-rows.ts';

/** Characters of what a message quotes. */
const longestQuote = 24;

/** What one line of a body says, without syntax. */
export interface TypedLine {
  /** Of the body, counted from 1. */
  readonly line: number;
  readonly text: string;
  /** The line as it stands: what is shown where the renderer sees text in what looks like syntax. */
  readonly raw: string;
  /** The number typed before a list item: it is drawn by the browser, not part of the text. */
  readonly number?: string | undefined;
  /** What explains a difference in this line; it is no fault where there is none. */
  readonly slips: readonly Slip[];
}

export interface TypedText {
  readonly lines: readonly TypedLine[];
  /** Slips that change how lines stand, not their characters. */
  readonly layout: readonly Slip[];
}

/** A line of a paragraph behind its quotation and list signs. */
interface ParagraphLine {
  readonly line: number;
  /** Where `text` begins in the body. */
  readonly at: number;
  readonly text: string;
  readonly raw: string;
  readonly number?: string | undefined;
  /** What stands before it on its line, which a new line in its place would need too. */
  readonly isBare: boolean;
}

/**
 * Reads the text of a Markdown body, line by line: an independent second reading (inline-text.ts) that takes
 * off nothing but what is unmistakably syntax.
 */
export function typedText(body: string): TypedText {
  return new SourceReader(body).read();
}

const blockTag =
  /^ {0,3}<(?:\/?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)|!--|!\[CDATA|\?|(?:script|pre|style|textarea)(?=[\s>]|$))/i;
const aloneTag = /^ {0,3}<\/?[a-z][a-z\d-]*(?:\s+[a-z_:][^<>]*)?\/?>[ \t]*$/i;
const longBlocks: readonly (readonly [RegExp, RegExp])[] = [
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
];
const definition =
  /^ {0,3}\[([^\]^][^\]]*)\]:[ \t]*([^ \t]+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*$/;
const noteDefinition = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/;
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
/** A sign right before a number compares. */
const quote = /^ {0,3}>(?![\d=])[ \t]?/;
const bullet = /^[ \t]*[-*+](?:[ \t]+|$)/;
const counted = /^[ \t]*(\d{1,9})([.)])(?:[ \t]+|$)/;
const heading = /^ {0,3}#{1,6}(?:[ \t]+|$)/;
/** Signs and words that nobody writes together but as a heading whose space was forgotten. */
const crampedHeading =
  /^ {0,3}(#{2,6}(?=[^\s#])|#(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[编章节条])))/;
const needsReading = /^(?:\s|[>#\-*+\d=|<`~_[])|[*_~`[\]<>&\\|]/;

class SourceReader {
  readonly #body: string;
  readonly #lines: TypedLine[] = [];
  readonly #layout: Slip[] = [];
  #paragraph: ParagraphLine[] = [];
  readonly #notes = new Map<string, TypedLine[]>();
  readonly #referred: string[] = [];
  #context: InlineContext;
  /** Lines that say where links lead. */
  readonly #definitions = new Set<number>();
  /** The footnote whose definition is being read. */
  #note: string | undefined;

  constructor(body: string) {
    this.#body = body;
    const links = new Set<string>();
    const notes = new Set<string>();
    if (body.includes(']:')) {
      const rest = body.toLowerCase();
      for (const [index, line] of body.split('\n').entries()) {
        const link = definition.exec(line);
        const label = (link?.[1] ?? '').trim().toLowerCase();
        if (link !== null && isAddress(link[2] ?? '') && !links.has(label)) {
          // What nothing refers to, or is said again, is no definition but a line that would vanish.
          if (rest.split(`[${label}]`).length <= 2) continue;
          links.add(label);
          this.#definitions.add(index + 1);
        }
        const note = noteDefinition.exec(line)?.[1];
        if (note !== undefined) notes.add(note);
      }
    }
    const refer = (note: string) => {
      if (!this.#referred.includes(note)) this.#referred.push(note);
    };
    this.#context = { links, notes, refer, hide: () => {} };
  }

  read(): TypedText {
    const lines = this.#body.split('\n');
    let at = 0;
    let fence = '';
    let html: { until: RegExp; lines: ParagraphLine[] } | undefined;
    for (const [index, raw] of lines.entries()) {
      const line = index + 1;
      const start = at;
      at += raw.length + 1;
      if (fence !== '') {
        const close = /^[\s>]*(`{3,}|~{3,})[ \t]*$/.exec(raw)?.[1];
        if (close?.startsWith(fence)) fence = '';
        else this.#say({ line, text: raw, raw, slips: [] });
        continue;
      }
      if (html !== undefined) {
        const isEnd = html.until.test(raw);
        if (isEnd && html.until === blank) {
          this.#html(html.lines);
          html = undefined;
        } else {
          html.lines.push({ line, at: start, text: raw, raw, isBare: true });
          if (isEnd) {
            this.#html(html.lines);
            html = undefined;
          }
          continue;
        }
      }
      if (!needsReading.test(raw)) {
        if (raw === '') this.#endParagraph(lines[index + 1]);
        else this.#paragraph.push({ line, at: start, text: raw, raw, isBare: true });
        continue;
      }
      const begun = this.#strip(raw);
      const { rest, number } = begun;
      const offset = start + raw.length - rest.length;
      if (blank.test(rest)) {
        this.#endParagraph(lines[index + 1]);
        if (number !== undefined) this.#say({ line, text: '', raw, number, slips: [] });
        continue;
      }
      const opened = /^ {0,3}(`{3,}|~{3,})([^`]*)$/.exec(rest);
      if (opened !== null) {
        this.#flush();
        fence = opened[1] ?? '';
        // The name of a language is syntax; words are not.
        const named = opened[2]?.trim() ?? '';
        if (/[^\x20-\x7e]/.test(named)) this.#say({ line, text: named, raw: named, slips: [] });
        continue;
      }
      if (blockTag.test(rest) || (this.#paragraph.length === 0 && aloneTag.test(rest))) {
        this.#flush();
        const first = { line, at: offset, text: rest, raw, number, isBare: false };
        const until = longBlocks.find(([open]) => open.test(rest))?.[1] ?? blank;
        if (until !== blank && until.test(rest)) this.#html([first]);
        else html = { until, lines: [first] };
        continue;
      }
      if (this.#paragraph.length > 0 && /^ {0,3}(?:=+|-+)[ \t]*$/.test(rest) && rest === raw) {
        this.#underlined(line, start, rest.trim());
        this.#flush();
        continue;
      }
      if (rule.test(rest)) {
        this.#flush();
        continue;
      }
      const hashes = heading.exec(rest);
      const cramped = hashes === null ? crampedHeading.exec(rest) : null;
      if (hashes !== null || cramped !== null) {
        this.#flush();
        const signs = hashes?.[0] ?? cramped?.[0] ?? '';
        const words = rest.slice(signs.length);
        const text = hashes === null ? words : words.replace(/(?:^|[ \t]+)#+[ \t]*$/, '');
        const slips: Slip[] =
          cramped === null
            ? []
            : [
                {
                  code: 'heading-without-space',
                  line,
                  message: `“${shorten(rest.trim(), longestQuote)}”的井号后面没有空格，不是标题，读者会看到井号。`,
                  edits: [{ at: offset + signs.length, remove: 0, insert: ' ' }],
                },
              ];
        this.#inline(
          [{ line, at: offset + signs.length, text, raw, number, isBare: false }],
          slips,
        );
        continue;
      }
      const note = noteDefinition.exec(rest);
      if (note !== null) {
        this.#flush();
        this.#note = note[1];
        const text = rest.slice(note[0].length);
        this.#paragraph.push({ line, at: offset + note[0].length, text, raw, isBare: false });
        continue;
      }
      const link = this.#paragraph.length === 0 ? definition.exec(rest) : null;
      if (link !== null) {
        if (!this.#definitions.has(line)) this.#swallowed({ line, at: offset, text: rest, raw });
        continue;
      }
      if (begun.isItem) {
        this.#flush();
        this.#lone(lines, index, start);
      }
      this.#paragraph.push({ line, at: offset, text: rest, raw, number, isBare: rest === raw });
    }
    if (html !== undefined) this.#html(html.lines);
    this.#flush();
    this.#note = undefined;
    return { lines: this.#withNotes(), layout: this.#layout };
  }

  /** Signs of quotations and lists before the words of a line. */
  #strip(raw: string): { rest: string; number: string | undefined; isItem: boolean } {
    let rest = raw;
    let number: string | undefined;
    let isItem = false;
    for (let depth = 0; depth < 100; depth += 1) {
      const quoted = quote.exec(rest);
      if (quoted !== null) {
        rest = rest.slice(quoted[0].length);
        continue;
      }
      if (rule.test(rest)) break;
      const listed = bullet.exec(rest);
      const numbered = listed === null ? counted.exec(rest) : null;
      const signs = listed?.[0] ?? numbered?.[0];
      if (signs === undefined || number !== undefined) break;
      if (numbered !== null) number = `${numbered[1]}${numbered[2]}`;
      rest = rest
        .slice(signs.length)
        .replace(/^\[([ xX])\](?=[ \t])/, (_, mark) => (mark === ' ' ? '☐' : '☑'));
      isItem = true;
    }
    return { rest, number, isItem };
  }

  /** Signs below a paragraph make a heading of it, which sentences are not. */
  #underlined(line: number, at: number, signs: string): void {
    const last = this.#paragraph.at(-1);
    const isHeading =
      this.#paragraph.length === 1 && !/[。；！？：，、;!?:,]\s*$/.test(last?.text ?? '');
    if (last === undefined || isHeading) return;
    this.#layout.push({
      code: 'accidental-heading',
      line,
      message: `下面的 ${shorten(signs, longestQuote)} 把“${shorten(last.text.trim(), longestQuote)}”这一段变成了标题。`,
      edits: [{ at, remove: 0, insert: '\n' }],
    });
  }

  /** A line that the renderer takes for where a link leads, though no link does. */
  #swallowed({
    line,
    at,
    text,
    raw,
  }: Pick<TypedLine, 'line' | 'text' | 'raw'> & { at: number }): void {
    const target = definition.exec(text)?.[2] ?? '';
    const slip: Slip = {
      code: 'swallowed-definition',
      line,
      message: `“${shorten(text.trim(), longestQuote)}”被当成链接的网址，整行不会显示。`,
      // An address could be one that a link was to lead to.
      edits:
        /^[\d./-]+$/.test(target) || !isAddress(target)
          ? [{ at: at + text.indexOf('['), remove: 0, insert: '\\' }]
          : [],
    };
    this.#say({ line, text, raw, slips: [slip] });
  }

  /** A single item that begins like a negative number, a note or a row: its sign was meant to be seen. */
  #lone(lines: readonly string[], index: number, start: number): void {
    const line = lines[index] ?? '';
    const [, indent = '', sign, words = ''] = /^( {0,3})([-+*])[ \t]+(.*)$/.exec(line) ?? [];
    if (sign === undefined || !(sign === '*' ? isNote : isAmount).test(words)) return;
    const neighbours = [
      lines.slice(0, index).findLast((one) => one.trim() !== ''),
      lines.slice(index + 1).find((one) => one.trim() !== ''),
    ];
    if (neighbours.some((one) => one?.trim().startsWith(`${sign} `))) return;
    this.#layout.push({
      code: 'accidental-list',
      line: index + 1,
      message: `“${shorten(line.trim(), longestQuote)}”行首的 ${sign} 成了列表的圆点，不会显示。`,
      // A row is to be no item, but what it is to be is not said.
      edits: words.startsWith('|') ? [] : [{ at: start + indent.length, remove: 0, insert: '\\' }],
    });
  }

  #say(line: TypedLine): void {
    if (this.#note === undefined) this.#lines.push(line);
    else {
      const lines = this.#notes.get(this.#note) ?? [];
      lines.push(line);
      this.#notes.set(this.#note, lines);
    }
  }

  /** At a blank line; a footnote goes on where the line after it is indented. */
  #endParagraph(after: string | undefined): void {
    this.#flush();
    if (after !== undefined && /^\S/.test(after)) this.#note = undefined;
  }

  #flush(): void {
    const lines = this.#paragraph;
    if (lines.length === 0) return;
    this.#paragraph = [];
    const divider = lines.findIndex(
      ({ text }, index) =>
        index > 0 &&
        isTableDivider(text) &&
        (lines[index - 1]?.text.includes('|') || text.includes('|')) &&
        tableCells(text).length === tableCells(lines[index - 1]?.text ?? '').length,
    );
    if (divider > 0) {
      if (divider > 1) this.#words(lines.slice(0, divider - 1));
      this.#table(lines.slice(divider - 1));
      return;
    }
    if (lines.length > 1 && lines.every(({ text }) => isFencedRow(text))) this.#rows(lines);
    else this.#words(lines);
  }

  /** Lines that read on as one paragraph, and where they were not meant to. */
  #words(lines: readonly ParagraphLine[]): void {
    this.#inline(lines, []);
    const joined = lines.filter((line, index) => {
      const before = lines[index - 1]?.text;
      if (before === undefined) return false;
      const isLazy = line.isBare && !/^\s/.test(line.text) && lines[0]?.isBare === false;
      return readsOnWrongly(before, line.text) || (isLazy && /[。；！？]\s*$/.test(before));
    });
    const [first] = joined;
    if (first === undefined) return;
    const more = joined.length > 1 ? `，这一段共有 ${joined.length} 处` : '';
    this.#layout.push({
      code: 'run-together-lines',
      line: first.line,
      message: `“${shorten(first.text.trim(), longestQuote)}”会和上一行连成一段${more}。`,
      edits: joined.every(({ isBare }) => isBare)
        ? joined.map(({ at }) => ({ at, remove: 0, insert: '\n' }))
        : [],
    });
  }

  #table(lines: readonly ParagraphLine[]): void {
    const columns = tableCells(lines[0]?.text ?? '').length;
    let isAppended = false;
    for (const [index, row] of lines.entries()) {
      if (index === 1) continue;
      if (index > 1 && columns > 1 && !isAppended && !row.text.includes('|')) {
        isAppended = true;
        this.#layout.push({
          code: 'run-together-lines',
          line: row.line,
          message: `“${shorten(row.text.trim(), longestQuote)}”会成为上面表格的一行。`,
          edits: row.isBare ? [{ at: row.at, remove: 0, insert: '\n' }] : [],
        });
      }
      const cells = tableCells(row.text);
      const extra = cells.slice(columns);
      const slips: Slip[] =
        extra.length === 0
          ? []
          : [
              {
                code: 'table-extra-cell',
                line: row.line,
                message: `表头有 ${columns} 格，这一行有 ${cells.length} 格，多出的“${shorten(extra.join('、'), longestQuote)}”不会显示。`,
                edits: [],
              },
            ];
      this.#cells(row, cells, slips);
    }
  }

  /** Rows with pipes that are no table, because the line below the head is missing or of another width. */
  #rows(lines: readonly ParagraphLine[]): void {
    const [head] = lines;
    if (head === undefined) return;
    const widths = new Set(lines.map(({ text }) => tableCells(text).length));
    const divider = lines.find(({ text }) => isTableDivider(text));
    const indent = /^[ \t]*/.exec(head.text)?.[0] ?? '';
    const [columns = 0] = widths;
    const edits: SourceEdit[] =
      divider === undefined && widths.size === 1 && head.isBare
        ? [
            {
              at: head.at + head.text.length,
              remove: 0,
              insert: `\n${indent}|${' --- |'.repeat(columns)}`,
            },
          ]
        : [];
    const slip: Slip = {
      code: 'table-without-divider',
      line: head.line,
      message:
        divider === undefined
          ? `“${shorten(head.text.trim(), longestQuote)}”下面没有 ${`|${' --- |'.repeat(Math.min(columns, 3))}`} 这样的一行，不成表格。`
          : `表头有 ${tableCells(head.text).length} 格，下面的 ${divider.text.trim()} 有 ${tableCells(divider.text).length} 格，不成表格。`,
      edits,
    };
    for (const row of lines) {
      this.#cells(row, row === divider ? [] : tableCells(row.text), [slip]);
    }
  }

  #cells(row: ParagraphLine, cells: readonly string[], slips: readonly Slip[]): void {
    const text = cells.map((cell) => inlineText(cell, this.#reading(cell, [row])).text).join(' ');
    this.#say({ line: row.line, text, raw: row.raw, number: row.number, slips });
  }

  #inline(lines: readonly ParagraphLine[], known: readonly Slip[]): void {
    const whole = lines.map(({ text }) => text).join('\n');
    const { text, signs } = inlineText(whole, this.#reading(whole, lines));
    if (signs.length === 0 && lines.length === 1) {
      const [only] = lines;
      if (only === undefined) return;
      this.#say({ line: only.line, text, raw: only.raw, number: only.number, slips: known });
      return;
    }
    const texts = text.split('\n');
    /** Where each line begins in the whole. */
    const starts: number[] = [];
    let length = 0;
    for (const line of lines) {
      starts.push(length);
      length += line.text.length + 1;
    }
    const slips = lines.map(() => [...known]);
    for (const { sign, at, length: count, isSure } of signs) {
      const edits: SourceEdit[] = [];
      for (const place of at) {
        const index = starts.findLastIndex((start) => start <= place);
        const line = lines[index];
        if (line === undefined) continue;
        const from = line.at + place - (starts[index] ?? 0);
        for (let one = 0; one < count; one += 1)
          edits.push({ at: from + one, remove: 0, insert: '\\' });
      }
      const index = starts.findLastIndex((start) => start <= at[0]);
      const line = lines[index];
      if (line === undefined) continue;
      const end = Math.min(whole.length, at[1] + count + 4);
      const words = whole.slice(Math.max(0, at[0] - 4), end).replaceAll('\n', ' ');
      const run = sign.repeat(count);
      slips[index]?.push({
        code: sign === '~' ? 'accidental-strike' : 'accidental-emphasis',
        line: line.line,
        message: `“${shorten(words, longestQuote)}”里的 ${run} 不会显示，中间的文字会${sign === '~' ? '加上删除线' : '变成强调'}。`,
        edits: isSure ? edits : [],
      });
    }
    for (const [index, line] of lines.entries()) {
      this.#say({
        line: line.line,
        text: texts[index] ?? '',
        raw: line.raw,
        number: line.number,
        slips: slips[index] ?? [],
      });
    }
  }

  /** What stands around a piece of source whose first line is the first of `lines`, and what is told of it. */
  #reading(source: string, lines: readonly ParagraphLine[]): InlineContext {
    const hide: InlineContext['hide'] = (what, at) => {
      const line = lines[source.slice(0, at).split('\n').length - 1]?.line ?? 1;
      const [words = ''] = source.slice(at).split(what === 'comment' ? /(?<=-->)/ : '\n');
      const [before = ''] = source
        .slice(0, at + 1)
        .split('\n')
        .slice(-1);
      this.#layout.push(
        what === 'comment'
          ? {
              code: 'hidden-comment',
              line,
              message: `“${shorten(words.replace(/\s+/g, ' '), longestQuote)}”是网页的注释，读者看不到。`,
              edits: [],
            }
          : {
              code: 'line-end-backslash',
              line,
              message: `“${before.trim().slice(-longestQuote)}”行末的反斜杠不会显示，只在这里换一行。`,
              edits: [],
            },
      );
    };
    return { ...this.#context, hide };
  }

  /** HTML as it stands: Markdown inside it is none. */
  #html(lines: readonly ParagraphLine[]): void {
    const whole = lines.map(({ text }) => text).join('\n');
    const texts = htmlText(whole, this.#reading(whole, lines)).split('\n');
    for (const [index, { line, raw, number }] of lines.entries()) {
      this.#say({ line, text: texts[index] ?? '', raw, number, slips: [] });
    }
  }

  /** Footnotes stand at the end, in the order in which they are referred to. */
  #withNotes(): readonly TypedLine[] {
    if (this.#notes.size === 0) return this.#lines;
    const rest = [...this.#notes.keys()].filter((note) => !this.#referred.includes(note));
    return [
      ...this.#lines,
      ...[...this.#referred, ...rest].flatMap((note) => this.#notes.get(note) ?? []),
    ];
  }
}

const blank = /^\s*$/;
/** 5%, 3.2个百分点，…: nobody makes a list of one number; a row cannot be an item. */
const isAmount =
  /^(?:\|.*|\d[\d.,]*(?:[ \t]*(?:%|％|‰|℃|个百分点|个|件|万|亿|元|度|人|吨)+)?[ \t]*(?:$|[，。；、）)].*))$/;
const isNote = /^(?:备?注[：:]|\|)/;

/** Whether the target of a link definition is an address, not words that would vanish. */
function isAddress(target: string): boolean {
  return /^[\x21-\x7e]+$/.test(target) && /[./#]/.test(target);
}

function readsOnWrongly(before: string, line: string): boolean {
  if (/(?: {2,}|\\)$/.test(before)) return false;
  if (/^\u3000\u3000\S/.test(line)) return true;
  const words = line.trimStart();
  if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(words.trimEnd())) return true;
  return (
    isEnumerated(words) && (isEnumerated(before.trimStart()) || /[。；：！？;:!?]\s*$/.test(before))
  );
}

import { numberMark } from './shown-text.ts';
import type { Slip } from './slip.ts';
import type { TypedLine } from './typed-text.ts';

/** A place where a reader sees other characters than were typed, white space aside. */
export interface TextDifference {
  /** Of the body, counted from 1. */
  readonly line: number;
  /** What was typed from where the two part, shortened; empty at the end. */
  readonly typed: string;
  readonly shown: string;
  /** What explains it; empty where nothing does. */
  readonly slips: readonly Slip[];
}

const [open, close] = numberMark;
const marks = new RegExp(`${open}-?\\d+\\.${close}`, 'g');

/**
 * Where the text that is shown is not the text that was typed. White space is not compared; numbers before
 * list items are, except those of raw HTML.
 *
 * @param shownWhole as shownText() gives it, without white space ({@link bareText})
 */
export function compareTexts(lines: readonly TypedLine[], shownWhole: string): TextDifference[] {
  const hasNumbers = lines.some(({ number }) => number !== undefined);
  let shown = shownWhole;
  if (!hasNumbers && shown.includes(open)) shown = shown.replace(marks, '');
  let typed = '';
  for (const { number, text } of lines) {
    typed += number === undefined ? text : `${open}${number}${close}${text}`;
  }
  if (bareText(typed) === shown) return [];
  return new Alignment(lines, shown).differences();
}

/** A text without its white space, which is not compared. */
export function bareText(text: string): string {
  return text.replace(/\s+/g, '');
}

/** How far ahead a line that does follow is looked for. */
const lookAhead = 400;
const farthest = 20_000;

class Alignment {
  readonly #lines: readonly TypedLine[];
  readonly #texts: readonly string[];
  readonly #shown: string;
  /** Items whose bracket is shown as a dot. */
  readonly #brackets: number[] = [];

  constructor(lines: readonly TypedLine[], shown: string) {
    this.#lines = lines;
    this.#texts = lines.map(({ text }) => bareText(text));
    this.#shown = shown;
  }

  differences(): TextDifference[] {
    const found: TextDifference[] = [];
    let at = 0;
    let index = 0;
    while (index < this.#lines.length) {
      const end = this.#endOf(index, at);
      if (end !== -1) {
        at = end;
        index += 1;
        continue;
      }
      const [next, resumed] = this.#resume(index, at);
      const difference = this.#difference(index, next, this.#shown.slice(at, resumed));
      if (difference !== undefined) found.push(difference);
      index = next;
      at = resumed;
    }
    const rest = this.#shown.slice(at).replace(marks, '');
    if (rest !== '') {
      const line = this.#lines.at(-1)?.line ?? 1;
      found.push({ line, typed: '', shown: excerpt(rest, 0), slips: [] });
    }
    return [...found, ...this.#bracketsChanged()];
  }

  /** Where a line ends in what is shown when it begins at `at`; -1 when it does not. */
  #endOf(index: number, at: number): number {
    const line = this.#lines[index];
    const text = this.#texts[index] ?? '';
    if (line === undefined) return -1;
    if (line.number !== undefined) return this.#endOfItem(index, line.number, text, at);
    if (text === '' || this.#shown.startsWith(text, at)) return at + text.length;
    const raw = line.slips.length === 0 ? bareText(line.raw) : '';
    if (raw !== '' && this.#shown.startsWith(raw, at)) return at + raw.length;
    // HTML numbers its own lists.
    const from = this.#afterMark(at);
    return from !== at && this.#shown.startsWith(text, from) ? from + text.length : -1;
  }

  #endOfItem(index: number, number: string, text: string, at: number): number {
    const value = Number.parseInt(number, 10);
    const mark = this.#markAt(at);
    if (mark === undefined) {
      const plain = `${number}${text}`;
      return this.#shown.startsWith(plain, at) ? at + plain.length : -1;
    }
    // `1.` before every item asks for counting; the browser writes a dot for a bracket too.
    if (mark !== value && value !== 1) return -1;
    const from = this.#afterMark(at);
    if (!this.#shown.startsWith(text, from)) return -1;
    if (number.endsWith(')')) this.#brackets.push(index);
    return from + text.length;
  }

  /** A browser draws a dot behind the number, whatever was typed there: told once for a list. */
  #bracketsChanged(): TextDifference[] {
    let before = Number.NaN;
    return this.#brackets.flatMap((index) => {
      const { line, number = '', text } = this.#lines[index] as TypedLine;
      const value = Number.parseInt(number, 10);
      const goesOn = value === before + 1 || value === before;
      before = value;
      if (goesOn) return [];
      const [typed, shown] = [number, `${value}.`].map((mark) => excerpt(mark + text, 0));
      const message = `写的是“${typed}”，显示的是“${shown}”。`;
      const slip: Slip = { code: 'list-bracket-changed', line, message, edits: [] };
      return [{ line, typed: typed ?? '', shown: shown ?? '', slips: [slip] }];
    });
  }

  #markAt(at: number): number | undefined {
    return this.#shown[at] === open ? Number.parseInt(this.#shown.slice(at + 1), 10) : undefined;
  }

  #afterMark(at: number): number {
    return this.#shown[at] === open ? this.#shown.indexOf(close, at) + 1 : at;
  }

  /** The next line that is shown as it was typed, and where. */
  #resume(index: number, at: number): readonly [number, number] {
    for (let next = index + 1; next < Math.min(this.#lines.length, index + lookAhead); next += 1) {
      const text = this.#texts[next] ?? '';
      if (text.length < 2) continue;
      const found = this.#shown.indexOf(text, at);
      if (found === -1 || found - at > farthest) continue;
      const number = this.#lines[next]?.number;
      if (number === undefined) return [next, found];
      const start = this.#shown.lastIndexOf(open, found);
      return [next, start >= at && this.#afterMark(start) === found ? start : found];
    }
    return [this.#lines.length, this.#shown.length];
  }

  /** Undefined when nothing is lost: signs without effect are only seen, which is stated elsewhere. */
  #difference(from: number, to: number, shown: string): TextDifference | undefined {
    const lines = this.#lines.slice(from, to);
    const typed = lines.map(({ number = '', text }) => number + bareText(text)).join('');
    const seen = shown.replaceAll(open, '').replaceAll(close, '');
    const slips = lines.flatMap((line) => line.slips);
    if (slips.length === 0 && withoutSigns(typed) === withoutSigns(seen)) {
      if (seen.length >= typed.length) return undefined;
    }
    let same = 0;
    while (same < typed.length && typed[same] === seen[same]) same += 1;
    return {
      line: lines[0]?.line ?? 1,
      typed: excerpt(typed, same),
      shown: excerpt(seen, same),
      slips,
    };
  }
}

function withoutSigns(text: string): string {
  return text.replace(/[*_~]/g, '');
}

function excerpt(text: string, at: number): string {
  const from = Math.max(0, at - 6);
  const part = text.slice(from, at + 14);
  return `${from > 0 ? '…' : ''}${part}${at + 14 < text.length ? '…' : ''}`;
}

import type { Block, Inline, TableCell } from '../source-document.ts';
import { escapeHtml, escapeLineStart, escapeMarkdown } from './escape-markdown.ts';

export interface MarkdownNames {
  /** File names of the pictures, by number. */
  readonly images: readonly string[];
  readonly alts: readonly string[];
  readonly notes: Readonly<Record<string, readonly Inline[]>>;
}

/**
 * The body of a report; ends in a line feed. Headings begin at `##`, since the title is the page's first.
 */
export function markdownFromBlocks(blocks: readonly Block[], names: MarkdownNames): string {
  const writer = new MarkdownWriter(names);
  const parts: string[] = [];
  const nested = withNestedItems(blocks);
  for (const [index, block] of nested.entries()) {
    const before = nested[index - 1];
    const goesOn = block.kind === 'item' && before?.kind === 'item';
    // A number other than 1 does not begin a list right below another line.
    const isClose = goesOn && (block.level <= before.level || (block.number ?? 1) === 1);
    if (index > 0) parts.push(isClose ? '\n' : '\n\n');
    // Two lists side by side would be one.
    if (goesOn && startsAnew(before, block)) parts.push('\n<!-- -->\n\n');
    parts.push(writer.block(block));
  }
  const notes = writer.noteDefinitions();
  return `${parts.join('')}${notes === '' ? '' : `\n\n${notes}`}\n`;
}

/** Items at most one level below the item before them: what is indented further would be no item. */
function withNestedItems(blocks: readonly Block[]): Block[] {
  let deepest = 0;
  return blocks.map((block) => {
    if (block.kind !== 'item') {
      deepest = 0;
      return block;
    }
    const level = Math.min(block.level, deepest);
    deepest = level + 1;
    return { ...block, level };
  });
}

function startsAnew(
  before: Extract<Block, { kind: 'item' }>,
  item: Extract<Block, { kind: 'item' }>,
): boolean {
  if (item.level !== before.level) return false;
  if ((item.number === undefined) !== (before.number === undefined)) return true;
  return (
    item.number !== undefined && before.number !== undefined && item.number !== before.number + 1
  );
}

class MarkdownWriter {
  readonly #names: MarkdownNames;
  /** Notes in the order in which they are referred to. */
  readonly #referred: string[] = [];

  constructor(names: MarkdownNames) {
    this.#names = names;
  }

  block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return `${'#'.repeat(Math.min(6, block.depth + 1))} ${this.#line(block.words).replace(/#+$/, (signs) => `\\${signs}`)}`;
      case 'paragraph':
        return this.#lines(block.words);
      case 'item': {
        const indent = '   '.repeat(block.level);
        return `${indent}${block.number === undefined ? '-' : `${block.number}.`} ${this.#line(block.words)}`;
      }
      case 'table':
        return isSimple(block.rows) ? this.#table(block.rows) : this.#htmlTable(block.rows);
    }
  }

  noteDefinitions(): string {
    return this.#referred
      .map((note, index) => `[^${index + 1}]: ${this.#line(this.#names.notes[note] ?? [])}`)
      .join('\n\n');
  }

  /** A paragraph; a break in it stays one. */
  #lines(words: readonly Inline[]): string {
    return this.#words(words, '\\\n')
      .split('\n')
      .map((line) => escapeLineStart(line.trim()))
      .join('\n');
  }

  #line(words: readonly Inline[]): string {
    return escapeLineStart(
      this.#words(words, ' ')
        .replace(/\s*\n\s*/g, ' ')
        .trim(),
    );
  }

  #words(words: readonly Inline[], lineBreak: string): string {
    const markdown = (word: Inline): string => {
      switch (word.kind) {
        case 'text':
          return word.strong ? strong(word.text) : escapeMarkdown(word.text);
        case 'raised':
          return `<sup>${escapeHtml(word.text)}</sup>`;
        case 'lowered':
          return `<sub>${escapeHtml(word.text)}</sub>`;
        case 'link':
          return `[${escapeMarkdown(word.text)}](<${word.href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
        case 'break':
          return lineBreak;
        case 'image':
          return `![${escapeMarkdown(this.#names.alts[word.image] ?? '')}](${this.#names.images[word.image] ?? ''})`;
        case 'note': {
          if (this.#names.notes[word.note] === undefined) return '';
          if (!this.#referred.includes(word.note)) this.#referred.push(word.note);
          return `[^${this.#referred.indexOf(word.note) + 1}]`;
        }
      }
    };
    return merged(words).map(markdown).join('');
  }

  #table(rows: readonly (readonly TableCell[])[]): string {
    const lines = rows.map(
      (row) =>
        `| ${row
          .map((cell) =>
            this.#words(cell.lines[0] ?? [], ' ')
              .replace(/\n/g, ' ')
              .trim(),
          )
          .join(' | ')} |`,
    );
    const columns = rows[0]?.length ?? 0;
    lines.splice(1, 0, `|${' --- |'.repeat(columns)}`);
    return lines.join('\n');
  }

  /** Merged cells and cells of several lines, which Markdown cannot write. */
  #htmlTable(rows: readonly (readonly TableCell[])[]): string {
    const lines = rows.map((row, index) => {
      const cells = row.map((cell) => {
        const tag =
          cell.isHeader ||
          (index === 0 && !rows.some((one) => one.some(({ isHeader }) => isHeader)))
            ? 'th'
            : 'td';
        const spans = `${cell.columns > 1 ? ` colspan="${cell.columns}"` : ''}${cell.rows > 1 ? ` rowspan="${cell.rows}"` : ''}`;
        // HTML has no footnotes of ours: between empty lines a cell is Markdown again.
        if (cell.lines.flat().some(({ kind }) => kind === 'note')) {
          const paragraphs = cell.lines.map((line) => this.#line(line)).join('\n\n');
          return `<${tag}${spans}>\n\n${paragraphs}\n\n</${tag}>`;
        }
        return `<${tag}${spans}>${cell.lines.map((line) => this.#html(line)).join('<br>')}</${tag}>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    });
    return `<table>\n${lines.join('\n')}\n</table>`;
  }

  #html(words: readonly Inline[]): string {
    const html = (word: Inline): string => {
      switch (word.kind) {
        case 'text':
          return word.strong ? `<strong>${escapeHtml(word.text)}</strong>` : escapeHtml(word.text);
        case 'raised':
          return `<sup>${escapeHtml(word.text)}</sup>`;
        case 'lowered':
          return `<sub>${escapeHtml(word.text)}</sub>`;
        case 'link':
          return `<a href="${escapeHtml(word.href)}">${escapeHtml(word.text)}</a>`;
        case 'break':
          return '<br>';
        case 'image':
          return `<img src="${this.#names.images[word.image] ?? ''}" alt="${escapeHtml(this.#names.alts[word.image] ?? '')}">`;
        case 'note':
          return '';
      }
    };
    return merged(words).map(html).join('').replace(/\n/g, ' ');
  }
}

/** Markdown's own table: one line in each cell, nothing spanned, all rows of one length. */
function isSimple(rows: readonly (readonly TableCell[])[]): boolean {
  const columns = rows[0]?.length ?? 0;
  return (
    rows.length > 1 &&
    columns > 1 &&
    rows.every((row, index) => {
      return (
        row.length === columns &&
        row.every(
          (cell) =>
            cell.lines.length <= 1 &&
            cell.columns === 1 &&
            cell.rows === 1 &&
            (!cell.isHeader || index === 0) &&
            !cell.lines.flat().some(({ kind }) => kind === 'break'),
        )
      );
    })
  );
}

/**
 * Emphasis; white space at its ends stays outside. Beside a Chinese character Markdown's own signs work only
 * around words that begin and end with one: else it is written as the element.
 */
function strong(text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (words === '') return text;
  const isPlain = /^\p{Script=Han}(?:.*\p{Script=Han})?$/u.test(words);
  const marked = isPlain
    ? `**${escapeMarkdown(words)}**`
    : `<strong>${escapeMarkdown(words)}</strong>`;
  return before + marked + after;
}

/** Pieces of one form put together: word processors split a sentence wherever it was edited. */
function merged(words: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const word of words) {
    const last = result.at(-1);
    if (word.kind === 'text' && last?.kind === 'text' && word.strong === last.strong) {
      result[result.length - 1] = { ...last, text: last.text + word.text };
    } else result.push(word);
  }
  return result;
}

/** Why a body is not read at all. */
export interface TooComplex {
  /** Line of the body, counted from 1. */
  readonly line: number;
  /** In Chinese. */
  readonly what: string;
}

/** Signs that Markdown reads, in one paragraph: parsers compare each with those before it. */
const mostMarks = 5_000;
/** Cells that a table has or is filled up to, in one body. */
const mostCells = 100_000;
/** Signs and lines in one body: each becomes a node of a tree. */
const mostInAll = 400_000;

const marks = /[&*_[\]`~<\\]/g;
const delimiterRow = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/;

/**
 * Finds what would cost a parser more than its length: nobody writes such a thing, but a broken paste or a
 * hostile file has it, and then the time grows with the square of it. Itself it reads each line once.
 */
export function tooComplex(source: string): TooComplex | undefined {
  let inParagraph = 0;
  let inAll = 0;
  let cells = 0;
  let columns = 0;
  let line = 0;
  for (const text of source.split('\n')) {
    line += 1;
    if (text.trim() === '') {
      inParagraph = 0;
      columns = 0;
      continue;
    }
    if (delimiterRow.test(text)) columns = text.split('|').length;
    cells += columns;
    // What HTML has in a table is read in another way, in time that grows as its length does.
    const count = text.match(marks)?.length ?? 0;
    inParagraph += text.trimStart().startsWith('<') ? 0 : count;
    inAll += count + 1;
    if (inParagraph > mostMarks) {
      return { line, what: `这一段里的符号（星号、方括号、与号等）超过 ${mostMarks} 个` };
    }
    if (cells > mostCells) {
      return { line, what: `到这一行，表格已超过 ${mostCells} 格` };
    }
    if (inAll > mostInAll) {
      return { line, what: `到这一行，行数和符号已超过 ${mostInAll} 个` };
    }
  }
  return undefined;
}

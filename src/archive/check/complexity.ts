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
/** Signs and lines in one body: each becomes a node of a tree, in a page of MDX at far higher cost. */
const mostInAll = { report: 400_000, page: 20_000 };

/** A page explains; what is longer is a report. MDX is read far more slowly. */
const longestPage = 200_000;

const marks = /[&*_[\]`~<\\]/g;
/** Targets of links and footnotes in one body: each is looked for among all. */
const mostDefinitions = 5_000;
const definition = /^ {0,3}\[[^\]]+\]:/;
const htmlStart = /^ {0,3}<[a-z/!?]/i;
const delimiterRow = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/;

/**
 * Finds what would cost a parser more than its length: nobody writes such a thing, but a broken paste or a
 * hostile file has it, and then the time grows with the square of it. Itself it reads each line once.
 */
export function tooComplex(source: string, kind: 'report' | 'page'): TooComplex | undefined {
  const most = mostInAll[kind];
  if (kind === 'page' && source.length > longestPage) {
    return { line: 1, what: `说明页超过 ${longestPage} 个字` };
  }
  let inParagraph = 0;
  let inAll = 0;
  let cells = 0;
  let columns = 0;
  let definitions = 0;
  /** Of the block that this line belongs to; undefined before its first line. */
  let isHtml: boolean | undefined;
  let line = 0;
  for (const text of source.split('\n')) {
    line += 1;
    if (text.trim() === '') {
      inParagraph = 0;
      columns = 0;
      isHtml = undefined;
      continue;
    }
    isHtml ??= htmlStart.test(text);
    if (definition.test(text)) definitions += 1;
    if (definitions > mostDefinitions) {
      return { line, what: `到这一行，“[名称]: 网址”一类的行已超过 ${mostDefinitions} 行` };
    }
    if (delimiterRow.test(text)) columns = text.split('|').length;
    cells += columns;
    const count = text.match(marks)?.length ?? 0;
    // The tags of a block of HTML are read in another way, in time that grows as their number does.
    inParagraph += isHtml ? count - (text.match(/</g)?.length ?? 0) : count;
    inAll += count + 1;
    if (inParagraph > mostMarks) {
      return { line, what: `这一段里的符号（星号、方括号、与号等）超过 ${mostMarks} 个` };
    }
    if (cells > mostCells) {
      return { line, what: `到这一行，表格已超过 ${mostCells} 格` };
    }
    if (inAll > most) {
      return { line, what: `到这一行，行数和符号已超过 ${most} 个` };
    }
  }
  return undefined;
}

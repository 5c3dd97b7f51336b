/** In columns, of which a Chinese character takes two: what is wider wraps by itself, what is narrower is a list. */
const narrowest = 24;
const widest = 160;

/** A line that a page's width has cut is at most so much narrower than the widest one, in columns. */
const slack = 4;

/** So many lines have to be cut before a text is taken for one of cut lines. */
const fewestCuts = 3;

const numbering =
  /^(?:第?[\d一二三四五六七八九十百零〇]{1,5}(?:[、.．]|[章节条款编])|[（(][\d一二三四五六七八九十]{1,3}[)）]|[-*•●])/u;

/**
 * A text whose lines were cut at a page's width, its paragraphs in one line each; undefined where the lines are its
 * own. A paragraph begins after an empty line, with an indented line, a number, or below a line that ends short.
 */
export function joinWrappedLines(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const width = widthOf(lines.map(columns));
  if (width === undefined) return undefined;
  const indented = lines.filter((line) => /^\s+\S/.test(line)).length;
  let cuts = 0;
  const joined: string[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? '';
    const isFull = columns(before) >= width - slack;
    // Where paragraphs are indented, a sentence that ends with the line says nothing.
    const endsThere = indented < fewestCuts && /[。！？；：.!?;:]$/.test(before);
    const goesOn =
      isFull && !endsThere && line !== '' && !/^\s/.test(line) && !numbering.test(line);
    if (!goesOn) joined.push(line);
    else {
      cuts += 1;
      const last = joined.pop() ?? '';
      const space = /[\w,.;:!?)]$/.test(last) && /^[\w(]/.test(line) ? ' ' : '';
      joined.push(`${last}${space}${line}`);
    }
  }
  return cuts < fewestCuts ? undefined : joined.join('\n');
}

/** The widest width at which enough lines end. */
function widthOf(widths: readonly number[]): number | undefined {
  const sorted = widths.filter((width) => width >= narrowest).sort((a, b) => b - a);
  const found = sorted.find(
    (width, index) => (sorted[index + fewestCuts - 1] ?? 0) >= width - slack,
  );
  return found === undefined || found > widest ? undefined : found;
}

function columns(line: string): number {
  let width = 0;
  for (const character of line)
    width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1;
  return width;
}

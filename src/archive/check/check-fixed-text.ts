import type { Nodes } from 'hast';
import { Parser } from 'htmlparser2';
import { isWriting } from '../../model/writing.ts';
import type { ProblemList } from './problem-list.ts';

/** A place fixed by hand: `<span data-traditional="覆">复</span>`. */
interface FixedText {
  /** Line of the opening tag, counted from 1. */
  readonly line: number;
  /** What is to stand on the Traditional page. */
  readonly traditional: string;
  /** The text directly in the element. */
  readonly text: string;
}

interface Piece {
  readonly markup: string;
  readonly line: number;
}

const mark = 'data-traditional';

/**
 * States every place whose Traditional form cannot be followed: of another length than its text, since
 * positions must be the same in both scripts, or no writing.
 *
 * @param lineOf the line of the file for a line of the tree
 */
export function checkFixedTexts(
  tree: Nodes,
  file: string,
  lineOf: (line: number) => number,
  problems: ProblemList,
): void {
  for (const { line, traditional, text } of fixedTexts(tree)) {
    const place = { file, line: lineOf(line) };
    if (!isWriting(traditional)) {
      problems.add('traditional-characters', {
        ...place,
        message: `${mark}="${traditional}" 里有不是文字的符号。`,
      });
    }
    if (traditional.length !== text.length) {
      problems.add('traditional-length', {
        ...place,
        message: `${mark}="${traditional}" 有 ${traditional.length} 个字，它标注的“${text}”有 ${text.length} 个字。`,
      });
    }
  }
}

/** Reads the tree as a browser will read the page: raw HTML may open in one piece and close in another. */
function fixedTexts(tree: Nodes): FixedText[] {
  const pieces: Piece[] = [];
  const visit = (node: Nodes): void => {
    const line = node.position?.start.line ?? pieces.at(-1)?.line ?? 1;
    if (node.type === 'raw') pieces.push({ markup: node.value, line });
    else if (node.type === 'text') pieces.push({ markup: escaped(node.value), line });
    else if (node.type === 'element') {
      const { tagName, properties } = node;
      const fixed = properties.dataTraditional;
      const attribute = typeof fixed === 'string' ? ` ${mark}="${escaped(fixed)}"` : '';
      // Emphasis inside counts as an element of its own, as on the page.
      pieces.push({ markup: `<${tagName}${attribute}>`, line });
      for (const child of node.children) visit(child);
      pieces.push({ markup: `</${tagName}>`, line });
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return pieces.some(({ markup }) => markup.includes(mark)) ? judge(pieces) : [];
}

function judge(pieces: readonly Piece[]): FixedText[] {
  const fixed: FixedText[] = [];
  const open: { line: number; traditional: string | undefined; text: string }[] = [];
  let line = 1;
  const parser = new Parser({
    onopentag(_tag, attributes) {
      open.push({ line, traditional: attributes[mark], text: '' });
    },
    ontext(text) {
      const element = open.at(-1);
      if (element) element.text += text;
    },
    onclosetag() {
      const element = open.pop();
      if (element?.traditional === undefined) return;
      fixed.push({ line: element.line, traditional: element.traditional, text: element.text });
    },
  });
  for (const piece of pieces) {
    line = piece.line;
    parser.write(piece.markup);
  }
  parser.end();
  return fixed.sort((a, b) => a.line - b.line);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

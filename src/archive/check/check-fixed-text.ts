import type { Nodes } from 'hast';
import { Parser } from 'htmlparser2';

/** A place fixed by hand (`data-traditional`) whose text has another length than what is to stand there. */
export interface WrongFixedText {
  /** Line of the opening tag, counted from 1. */
  readonly line: number;
  readonly traditional: string;
  /** The text directly in the element. */
  readonly text: string;
}

export function fixedTextMessage(traditional: string, text: string): string {
  return `data-traditional="${traditional}" 有 ${traditional.length} 个字，它标注的“${text}”有 ${text.length} 个字。`;
}

interface Piece {
  readonly markup: string;
  readonly line: number;
}

const mark = 'data-traditional';

/** Finds them in the Markdown tree of a report, raw HTML still unparsed. */
export function wrongFixedTexts(tree: Nodes): WrongFixedText[] {
  const pieces: Piece[] = [];
  const visit = (node: Nodes): void => {
    const line = node.position?.start.line ?? pieces.at(-1)?.line ?? 1;
    if (node.type === 'raw') pieces.push({ markup: node.value, line });
    else if (node.type === 'text') pieces.push({ markup: escaped(node.value), line });
    else if (node.type === 'element') {
      // Emphasis inside counts as an element of its own, as on the page.
      pieces.push({ markup: `<${node.tagName}>`, line });
      for (const child of node.children) visit(child);
      pieces.push({ markup: `</${node.tagName}>`, line });
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return pieces.some(({ markup }) => markup.includes(mark)) ? judge(pieces) : [];
}

/** Finds them in the source of an MDX page; what is quoted as code is no markup. */
export function wrongFixedTextsOfPage(mdx: string): WrongFixedText[] {
  if (!mdx.includes(mark)) return [];
  const blank = (code: string): string => code.replace(/[^\n]/g, ' ');
  const markup = mdx.replace(/^(```|~~~).*?^\1|(`+)[^`].*?\2/gms, blank);
  return judge(markup.split('\n').map((line, index) => ({ markup: `${line}\n`, line: index + 1 })));
}

function judge(pieces: readonly Piece[]): WrongFixedText[] {
  const wrong: WrongFixedText[] = [];
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
      const { traditional, text } = element;
      if (traditional.length !== text.length) {
        wrong.push({ line: element.line, traditional, text });
      }
    },
  });
  for (const piece of pieces) {
    line = piece.line;
    parser.write(piece.markup);
  }
  parser.end();
  return wrong.sort((a, b) => a.line - b.line);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

import type { Nodes } from 'hast';
import type { Slip, SourceEdit } from './slip.ts';

/** Lines of a body that the renderer shows as code, counted from 1, both included. */
export interface CodeBlock {
  readonly first: number;
  readonly last: number;
}

/** The code blocks of a parsed body, raw HTML aside. */
export function codeBlocks(tree: Nodes): CodeBlock[] {
  const found: CodeBlock[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'element' && node.tagName === 'pre') {
      const { start, end } = node.position ?? {};
      if (start !== undefined && end !== undefined)
        found.push({ first: start.line, last: end.line });
    } else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return found;
}

/** Code that nobody fenced: four spaces before a line, or a fence that never ends. */
export function accidentalCode(body: string, blocks: readonly CodeBlock[]): Slip[] {
  if (blocks.length === 0) return [];
  const lines = body.split('\n');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  return blocks.flatMap(({ first, last }): Slip[] => {
    const opening = lines[first - 1] ?? '';
    const fence = /(`{3,}|~{3,})/.exec(opening)?.[1];
    if (fence !== undefined && /^[\s>\d.)*+-]*(?:`{3,}|~{3,})/.test(opening)) {
      const end = lines.slice(first, last).some((line) => line.trim().endsWith(fence));
      if (end) return [];
      return [
        {
          code: 'accidental-code',
          line: first,
          message: `“${opening.trim()}”开始了程序代码，一直没有结束，后面的文字都成了代码。`,
          edits: [],
        },
      ];
    }
    return [
      {
        code: 'accidental-code',
        line: first,
        message: '行首有四个以上的空格或制表符，这一段成了程序代码，不换行，也没有格式。',
        edits: outdent(lines, starts, first - 1, last),
      },
    ];
  });
}

/** Each line a paragraph of its own, as it stands in the code block; none where it is in a list or quotation. */
function outdent(
  lines: readonly string[],
  starts: readonly number[],
  from: number,
  to: number,
): SourceEdit[] {
  const edits: SourceEdit[] = [];
  for (let index = from; index < to; index += 1) {
    const line = lines[index] ?? '';
    const at = starts[index] ?? 0;
    const indent = /^[ \t]+/.exec(line)?.[0] ?? '';
    if (line.trim() === '') continue;
    if (indent === '') return [];
    const after = lines[index + 1] ?? '';
    edits.push({ at, remove: indent.length, insert: '' });
    if (after.trim() !== '') edits.push({ at: at + line.length, remove: 0, insert: '\n' });
  }
  return edits;
}

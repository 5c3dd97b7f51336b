import type { ProblemList } from './problem-list.ts';
import type { CodeBlock } from './typed/code-blocks.ts';
import { judgeTypedText } from './typed/judge-typed-text.ts';

/**
 * The record is what was typed: states every place of a report where a reader sees something else.
 *
 * @param lineOf the line of the file for a line of the body
 * @returns what a reader sees, as {@link judgeTypedText} gives it
 */
export function checkTypedText(
  body: string,
  html: string,
  blocks: readonly CodeBlock[],
  { file, lineOf }: { readonly file: string; readonly lineOf: (bodyLine: number) => number },
  problems: ProblemList,
): string {
  const { slips, differences, shown } = judgeTypedText(body, html, blocks);
  for (const { code, line, message } of slips) {
    problems.add(code, { file, line: lineOf(line), message });
  }
  for (const { line, typed, shown } of differences) {
    const numbers = [typed, shown].map((text) => /^(\d+)[.)]/.exec(text)?.[1]);
    const [number, other] = numbers;
    if (number !== undefined && other !== undefined && number !== other) {
      problems.add('list-number-changed', {
        file,
        line: lineOf(line),
        message: `写的是 ${number}，显示的是 ${other}：“${typed}”。`,
      });
    } else {
      problems.add('text-differs', {
        file,
        line: lineOf(line),
        message: `写的是“${typed}”，显示的是“${shown}”。`,
      });
    }
  }
  return shown;
}

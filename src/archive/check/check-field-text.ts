import { labelledField } from '../../model/field-labels.ts';
import { shorten } from '../../model/writing.ts';
import type { ProblemList } from './problem-list.ts';

/** Fields of a report that are text, at any depth. */
const texts = new Set(
  'title documentNumber indexNumber summary note name file keywords'.split(' '),
);
const longestQuote = 40;
const field = /^(\s*)(?:- +)?([A-Za-z]+)[ \t]*:[ \t]+(\S.*)$/;
const item = /^(\s*)-[ \t]+(\S.*)$/;

/**
 * States what of a text YAML takes for a remark (` #2`) or a mark (`&甲 `): a second reading of the front
 * matter, line by line, which does not know YAML beyond that.
 *
 * @param firstLine the line of the file that the text begins on
 */
export function checkFieldText(
  frontMatter: string,
  { file, firstLine }: { readonly file: string; readonly firstLine: number },
  problems: ProblemList,
): void {
  /** Of a text over several lines that stands as it is typed (`|`, `>`). */
  let blockIndent = -1;
  let parent = '';
  for (const [index, line] of frontMatter.split('\n').entries()) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '' || (blockIndent !== -1 && indent > blockIndent)) continue;
    blockIndent = -1;
    const named = /^([A-Za-z]+)[ \t]*:/.exec(line)?.[1];
    if (named !== undefined) parent = named;
    const [, , key = parent, value] = field.exec(line) ?? [];
    const text = value ?? (parent === 'keywords' ? item.exec(line)?.[2] : undefined);
    if (text === undefined) continue;
    if (/^[|>]/.test(text)) blockIndent = indent;
    if (!texts.has(key) || /^["'|>[{#]/.test(text)) continue;
    const lost = /^&\S+(?=[ \t])/.exec(text)?.[0] ?? /[ \t](#.*)$/.exec(text)?.[1];
    if (lost === undefined) continue;
    problems.add('swallowed-text', {
      file,
      line: firstLine + index,
      message: `${labelledField(key)}里的“${shorten(lost.trim(), longestQuote)}”没有读进来。`,
    });
  }
}

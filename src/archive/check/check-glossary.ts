import { labelledField } from '../../model/field-labels.ts';
import type { GlossaryEntry } from '../../model/glossary.ts';
import { isWriting } from '../../model/writing.ts';
import type { ProblemList } from './problem-list.ts';
import type { SourceLines } from './source-lines.ts';

/**
 * States every entry of a list of conversions that cannot be followed: two sides of different length
 * (UTF-16 code units: positions must be the same in both scripts), and a word that already goes
 * elsewhere. That a report says otherwise than the site is no conflict: the report wins.
 */
export function checkGlossary(
  entries: readonly GlossaryEntry[],
  source: SourceLines,
  problems: ProblemList,
  pathOf: (index: number) => readonly PropertyKey[] = (index) => [index],
): void {
  const { file } = source;
  const before = new Map<string, string>();
  for (const [index, { simplified, traditional }] of entries.entries()) {
    const line = source.lineOf([...pathOf(index), 'simplified']);
    if (simplified.length !== traditional.length) {
      problems.add('glossary-length', {
        file,
        line,
        message: `“${simplified}”有 ${simplified.length} 个字，“${traditional}”有 ${traditional.length} 个字。`,
      });
    }
    for (const side of [simplified, traditional]) {
      if (isWriting(side)) continue;
      problems.add('glossary-characters', {
        file,
        line,
        message: `“${side}”里有不是文字的符号。`,
      });
    }
    const known = before.get(simplified);
    if (known === undefined) before.set(simplified, traditional);
    else if (known === traditional) {
      problems.add('repeated-value', {
        file,
        line,
        message: `${labelledField('simplified')}里“${simplified}”列了两次。`,
      });
    } else {
      problems.add('glossary-conflict', {
        file,
        line,
        message: `“${simplified}”前面写的是“${known}”，这里写的是“${traditional}”。`,
      });
    }
  }
}

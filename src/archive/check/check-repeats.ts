import { labelledField } from '../../model/field-labels.ts';
import type { ProblemList } from './problem-list.ts';
import type { SourceLines } from './source-lines.ts';

/** States every value of a list that stood in it before, at its own line. */
export function checkRepeats(
  field: string,
  values: readonly string[],
  source: SourceLines,
  problems: ProblemList,
  pathOf: (index: number) => readonly PropertyKey[] = (index) => [field, index],
): void {
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) === index) continue;
    problems.add('repeated-value', {
      file: source.file,
      line: source.lineOf(pathOf(index)),
      message: `${labelledField(field)}里“${value}”列了两次。`,
    });
  }
}

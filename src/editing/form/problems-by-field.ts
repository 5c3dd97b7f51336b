import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../../model/problem.ts';
import { reportSchema } from '../../model/report.ts';

/** A problem with the place in the form where it is mended. */
export interface PlacedProblem {
  readonly problem: Problem;
  /** A field of the schema; `record` for the front matter as a whole, `file` for neither. */
  readonly field: string;
  /** In the body, counted from 1. */
  readonly bodyLine?: number | undefined;
}

/**
 * Where in the form each problem of a report belongs.
 *
 * @param leadLines lines of the body before what the form shows of it
 */
export function placeProblems(
  problems: readonly Problem[],
  file: string,
  frontMatter: string | undefined,
  leadLines: number,
): readonly PlacedProblem[] {
  const keyAt = keysByLine(frontMatter ?? '');
  const bodyLine = frontMatter === undefined ? 1 : frontMatter.split('\n').length + 2;
  return problems.map((problem) => {
    const { line, message } = problem;
    if (problem.file !== file || line === undefined) return { problem, field: 'file' };
    if (problem.code === 'published-unknown') return { problem, field: 'published' };
    if (line >= bodyLine)
      return { problem, field: 'body', bodyLine: Math.max(1, line - bodyLine + 1 - leadLines) };
    const missing = /^缺少 (\w+)/.exec(message)?.[1];
    const field = missing ?? keyAt(line - 1);
    const isKnown = field !== undefined && Object.hasOwn(reportSchema.shape, field);
    return { problem, field: isKnown ? field : 'record' };
  });
}

/** The same for a file that is one list of fields. */
export function placeYamlProblems(
  problems: readonly Problem[],
  file: string,
  text: string,
): readonly PlacedProblem[] {
  const keyAt = keysByLine(text);
  return problems.flatMap((problem) => {
    if (problem.file !== file) return [];
    const missing = /^缺少 (\w+)/.exec(problem.message)?.[1];
    const field = missing ?? (problem.line === undefined ? undefined : keyAt(problem.line));
    return [{ problem, field: field ?? 'file' }];
  });
}

/** The field that a line of the front matter belongs to; lines counted from 1. */
function keysByLine(frontMatter: string): (line: number) => string | undefined {
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(frontMatter, { lineCounter, stringKeys: true });
  const starts = isMap(contents)
    ? contents.items.flatMap(({ key }) =>
        isScalar(key) && key.range
          ? [{ key: String(key.value), line: lineCounter.linePos(key.range[0]).line }]
          : [],
      )
    : [];
  return (line) => starts.findLast((start) => start.line <= line)?.key;
}

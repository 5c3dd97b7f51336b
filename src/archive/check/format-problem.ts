import { type Problem, severityNames } from '../../model/problem.ts';

/** Places of one code that are printed; what is beyond scrolls away what matters. */
const mostPlaces = 10;

/** From what can wait to what stops the build: the end is what a terminal still shows. */
const printed = ['notice', 'warning', 'error'] as const;

/** One problem as text: place, code and kind first, so that an editor's terminal can jump to it. */
function formatProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  const lines = [
    `${place} ${severityNames[problem.severity]} ${problem.code}`,
    `  ${problem.message}`,
  ];
  if (problem.nearest !== undefined) lines.push(`  最接近：${problem.nearest}`);
  lines.push(`  怎么改：${problem.advice}`);
  return `${lines.join('\n')}\n`;
}

/**
 * The problems and a closing summary; ends in a line feed. Of each code the first ten places are told and
 * the rest are counted; notices come first and errors last.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const parts: string[] = [];
  for (const severity of printed) {
    const told = new Map<string, number>();
    for (const problem of problems) {
      if (problem.severity !== severity) continue;
      const count = (told.get(problem.code) ?? 0) + 1;
      told.set(problem.code, count);
      if (count <= mostPlaces) parts.push(formatProblem(problem));
    }
    const rest = [...told]
      .filter(([, count]) => count > mostPlaces)
      .map(([code, count]) => `……另有 ${count - mostPlaces} 处 ${code}，没有列在这里。\n`);
    if (rest.length > 0) parts.push(rest.join(''));
  }
  return [...parts, summarise(problems)].join('\n');
}

/** Whether {@link formatProblems} tells every place. */
export function tellsAll(problems: readonly Problem[]): boolean {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts.values()].every((count) => count <= mostPlaces);
}

/** Beyond this many problems a reader needs to know which kinds there are. */
const longList = 20;

function countByCode(problems: readonly Problem[]): string {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([code, count]) => `  ${code} ${count} 个\n`)
    .join('');
}

function summarise(problems: readonly Problem[]): string {
  if (problems.length === 0) return '没有发现问题。\n';
  const counts = printed
    .toReversed()
    .map((severity) => ({
      name: severityNames[severity],
      count: problems.filter((problem) => problem.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name} ${count} 个`);
  const files = new Set(problems.map((problem) => problem.file)).size;
  const total = `共 ${problems.length} 个问题：${counts.join('，')}；涉及 ${files} 个文件。\n`;
  return problems.length > longList ? `${total}${countByCode(problems)}` : total;
}

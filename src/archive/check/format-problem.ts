import type { Problem, Severity } from '../../model/problem.ts';

const severityNames: Readonly<Record<Severity, string>> = {
  error: '错误',
  warning: '警告',
  notice: '提示',
};

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

/** Every problem and a closing summary; ends in a line feed. */
export function formatProblems(problems: readonly Problem[]): string {
  return [...problems.map(formatProblem), summarise(problems)].join('\n');
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
  const counts = (Object.keys(severityNames) as Severity[])
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

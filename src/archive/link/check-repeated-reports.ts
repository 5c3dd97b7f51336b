import type { Report } from '../../model/report.ts';
import type { ProblemList } from '../check/problem-list.ts';

/** Reports that say the same of themselves: an import run twice, or two records that differ in what is not written. */
export function checkRepeatedReports(reports: readonly Report[], problems: ProblemList): void {
  const first = new Map<string, Report>();
  for (const report of reports.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    const { title, year, issuer, file } = report;
    const key = [year, issuer.id, title.normalize('NFKC').replace(/\s/g, '')].join('\n');
    const before = first.get(key);
    if (before === undefined) first.set(key, report);
    else {
      problems.add('repeated-report', {
        file,
        line: 1,
        message: `标题、发布机构和年度都与 ${before.file} 相同。`,
      });
    }
  }
}

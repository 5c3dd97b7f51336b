import { indicatorKey } from './indicator.ts';
import type { Report } from './report.ts';

/** What decides which series a report belongs to. */
export type SerialReport = Pick<Report, 'issuer' | 'title' | 'year' | 'indicators'>;

/** Kinds of papers that never follow one another, by their titles; all others are reports. */
const kinds: readonly (readonly [kind: string, titles: RegExp])[] = [
  ['self-assessment', /自评|自查|自测|自我评/],
  ['plan', /(?:计划|要点|方案|规划|安排)$/],
  ['table', /(?:统计表?|数据|清单|目录|名单|一览表?)$/],
];

/** 2019, 2019年, 2019年度, 二〇一九年. */
const yearInTitle =
  /(?:(?<!\d)(?:19|20)\d{2}(?!\d)|(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2})(?:年度?)?/g;

/**
 * Makes the function that gives a report's series: one report a year, newest first, its own included.
 * Those of the same issuer and title, the year and signs aside; then, for other years, the same issuer's
 * reports of the same kind and main indicator, because titles change. Two titles that share a year stand
 * for two series and are not joined.
 *
 * @param reports all of the archive, in its order: of several in a year the first stands for it.
 */
export function seriesFinder<One extends SerialReport>(
  reports: readonly One[],
): (report: One) => readonly One[] {
  const ofTitle = new Map<string, Map<number, One>>();
  const ofIndicator = new Map<string, Set<Map<number, One>>>();
  for (const report of reports) {
    const key = titleKey(report);
    const years = ofTitle.get(key) ?? new Map<number, One>();
    ofTitle.set(key, years);
    if (!years.has(report.year)) years.set(report.year, report);
    const place = indicatorPlace(report);
    ofIndicator.set(place, (ofIndicator.get(place) ?? new Set()).add(years));
  }
  return (report) => {
    const own = ofTitle.get(titleKey(report));
    // Of two in one year, each stands in its own line.
    const series = new Map(own).set(report.year, report);
    for (const other of ofIndicator.get(indicatorPlace(report)) ?? []) {
      if (other === own || [...other.keys()].some((year) => series.has(year))) continue;
      for (const [year, one] of other) series.set(year, one);
    }
    return [...series.values()].sort((one, other) => other.year - one.year);
  };
}

function titleKey({ issuer, title }: SerialReport): string {
  const bare = title
    .normalize('NFKC')
    .replace(yearInTitle, '')
    .replace(/[\s\p{P}]/gu, '');
  return `${issuer.id} ${bare}`;
}

function indicatorPlace({ issuer, title, indicators }: SerialReport): string {
  const kind = kinds.find(([, titles]) => titles.test(title))?.[0] ?? 'report';
  return `${issuer.id} ${indicatorKey(indicators[0])} ${kind}`;
}

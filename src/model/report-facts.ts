import type { Report } from './report.ts';

/** What of a report says which one it is, wherever its text is read. */
export type FactsOfReport = Pick<
  Report,
  | 'title'
  | 'issuer'
  | 'year'
  | 'published'
  | 'documentNumber'
  | 'indexNumber'
  | 'source'
  | 'indicators'
  | 'note'
>;

/**
 * The facts that stand over a report's text when it is taken away: Chinese names and values, in the order
 * of the report's page; what is not known is left out. Nothing of where the site stands: a text and its
 * hash stay the same when the archive moves.
 */
export function reportFacts(
  report: FactsOfReport,
): readonly (readonly [name: string, value: string])[] {
  const { source } = report;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['标题', report.title],
    ['发布机构', report.issuer.name],
    ['报告年度', String(report.year)],
    ['公开日期', report.published],
    ['发文字号', report.documentNumber],
    ['索引号', report.indexNumber],
    ['原文出处', source?.name],
    ['原文网址', source?.url],
    ['所属指标', report.indicators.map(({ title }) => title).join('；')],
    ['转录说明', report.note],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

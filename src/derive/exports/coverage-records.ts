import { indicatorYearAddress } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { coveredYears, flattenIndicators, reportsByYearUnder } from '../../model/coverage.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { ScriptText } from '../../variant/script-text.ts';
import type { DataTable } from './data-table.ts';

/** Whether an indicator's reports of one year were made public. */
export interface CoverageRecord {
  readonly edition: string;
  readonly code: string;
  readonly title: string;
  readonly year: number;
  /** Under the indicator or below it; 0 is what the pages call 未见公开. */
  readonly reports: number;
  /** Of the page that lists them; `null` where there are none. */
  readonly url: string | null;
}

/** Every indicator in every year from the archive's first report to its last, as on the page 公开情况. */
export function coverageTable(archive: Archive, script: ScriptText): DataTable<CoverageRecord> {
  const { site, editions } = archive;
  const years = coveredYears(archive);
  const indicators = editions.flatMap((edition) => flattenIndicators(edition.indicators));
  return {
    name: 'coverage',
    title: '公开情况',
    rows: indicators.flatMap((indicator) => {
      const byYear = reportsByYearUnder(archive, indicator);
      const { edition, code } = indicator;
      const title = script.text(indicator.title);
      return years.map((year) => {
        const reports = byYear.get(year)?.length ?? 0;
        const address = script.address(indicatorYearAddress(indicator, year));
        return {
          edition,
          code,
          title,
          year,
          reports,
          url: reports ? pageUrl(site, address) : null,
        };
      });
    }),
    columns: [
      { name: '指标体系版本', type: 'string', value: ({ edition }) => edition },
      { name: '代码', type: 'string', value: ({ code }) => code },
      { name: '指标', type: 'string', value: ({ title }) => title },
      { name: '报告年度', type: 'year', value: ({ year }) => String(year) },
      { name: '报告数', type: 'integer', value: ({ reports }) => String(reports) },
      { name: '网址', type: 'string', format: 'uri', value: ({ url }) => url ?? '' },
    ],
    properties: [
      { name: 'edition', type: 'string', title: '指标体系版本' },
      { name: 'code', type: 'string', title: '代码' },
      { name: 'title', type: 'string', title: '指标' },
      { name: 'year', type: 'year', title: '报告年度' },
      { name: 'reports', type: 'integer', title: '报告数' },
      { name: 'url', type: 'string', format: 'uri', title: '网址' },
    ],
  };
}

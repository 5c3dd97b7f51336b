import { indicatorAddress, indicatorYearAddress, yearAddress } from '../model/address.ts';
import { coveredYears } from '../model/coverage.ts';
import { indicatorTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { indicatorOf } from './indicator-view.ts';
import {
  listPart,
  type PartParams,
  type PartsView,
  partParams,
  partTitle,
  partTrail,
} from './list-part.ts';
import { manyPages } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';
import { reportsByYear } from './reports-by-year.ts';
import { type YearStep, yearRun } from './year-run.ts';

export interface IndicatorYearView {
  readonly frame: FrameView;
  readonly title: string;
  readonly year: number;
  /** Of one page of a long list. */
  readonly parts?: PartsView | undefined;
  readonly reports: readonly ReportItem[];
  readonly years: readonly YearStep[];
  readonly links: { readonly indicator: string; readonly year: string };
}

export const indicatorYearPage = manyPages<
  PartParams & { readonly edition: string; readonly code: string; readonly year: string },
  IndicatorYearView
>({
  // An indicator that has never had a report needs no page a year: its own page says 未见公开 for all of them.
  paths: (archive) =>
    [...archive.indicatorByKey.values()]
      .filter((indicator) => reportsByYear(archive, indicator).size > 0)
      .flatMap((indicator) => {
        const { edition, code } = indicator;
        const byYear = reportsByYear(archive, indicator);
        return coveredYears(archive).flatMap((year) =>
          partParams({ edition, code, year: String(year) }, byYear.get(year)?.length ?? 0),
        );
      }),
  view(archive, params) {
    const indicator = indicatorOf(archive, params);
    const year = Number(params.year);
    const byYear = reportsByYear(archive, indicator);
    const reports = byYear.get(year) ?? [];
    const href = hrefsOf(archive);
    const whole = indicatorYearAddress(indicator, year);
    const { own, address, parts } = listPart(
      archive,
      reports,
      whole,
      params,
      // In the order of publication.
      ({ published }) => published?.slice(0, 10) ?? '公开日期未载明',
    );
    return {
      frame: frameOf(archive, {
        kind: 'column',
        title: partTitle(`${year}年度：${indicator.title}`, parts),
        description: `${year}年度${reports.length > 0 ? `已公开报告${reports.length}份` : '未见公开'}：${indicator.title}`,
        address,
        trail: [
          ...indicatorTrail(archive.site, indicator),
          { name: `${year}`, address: whole },
          ...partTrail(parts, address),
        ],
      }),
      title: indicator.title,
      year,
      parts,
      reports: reportItems(archive, own),
      years: yearRun(
        archive,
        year,
        (one) => indicatorYearAddress(indicator, one),
        (one) => byYear.has(one),
      ),
      links: { indicator: href(indicatorAddress(indicator)), year: href(yearAddress(year)) },
    };
  },
});

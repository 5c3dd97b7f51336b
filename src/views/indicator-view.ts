import { indicatorAddress, indicatorFeedAddress, indicatorYearAddress } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import { coveredYears } from '../model/coverage.ts';
import type { Indicator } from '../model/indicator.ts';
import { indicatorTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { type IndicatorNode, indicatorNodes, reportsUnder } from './indicator-node.ts';
import { manyPages } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';
import { reportsByYear } from './reports-by-year.ts';

export interface IndicatorView {
  readonly frame: FrameView;
  readonly title: string;
  readonly edition: string;
  /** Where the edition stands in print. */
  readonly source?: string | undefined;
  readonly reports: number;
  readonly children: readonly IndicatorNode[];
  readonly years: readonly {
    readonly year: number;
    /** An indicator that has never had a report has no pages of years. */
    readonly href?: string | undefined;
    readonly reports: number;
    /** The first of them. */
    readonly shown: readonly ReportItem[];
  }[];
}

/** A year's list on this page is a beginning; the rest stands on the year's own page. */
const shownPerYear = 12;

/** An indicator in the address of its page. */
export interface IndicatorParams {
  readonly [name: string]: string;
  readonly edition: string;
  readonly code: string;
}

export const indicatorPage = manyPages<IndicatorParams, IndicatorView>({
  paths: (archive) =>
    [...archive.indicatorByKey.values()].map(({ edition, code }) => ({ edition, code })),
  view(archive, params) {
    const indicator = indicatorOf(archive, params);
    const { site } = archive;
    const href = hrefsOf(archive);
    const edition = archive.editions.find((one) => one.edition === indicator.edition);
    const byYear = reportsByYear(archive, indicator);
    const years = coveredYears(archive);
    const missing = years.filter((year) => !byYear.has(year)).length;
    const reports = reportsUnder(archive, indicator);
    return {
      frame: frameOf(archive, {
        kind: 'column',
        title: indicator.title,
        description: `${edition?.title ?? ''}：${indicator.title} 已公开报告${reports}份${missing > 0 ? `，${missing}个年度未见公开` : ''}。`,
        address: indicatorAddress(indicator),
        feed: reports > 0 ? indicatorFeedAddress(indicator) : undefined,
        trail: indicatorTrail(site, indicator),
      }),
      title: indicator.title,
      edition: edition?.title ?? '',
      source: edition?.source?.name,
      reports,
      children: indicatorNodes(archive, indicator.children),
      years: years.map((year) => {
        const ofYear = byYear.get(year) ?? [];
        return {
          year,
          href: byYear.size > 0 ? href(indicatorYearAddress(indicator, year)) : undefined,
          reports: ofYear.length,
          shown: reportItems(archive, ofYear.slice(0, shownPerYear)),
        };
      }),
    };
  },
});

/** @throws when the archive has no such indicator. */
export function indicatorOf(
  archive: Archive,
  { edition, code }: Pick<IndicatorParams, 'edition' | 'code'>,
): Indicator {
  const indicator = archive.indicatorByKey.get(`${edition}/${code}`);
  if (indicator === undefined) throw new Error(`There is no indicator ${edition}/${code}`);
  return indicator;
}

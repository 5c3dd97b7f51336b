import { coverageAddress, indicatorAddress, indicatorYearAddress } from '../model/address.ts';
import { coveredYears, flattenIndicators } from '../model/coverage.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { singlePage } from './page-type.ts';
import { reportsByYear } from './reports-by-year.ts';

export interface CoverageView {
  readonly frame: FrameView;
  readonly editions: readonly CoverageTableView[];
}

/** Indicators of one edition by year. */
export interface CoverageTableView {
  readonly edition: string;
  readonly title: string;
  /** Newest first, gaps included. */
  readonly years: readonly number[];
  /** Each indicator before those below it. */
  readonly rows: readonly {
    readonly title: string;
    readonly href: string;
    /** 1 for first-level indicators. */
    readonly depth: number;
    /** One for each year; without a report there is no link. */
    readonly cells: readonly {
      readonly year: number;
      readonly reports: number;
      readonly href?: string | undefined;
    }[];
  }[];
}

export const coveragePage = singlePage((archive): CoverageView => {
  const { site, editions } = archive;
  const href = hrefsOf(archive);
  const years = coveredYears(archive);
  return {
    frame: frameOf(archive, {
      kind: 'column',
      title: '公开情况',
      description: `${site.name}各项指标各年度的公开情况：哪一格有报告、有几份，哪一格未见公开。`,
      address: coverageAddress,
      trail: shortTrail('公开情况', coverageAddress),
    }),
    editions: editions.map(({ edition, title, indicators }) => ({
      edition,
      title,
      years,
      rows: flattenIndicators(indicators).map((indicator) => ({
        title: indicator.title,
        href: href(indicatorAddress(indicator)),
        depth: indicator.depth,
        cells: years.map((year) => {
          const reports = reportsByYear(archive, indicator).get(year)?.length ?? 0;
          const address = indicatorYearAddress(indicator, year);
          return { year, reports, href: reports > 0 ? href(address) : undefined };
        }),
      })),
    })),
  };
});

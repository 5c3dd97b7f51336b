import type { Archive } from './archive.ts';
import { type Indicator, indicatorKey } from './indicator.ts';
import type { Report } from './report.ts';

/**
 * Every year from the archive's first to its last report, newest first, the gaps included:
 * a year without a report is what an assessor looks for.
 */
export function coveredYears(archive: Pick<Archive, 'years'>): number[] {
  const newest = archive.years[0];
  const oldest = archive.years[archive.years.length - 1];
  if (newest === undefined || oldest === undefined) return [];
  return Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index);
}

/** The reports under an indicator (or below it), by year; years without one are absent. */
export function reportsByYearUnder(
  archive: Pick<Archive, 'reportsUnderIndicator'>,
  indicator: Indicator,
): Map<number, Report[]> {
  const byYear = new Map<number, Report[]>();
  for (const report of archive.reportsUnderIndicator.get(indicatorKey(indicator)) ?? []) {
    const reports = byYear.get(report.year);
    if (reports) reports.push(report);
    else byYear.set(report.year, [report]);
  }
  return byYear;
}

/** Every indicator of the given ones, each before those below it. */
export function flattenIndicators(indicators: readonly Indicator[]): Indicator[] {
  return indicators.flatMap((indicator) => [indicator, ...flattenIndicators(indicator.children)]);
}

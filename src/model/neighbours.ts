import type { Report } from './report.ts';

/** The nearest earlier and the nearest later report of a series. */
export interface Neighbours<One> {
  readonly earlier?: One | undefined;
  readonly later?: One | undefined;
}

/** @param series of the report (series.ts), newest first. */
export function neighbours<One extends Pick<Report, 'year'>>(
  series: readonly One[],
  report: One,
): Neighbours<One> {
  return {
    earlier: series.find(({ year }) => year < report.year),
    later: series.findLast(({ year }) => year > report.year),
  };
}

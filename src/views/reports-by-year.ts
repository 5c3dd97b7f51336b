import type { Archive } from '../model/archive.ts';
import { reportsByYearUnder } from '../model/coverage.ts';
import { type Indicator, type IndicatorKey, indicatorKey } from '../model/indicator.ts';
import type { Report } from '../model/report.ts';
import { oncePerArchive } from './page-type.ts';

const byIndicator = oncePerArchive(
  (archive) =>
    new Map<IndicatorKey, ReadonlyMap<number, readonly Report[]>>(
      [...archive.indicatorByKey].map(([key, indicator]) => [
        key,
        reportsByYearUnder(archive, indicator),
      ]),
    ),
);

/** The reports under an indicator or below it, by year; years without one are absent. */
export function reportsByYear(
  archive: Archive,
  indicator: Indicator,
): ReadonlyMap<number, readonly Report[]> {
  return byIndicator(archive).get(indicatorKey(indicator)) ?? new Map();
}

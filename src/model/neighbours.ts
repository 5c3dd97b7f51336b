import type { Archive } from './archive.ts';
import { indicatorKey } from './indicator.ts';
import type { Report } from './report.ts';

/** The reports of the same indicator in the nearest earlier and the nearest later year. */
export interface Neighbours {
  readonly earlier?: Report | undefined;
  readonly later?: Report | undefined;
}

/** Where a year has several reports, the same issuer's is nearer than another's. */
export function neighbours(
  archive: Pick<Archive, 'reportsByIndicator'>,
  report: Report,
): Neighbours {
  const siblings = archive.reportsByIndicator.get(indicatorKey(report.indicators[0])) ?? [];
  const nearest = (year: number | undefined) => {
    const ofYear = siblings.filter((sibling) => sibling.year === year);
    return ofYear.find((candidate) => candidate.issuer === report.issuer) ?? ofYear[0];
  };
  // Siblings stand newest year first.
  return {
    earlier: nearest(siblings.find(({ year }) => year < report.year)?.year),
    later: nearest(siblings.findLast(({ year }) => year > report.year)?.year),
  };
}

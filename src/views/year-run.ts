import { yearAddress } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import { coveredYears } from '../model/coverage.ts';
import { hrefsOf, type Link } from './frame.ts';

/** A year in a row of all covered years; one that has no report has no link. */
export interface YearStep {
  readonly year: number;
  readonly href?: string | undefined;
  readonly isCurrent?: boolean | undefined;
}

/** Every covered year with where it leads. */
export function yearRun(
  archive: Archive,
  current: number,
  address: (year: number) => string,
  isPresent: (year: number) => boolean,
): readonly YearStep[] {
  const href = hrefsOf(archive);
  return coveredYears(archive).map((year) => ({
    year,
    href: isPresent(year) ? href(address(year)) : undefined,
    isCurrent: year === current || undefined,
  }));
}

/** The years that have reports. */
export function yearLinks(archive: Archive): readonly Link[] {
  const href = hrefsOf(archive);
  return archive.years.map((year) => ({ name: `${year}年`, href: href(yearAddress(year)) }));
}

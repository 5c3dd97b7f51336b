import type { Archive } from '../model/archive.ts';
import { partAddress, partCount, partLength } from '../model/list-parts.ts';
import type { Report } from '../model/report.ts';
import { hrefsOf } from './frame.ts';

/** Which page of a list is shown, and where the others are; undefined where one page holds all of it. */
export interface PartsView {
  readonly current: number;
  readonly reports: number;
  /** What the page begins and ends with, from 1. */
  readonly first: number;
  readonly last: number;
  readonly pages: readonly PartLink[];
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

interface PartLink {
  readonly part: number;
  readonly href: string;
  /** What stands there: the groups that it begins and ends with. */
  readonly from: string;
  readonly to: string;
}

/** The page's own number in its address: absent on the first. */
export interface PartParams {
  readonly [name: string]: string | undefined;
  readonly part?: string | undefined;
}

/** One for each page of a list. */
export function partParams<Params extends object>(params: Params, items: number): Params[] {
  return Array.from({ length: partCount(items) }, (_, index) =>
    index === 0 ? params : { ...params, part: String(index + 1) },
  );
}

/**
 * What of a list stands on one of its pages.
 *
 * @param reports all of them, in the order in which they are shown.
 * @param groupOf the name of what a report is shown under.
 * @throws when the list has no such page.
 */
export function listPart(
  archive: Archive,
  reports: readonly Report[],
  address: string,
  { part: asked = '1' }: PartParams,
  groupOf: (report: Report) => string,
): { readonly own: readonly Report[]; readonly address: string; readonly parts?: PartsView } {
  const count = partCount(reports.length);
  const part = Number(asked);
  if (!(Number.isInteger(part) && part >= 1 && part <= count)) {
    throw new Error(`There is no page ${asked} of ${address}`);
  }
  const start = (part - 1) * partLength;
  const own = reports.slice(start, start + partLength);
  if (count === 1) return { own, address };
  const href = hrefsOf(archive);
  const nameAt = (index: number): string => {
    const report = reports[Math.min(index, reports.length - 1)];
    return report ? groupOf(report) : '';
  };
  const hrefOf = (one: number) => href(partAddress(address, one));
  return {
    own,
    address: partAddress(address, part),
    parts: {
      current: part,
      reports: reports.length,
      first: start + 1,
      last: start + own.length,
      pages: Array.from({ length: count }, (_, index) => ({
        part: index + 1,
        href: hrefOf(index + 1),
        from: nameAt(index * partLength),
        to: nameAt((index + 1) * partLength - 1),
      })),
      previous: part > 1 ? hrefOf(part - 1) : undefined,
      next: part < count ? hrefOf(part + 1) : undefined,
    },
  };
}

/** A title that says which page of a list it heads. */
export function partTitle(title: string, parts: PartsView | undefined): string {
  return parts && parts.current > 1 ? `${title}（第${parts.current}页）` : title;
}

/** The trail's last step on every page of a list but the first. */
export function partTrail(
  parts: PartsView | undefined,
  address: string,
): readonly { readonly name: string; readonly address: string }[] {
  return parts && parts.current > 1 ? [{ name: `第${parts.current}页`, address }] : [];
}

import { indicatorAddress } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import { type Indicator, type IndicatorKey, indicatorKey } from '../model/indicator.ts';
import { hrefsOf } from './frame.ts';

/** An indicator in a tree, with how many reports stand under it or below. */
export interface IndicatorNode {
  readonly key: IndicatorKey;
  readonly title: string;
  readonly href: string;
  readonly reports: number;
  readonly children: readonly IndicatorNode[];
}

/** @param levels how many are listed; all when left out. */
export function indicatorNodes(
  archive: Archive,
  indicators: readonly Indicator[],
  levels = Number.POSITIVE_INFINITY,
): readonly IndicatorNode[] {
  const href = hrefsOf(archive);
  return indicators.map((indicator) => ({
    key: indicatorKey(indicator),
    title: indicator.title,
    href: href(indicatorAddress(indicator)),
    reports: reportsUnder(archive, indicator),
    children: levels > 1 ? indicatorNodes(archive, indicator.children, levels - 1) : [],
  }));
}

/** How many reports stand under an indicator or below it. */
export function reportsUnder(archive: Archive, indicator: Indicator): number {
  return archive.reportsUnderIndicator.get(indicatorKey(indicator))?.length ?? 0;
}

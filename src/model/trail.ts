import { homeAddress, indicatorAddress, indicatorsAddress } from './address.ts';
import type { Indicator } from './indicator.ts';
import type { TrailStep } from './page.ts';
import type { Site } from './site.ts';

/** The way from the home page to the indicator tree: what site.yaml calls the trail; its last step is the tree. */
export function treeTrail(site: Pick<Site, 'trail'>): TrailStep[] {
  const last = site.trail.length - 1;
  return [
    { name: '首页', address: homeAddress },
    ...site.trail.map((name, index) =>
      index === last ? { name, address: indicatorsAddress } : { name },
    ),
  ];
}

/** The way from the home page to an indicator, the indicator included. */
export function indicatorTrail(site: Pick<Site, 'trail'>, indicator: Indicator): TrailStep[] {
  return [
    ...treeTrail(site),
    ...[...indicator.ancestors, indicator].map((step) => ({
      name: step.title,
      address: indicatorAddress(step),
    })),
  ];
}

/** A page directly below the home page. */
export function shortTrail(name: string, address: string): TrailStep[] {
  return [
    { name: '首页', address: homeAddress },
    { name, address },
  ];
}

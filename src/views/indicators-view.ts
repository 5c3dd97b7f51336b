import { coverageAddress, indicatorsAddress } from '../model/address.ts';
import { flattenIndicators } from '../model/coverage.ts';
import type { Edition } from '../model/indicator.ts';
import { treeTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { type IndicatorNode, indicatorNodes } from './indicator-node.ts';
import { singlePage } from './page-type.ts';

export interface IndicatorsView {
  readonly frame: FrameView;
  readonly editions: readonly {
    readonly edition: string;
    readonly title: string;
    /** Indicators of all levels. */
    readonly count: number;
    readonly source: Edition['source'];
    readonly indicators: readonly IndicatorNode[];
  }[];
  readonly coverage: string;
}

export const indicatorsPage = singlePage((archive): IndicatorsView => {
  const { site, editions } = archive;
  return {
    frame: frameOf(archive, {
      kind: 'column',
      title: '指标体系',
      description: `${site.name}的指标体系：${editions.map(({ title }) => title).join('、')}，每项指标下可查阅已公开的报告。`,
      address: indicatorsAddress,
      trail: treeTrail(site),
    }),
    editions: editions.map(({ edition, title, source, indicators }) => ({
      edition,
      title,
      count: flattenIndicators(indicators).length,
      source,
      indicators: indicatorNodes(archive, indicators),
    })),
    coverage: hrefsOf(archive)(coverageAddress),
  };
});

import { homeAddress, missingAddress, sitemapAddress } from '../model/address.ts';
import { type FrameView, frameOf, hrefsOf, type Link } from './frame.ts';
import { type IndicatorNode, indicatorNodes } from './indicator-node.ts';
import { singlePage } from './page-type.ts';
import { yearLinks } from './year-run.ts';

/** The page for addresses that have none. */
export interface MissingView {
  readonly frame: FrameView;
  readonly years: readonly Link[];
  /** The first level of the newest edition; empty without one. */
  readonly indicators: readonly IndicatorNode[];
  readonly links: { readonly home: string; readonly sitemap: string };
}

export const missingPage = singlePage((archive): MissingView => {
  const href = hrefsOf(archive);
  return {
    frame: frameOf(archive, {
      kind: 'tool',
      title: '找不到这一页',
      description: '这个地址没有页面。可以搜索，或从指标、年度进入。',
      address: missingAddress,
      trail: [{ name: '首页', address: homeAddress }],
      unlisted: true,
    }),
    years: yearLinks(archive),
    indicators: indicatorNodes(archive, archive.editions[0]?.indicators ?? [], 1),
    links: { home: href(homeAddress), sitemap: href(sitemapAddress) },
  };
});

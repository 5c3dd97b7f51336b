import {
  coverageAddress,
  dataAddress,
  documentAddress,
  editingAddress,
  homeAddress,
  indicatorsAddress,
  issuerAddress,
  issuersAddress,
  noticesAddress,
  problemsAddress,
  publishingAddress,
  searchAddress,
  sitemapAddress,
  yearsAddress,
} from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf, type Link } from './frame.ts';
import { type IndicatorNode, indicatorNodes } from './indicator-node.ts';
import { singlePage } from './page-type.ts';
import { yearLinks } from './year-run.ts';

export interface SitemapView {
  readonly frame: FrameView;
  readonly places: readonly Link[];
  readonly years: readonly Link[];
  readonly issuers: readonly Link[];
  readonly editions: readonly {
    readonly title: string;
    readonly indicators: readonly IndicatorNode[];
  }[];
  readonly links: {
    readonly years: string;
    readonly issuers: string;
    readonly indicators: string;
  };
}

export const sitemapPage = singlePage((archive): SitemapView => {
  const { site } = archive;
  const href = hrefsOf(archive);
  return {
    frame: frameOf(archive, {
      kind: 'tool',
      title: '网站地图',
      description: `${site.name}的全部栏目：指标体系、年度、发布机构和说明。`,
      address: sitemapAddress,
      trail: shortTrail('网站地图', sitemapAddress),
    }),
    places: [
      { name: '首页', href: href(homeAddress) },
      { name: '搜索', href: href(searchAddress) },
      { name: '公开情况', href: href(coverageAddress) },
      { name: '开放数据', href: href(dataAddress) },
      { name: '关于本馆', href: href(documentAddress('about')) },
      { name: '使用帮助', href: href(documentAddress('help')) },
      { name: '内容问题一览（供编辑）', href: href(problemsAddress) },
      { name: '从空文件夹到公开的网站（供编辑）', href: href(editingAddress) },
      { name: '从生成到公开（供站长）', href: href(publishingAddress) },
      { name: '无障碍声明', href: href(documentAddress('accessibility')) },
      { name: '第三方作品的许可', href: href(noticesAddress) },
    ],
    years: yearLinks(archive),
    issuers: archive.issuers.map((issuer) => ({
      name: issuer.name,
      href: href(issuerAddress(issuer)),
    })),
    editions: archive.editions.map(({ title, indicators }) => ({
      title,
      indicators: indicatorNodes(archive, indicators),
    })),
    links: {
      years: href(yearsAddress),
      issuers: href(issuersAddress),
      indicators: href(indicatorsAddress),
    },
  };
});

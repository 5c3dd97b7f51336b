import { coverageAddress, homeAddress, indicatorsAddress } from '../model/address.ts';
import { type FrameView, frameOf, hrefsOf, type Link } from './frame.ts';
import { type IndicatorNode, indicatorNodes } from './indicator-node.ts';
import { singlePage } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';
import { yearLinks } from './year-run.ts';

export interface HomeView {
  readonly frame: FrameView;
  readonly title: string;
  readonly description: string;
  /** In words: how many reports, of whom, of which years. */
  readonly holdings: string;
  /** The first level of each edition. */
  readonly editions: readonly {
    readonly title: string;
    readonly indicators: readonly IndicatorNode[];
  }[];
  readonly years: readonly Link[];
  readonly newest: readonly ReportItem[];
  readonly links: { readonly indicators: string; readonly coverage: string };
}

const shownReports = 6;

export const homePage = singlePage((archive): HomeView => {
  const { site, editions, reports, years, issuers } = archive;
  const href = hrefsOf(archive);
  const title = site.title ?? site.name;
  const description =
    site.description ?? `${site.name}：${site.trail.join('、')}，按指标和年度查阅已公开的报告。`;
  const publishing = issuers.filter(({ id }) => archive.reportsByIssuer.has(id)).length;
  const span = years.length > 1 ? `${years[years.length - 1]}—${years[0]}年度` : `${years[0]}年度`;
  return {
    frame: frameOf(archive, {
      kind: 'home',
      title,
      description,
      address: homeAddress,
      trail: [{ name: '首页', address: homeAddress }],
    }),
    title,
    description,
    holdings:
      reports.length > 0
        ? `现存报告${reports.length}份，${publishing}个机构发布，${span}。`
        : '尚未收录报告。',
    editions: editions.map((edition) => ({
      title: edition.title,
      indicators: indicatorNodes(archive, edition.indicators, 1),
    })),
    years: yearLinks(archive),
    newest: reportItems(archive, reports.slice(0, shownReports)),
    links: { indicators: href(indicatorsAddress), coverage: href(coverageAddress) },
  };
});

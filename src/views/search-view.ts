import {
  indicatorsAddress,
  issuerAddress,
  searchAddress,
  yearAddress,
  yearsAddress,
} from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { type IndicatorNode, indicatorNodes } from './indicator-node.ts';
import { singlePage } from './page-type.ts';

/** One value of a filter: a link without script, a choice with it. */
export interface FilterValue {
  readonly value: string;
  readonly name: string;
  readonly href: string;
  readonly reports: number;
}

export interface SearchFiltersView {
  readonly years: readonly FilterValue[];
  /** Those that published something. */
  readonly issuers: readonly FilterValue[];
  readonly editions: readonly {
    readonly title: string;
    readonly indicators: readonly IndicatorNode[];
  }[];
}

export interface SearchView {
  readonly frame: FrameView;
  readonly filters: SearchFiltersView;
  readonly links: { readonly years: string; readonly indicators: string };
}

export const searchPage = singlePage((archive): SearchView => {
  const { site, years, editions, issuers, reportsByYear, reportsByIssuer } = archive;
  const href = hrefsOf(archive);
  return {
    frame: frameOf(archive, {
      kind: 'tool',
      title: '搜索',
      description: `在${site.name}的全部报告中逐字查找，简体、繁体均可。`,
      address: searchAddress,
      trail: shortTrail('搜索', searchAddress),
    }),
    filters: {
      years: years.map((year) => ({
        value: String(year),
        name: `${year}年`,
        href: href(yearAddress(year)),
        reports: reportsByYear.get(year)?.length ?? 0,
      })),
      issuers: issuers.flatMap((issuer) => {
        const reports = reportsByIssuer.get(issuer.id)?.length ?? 0;
        if (reports === 0) return [];
        return [
          { value: issuer.id, name: issuer.name, href: href(issuerAddress(issuer)), reports },
        ];
      }),
      editions: editions.map(({ title, indicators }) => ({
        title,
        indicators: indicatorNodes(archive, indicators),
      })),
    },
    links: { years: href(yearsAddress), indicators: href(indicatorsAddress) },
  };
});

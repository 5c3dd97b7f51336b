import { issuerAddress, issuerFeedAddress, issuersAddress } from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import {
  listPart,
  type PartParams,
  type PartsView,
  partParams,
  partTitle,
  partTrail,
} from './list-part.ts';
import { manyPages } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';

export interface IssuerView {
  readonly frame: FrameView;
  readonly name: string;
  /** Of one page of a long list. */
  readonly parts?: PartsView | undefined;
  /** Newest first; empty where nothing was published. */
  readonly years: readonly { readonly year: number; readonly reports: readonly ReportItem[] }[];
}

export const issuerPage = manyPages<PartParams & { readonly id: string }, IssuerView>({
  paths: (archive) =>
    archive.issuers.flatMap(({ id }) =>
      partParams({ id }, archive.reportsByIssuer.get(id)?.length ?? 0),
    ),
  view(archive, params) {
    const { id } = params;
    const issuer = archive.issuers.find((one) => one.id === id);
    if (issuer === undefined) throw new Error(`There is no issuer ${id}`);
    const reports = archive.reportsByIssuer.get(id) ?? [];
    const count = new Set(reports.map(({ year }) => year)).size;
    const {
      own: shown,
      address,
      parts,
    } = listPart(archive, reports, issuerAddress(issuer), params, ({ year }) => `${year}年度`);
    const years = [...Map.groupBy(shown, ({ year }) => year)];
    return {
      frame: frameOf(archive, {
        kind: 'column',
        title: partTitle(issuer.name, parts),
        description: `${issuer.name}发布的报告${reports.length}份${count > 0 ? `，涉及${count}个年度` : ''}。`,
        address,
        feed: issuerFeedAddress(issuer),
        trail: [
          ...shortTrail('发布机构', issuersAddress),
          { name: issuer.name, address: issuerAddress(issuer) },
          ...partTrail(parts, address),
        ],
      }),
      name: issuer.name,
      parts,
      years: years.map(([year, own]) => ({ year, reports: reportItems(archive, own) })),
    };
  },
});

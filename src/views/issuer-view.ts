import { issuerAddress, issuerFeedAddress, issuersAddress } from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { manyPages } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';

export interface IssuerView {
  readonly frame: FrameView;
  readonly name: string;
  /** Newest first; empty where nothing was published. */
  readonly years: readonly { readonly year: number; readonly reports: readonly ReportItem[] }[];
}

export const issuerPage = manyPages<{ readonly id: string }, IssuerView>({
  paths: (archive) => archive.issuers.map(({ id }) => ({ id })),
  view(archive, { id }) {
    const issuer = archive.issuers.find((one) => one.id === id);
    if (issuer === undefined) throw new Error(`There is no issuer ${id}`);
    const reports = archive.reportsByIssuer.get(id) ?? [];
    const years = [...Map.groupBy(reports, ({ year }) => year)];
    const address = issuerAddress(issuer);
    return {
      frame: frameOf(archive, {
        kind: 'column',
        title: issuer.name,
        description: `${issuer.name}发布的报告${reports.length}份${years.length > 0 ? `，涉及${years.length}个年度` : ''}。`,
        address,
        feed: issuerFeedAddress(issuer),
        trail: [...shortTrail('发布机构', issuersAddress), { name: issuer.name, address }],
      }),
      name: issuer.name,
      years: years.map(([year, own]) => ({ year, reports: reportItems(archive, own) })),
    };
  },
});

import { yearAddress, yearsAddress } from '../model/address.ts';
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
import { type YearStep, yearRun } from './year-run.ts';

export interface YearView {
  readonly frame: FrameView;
  readonly year: number;
  readonly reports: number;
  /** Issuers that have published them. */
  readonly publishers: number;
  /** Of one page of a long list. */
  readonly parts?: PartsView | undefined;
  /** In the order of issuers.yaml. */
  readonly issuers: readonly {
    readonly id: string;
    readonly name: string;
    readonly reports: readonly ReportItem[];
  }[];
  readonly years: readonly YearStep[];
}

export const yearPage = manyPages<PartParams & { readonly year: string }, YearView>({
  paths: (archive) =>
    archive.years.flatMap((year) =>
      partParams({ year: String(year) }, archive.reportsByYear.get(year)?.length ?? 0),
    ),
  view(archive, params) {
    const year = Number(params.year);
    const reports = archive.reportsByYear.get(year) ?? [];
    const ofIssuer = Map.groupBy(reports, ({ issuer }) => issuer.id);
    const inOrder = archive.issuers.flatMap(({ id }) => ofIssuer.get(id) ?? []);
    const {
      own: shown,
      address,
      parts,
    } = listPart(archive, inOrder, yearAddress(year), params, ({ issuer }) => issuer.name);
    const byIssuer = Map.groupBy(shown, ({ issuer }) => issuer.id);
    const issuers = archive.issuers.flatMap(({ id, name }) => {
      const own = byIssuer.get(id);
      return own ? [{ id, name, reports: reportItems(archive, own) }] : [];
    });
    return {
      frame: frameOf(archive, {
        kind: 'column',
        title: partTitle(`${year}年度`, parts),
        description: `${year}年度的报告${reports.length}份，${ofIssuer.size}个机构发布。`,
        address,
        trail: [
          ...shortTrail('年度', yearsAddress),
          { name: `${year}年度`, address: yearAddress(year) },
          ...partTrail(parts, address),
        ],
      }),
      year,
      reports: reports.length,
      publishers: ofIssuer.size,
      parts,
      issuers,
      years: yearRun(archive, year, yearAddress, (one) => archive.reportsByYear.has(one)),
    };
  },
});

import { yearAddress, yearsAddress } from '../model/address.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf } from './frame.ts';
import { manyPages } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';
import { type YearStep, yearRun } from './year-run.ts';

export interface YearView {
  readonly frame: FrameView;
  readonly year: number;
  readonly reports: number;
  /** In the order of issuers.yaml. */
  readonly issuers: readonly {
    readonly id: string;
    readonly name: string;
    readonly reports: readonly ReportItem[];
  }[];
  readonly years: readonly YearStep[];
}

export const yearPage = manyPages<{ readonly year: string }, YearView>({
  paths: (archive) => archive.years.map((year) => ({ year: String(year) })),
  view(archive, params) {
    const year = Number(params.year);
    const reports = archive.reportsByYear.get(year) ?? [];
    const byIssuer = Map.groupBy(reports, ({ issuer }) => issuer.id);
    const issuers = archive.issuers.flatMap(({ id, name }) => {
      const own = byIssuer.get(id);
      return own ? [{ id, name, reports: reportItems(archive, own) }] : [];
    });
    return {
      frame: frameOf(archive, {
        kind: 'column',
        title: `${year}年度`,
        description: `${year}年度的报告${reports.length}份，${issuers.length}个机构发布。`,
        address: yearAddress(year),
        trail: [
          ...shortTrail('年度', yearsAddress),
          { name: `${year}年度`, address: yearAddress(year) },
        ],
      }),
      year,
      reports: reports.length,
      issuers,
      years: yearRun(archive, year, yearAddress, (one) => archive.reportsByYear.has(one)),
    };
  },
});

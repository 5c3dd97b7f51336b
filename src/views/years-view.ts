import { yearAddress, yearsAddress } from '../model/address.ts';
import { coveredYears } from '../model/coverage.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf } from './frame.ts';
import { singlePage } from './page-type.ts';

export interface YearsView {
  readonly frame: FrameView;
  /** Gaps included; a year without reports has no page. */
  readonly years: readonly {
    readonly year: number;
    readonly reports: number;
    readonly href?: string | undefined;
  }[];
}

export const yearsPage = singlePage((archive): YearsView => {
  const href = hrefsOf(archive);
  return {
    frame: frameOf(archive, {
      kind: 'column',
      title: '年度',
      description: `${archive.site.name}按报告年度查阅：共${archive.years.length}个年度有报告。`,
      address: yearsAddress,
      trail: shortTrail('年度', yearsAddress),
    }),
    years: coveredYears(archive).map((year) => {
      const reports = archive.reportsByYear.get(year)?.length ?? 0;
      return { year, reports, href: reports > 0 ? href(yearAddress(year)) : undefined };
    }),
  };
});

import { reportAddress } from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import type { Report } from '../model/report.ts';
import { hrefsOf } from './frame.ts';

/** A report as a list shows it. */
export interface ReportItem {
  readonly title: string;
  readonly href: string;
  readonly year: number;
  readonly issuer: string;
  readonly documentNumber?: string | undefined;
  /** `YYYY-MM-DD`, with the time after a space where it is known. */
  readonly published?: string | undefined;
}

export function reportItems(archive: Archive, reports: readonly Report[]): readonly ReportItem[] {
  const href = hrefsOf(archive);
  return reports.map((report) => ({
    title: report.title,
    href: href(reportAddress(report)),
    year: report.year,
    issuer: report.issuer.name,
    documentNumber: report.documentNumber,
    published: report.published,
  }));
}

import {
  attachmentAddress,
  indicatorAddress,
  indicatorYearAddress,
  issuerAddress,
  markdownAddress,
  plainTextAddress,
  reportAddress,
  yearAddress,
} from '../model/address.ts';
import { type Archive, bodyOf } from '../model/archive.ts';
import { type Citation, reportCitation } from '../model/citation.ts';
import { coveredYears } from '../model/coverage.ts';
import { neighbours } from '../model/neighbours.ts';
import type { Report, ReportHeading } from '../model/report.ts';
import { seriesFinder } from '../model/series.ts';
import { indicatorTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf, type Link } from './frame.ts';
import { manyPages, oncePerArchive } from './page-type.ts';
import { type ReportItem, reportItems } from './report-item.ts';
import { withPictures } from './report-pictures.ts';
import type { YearStep } from './year-run.ts';

export interface ReportView {
  readonly frame: FrameView;
  readonly title: string;
  readonly year: number;
  readonly record: RecordView;
  readonly headings: readonly ReportHeading[];
  /** The body, rendered and sanitised, pictures included. */
  readonly text: string;
  readonly archived: ArchivedView;
  /** The nearest earlier and later report of its series, and the same indicator's of this year. */
  readonly neighbours: {
    readonly earlier?: (Link & { readonly year: number }) | undefined;
    readonly later?: (Link & { readonly year: number }) | undefined;
    readonly sameYear: string;
    /** From the newest to the oldest year of the series, gaps included; undefined where this report is all of it. */
    readonly series?: readonly YearStep[] | undefined;
  };
  /** Undefined when there are none. */
  readonly ofIssuer?:
    | {
        readonly issuer: string;
        readonly reports: readonly ReportItem[];
        /** Where all of them stand, when these are not all. */
        readonly all?: { readonly href: string; readonly count: number } | undefined;
      }
    | undefined;
}

/** The record's facts; what is not known is undefined and shown as 未载明, or not at all. */
export interface RecordView {
  readonly issuer: Link;
  readonly year: Link;
  readonly documentNumber?: string | undefined;
  readonly indexNumber?: string | undefined;
  readonly published?: string | undefined;
  readonly source?: { readonly name: string; readonly href?: string | undefined } | undefined;
  readonly indicators: readonly Link[];
  /** Name, type and size in words. */
  readonly attachments: readonly Link[];
}

/** What the archive says of its own copy. */
export interface ArchivedView {
  readonly note?: string | undefined;
  readonly characters: number;
  /** The text to take away. */
  readonly markdown: string;
  readonly plainText: string;
  /** Of the file at `markdown`, hex. */
  readonly sha256: string;
  readonly citation: Citation;
}

/** A report in the address of its page. */
export interface ReportParams {
  readonly [name: string]: string;
  readonly year: string;
  readonly slug: string;
}

/** The issuer's other reports beside a report are a hint; all of them stand on the issuer's page. */
const shownOfIssuer = 5;

const byAddress = oncePerArchive(
  ({ reports }) => new Map(reports.map((report) => [reportAddress(report), report])),
);

const seriesOf = oncePerArchive(({ reports }) => seriesFinder(reports));

export const reportPage = manyPages<ReportParams, ReportView>({
  paths: ({ reports }) => reports.map(({ year, slug }) => ({ year: String(year), slug })),
  view(archive, params) {
    const report = reportOf(archive, params);
    const { site } = archive;
    const href = hrefsOf(archive);
    const body = bodyOf(archive, report);
    const indicator = report.indicators[0];
    const address = reportAddress(report);
    const number = report.documentNumber ? `，${report.documentNumber}` : '';
    const series = seriesOf(archive)(report);
    const { earlier, later } = neighbours(series, report);
    const link = (one: Report): Link => ({ name: one.title, href: href(reportAddress(one)) });
    return {
      frame: frameOf(archive, {
        kind: 'report',
        title: report.title,
        description:
          report.summary ??
          `${report.issuer.name}${report.year}年度报告${number}。所属指标：${indicator.title}`,
        keywords: report.keywords,
        address,
        trail: [
          ...indicatorTrail(site, indicator),
          { name: `${report.year}`, address: indicatorYearAddress(indicator, report.year) },
          { name: report.title, address },
        ],
        report,
      }),
      title: report.title,
      year: report.year,
      record: recordOf(archive, report),
      headings: body.headings,
      text: withPictures(body, archive),
      archived: {
        note: report.note,
        characters: report.characters,
        markdown: href(markdownAddress(report)),
        plainText: href(plainTextAddress(report)),
        sha256: report.sha256,
        citation: reportCitation(site, report),
      },
      neighbours: {
        earlier: earlier && { ...link(earlier), year: earlier.year },
        later: later && { ...link(later), year: later.year },
        sameYear: href(indicatorYearAddress(indicator, report.year)),
        series: series.length > 1 ? seriesRun(archive, series, report) : undefined,
      },
      ofIssuer: othersOfIssuer(archive, report),
    };
  },
});

/** @throws when the archive has no such report. */
function reportOf(archive: Archive, { year, slug }: ReportParams): Report {
  const address = reportAddress({ year: Number(year), slug });
  const report = byAddress(archive).get(address);
  if (report === undefined) throw new Error(`There is no report at ${address}`);
  return report;
}

function recordOf(archive: Archive, report: Report): RecordView {
  const href = hrefsOf(archive);
  const { issuer, year, source } = report;
  return {
    issuer: { name: issuer.name, href: href(issuerAddress(issuer)) },
    year: { name: `${year}年`, href: href(yearAddress(year)) },
    documentNumber: report.documentNumber,
    indexNumber: report.indexNumber,
    published: report.published,
    source:
      source?.name || source?.url
        ? { name: source.name ?? source.url ?? '', href: source.url }
        : undefined,
    indicators: report.indicators.map((indicator) => ({
      name: indicator.title,
      href: href(indicatorAddress(indicator)),
    })),
    attachments: report.attachments.map(({ title, type, bytes, file }) => ({
      name: `${title}（${type.toUpperCase()}，${Math.max(1, Math.round(bytes / 1024))} KB）`,
      href: href(attachmentAddress(report, file)),
    })),
  };
}

function seriesRun(archive: Archive, series: readonly Report[], own: Report): readonly YearStep[] {
  const href = hrefsOf(archive);
  const byYear = new Map(series.map((report) => [report.year, report]));
  return coveredYears({ years: [...byYear.keys()] }).map((year) => {
    const report = byYear.get(year);
    return {
      year,
      href: report && href(reportAddress(report)),
      isCurrent: year === own.year || undefined,
    };
  });
}

function othersOfIssuer(archive: Archive, report: Report): ReportView['ofIssuer'] {
  const all = archive.reportsByIssuer.get(report.issuer.id) ?? [];
  const shown = all
    .slice(0, shownOfIssuer + 1)
    .filter((other) => other.file !== report.file)
    .slice(0, shownOfIssuer);
  if (shown.length === 0) return undefined;
  const href = hrefsOf(archive)(issuerAddress(report.issuer));
  return {
    issuer: report.issuer.name,
    reports: reportItems(archive, shown),
    all: all.length > shownOfIssuer + 1 ? { href, count: all.length } : undefined,
  };
}

import {
  attachmentAddress,
  markdownAddress,
  plainTextAddress,
  reportAddress,
  traditionalAddress,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { csvTable } from '../../model/csv.ts';
import { type CsvColumn, csvColumns } from '../../model/csv-columns.ts';
import { indicatorKey } from '../../model/indicator.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { Report } from '../../model/report.ts';

/** What is published of each report as open data; `null` is what the archive does not know. */
export interface ReportRecord {
  readonly title: string;
  readonly year: number;
  readonly issuer: { readonly id: string; readonly name: string; readonly kind: string };
  readonly indicators: readonly {
    readonly edition: string;
    readonly code: string;
    readonly title: string;
  }[];
  /** As in the front matter: a date, or a date and a time. */
  readonly published: string | null;
  readonly documentNumber: string | null;
  readonly indexNumber: string | null;
  readonly source: { readonly name: string | null; readonly url: string | null } | null;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly url: string;
  readonly characters: number;
  /** The report's text, in Simplified. */
  readonly texts: { readonly markdown: string; readonly plain: string };
  /** Of the Markdown text, hex. */
  readonly sha256: string;
  readonly attachments: readonly {
    readonly title: string;
    readonly url: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

/** How a report's texts become Traditional. */
export type ConvertText = (report: Report, text: string) => string;

/** One record a report, in the order of the archive; with `convert` those of the Traditional tree. */
export function reportRecords(
  { site, reports }: Pick<Archive, 'site' | 'reports'>,
  convert?: ConvertText,
): readonly ReportRecord[] {
  return reports.map((report) => {
    const text = (value: string) => (convert ? convert(report, value) : value);
    const optional = (value: string | undefined) => (value === undefined ? null : text(value));
    const address = reportAddress(report);
    return {
      title: text(report.title),
      year: report.year,
      issuer: { ...report.issuer, name: text(report.issuer.name) },
      indicators: report.indicators.map(({ edition, code, title }) => ({
        edition,
        code,
        title: text(title),
      })),
      published: report.published ?? null,
      documentNumber: optional(report.documentNumber),
      indexNumber: optional(report.indexNumber),
      source: report.source
        ? { name: optional(report.source.name), url: report.source.url ?? null }
        : null,
      summary: optional(report.summary),
      keywords: report.keywords.map(text),
      url: pageUrl(site, convert ? traditionalAddress(address) : address),
      characters: report.characters,
      texts: {
        markdown: pageUrl(site, markdownAddress(report)),
        plain: pageUrl(site, plainTextAddress(report)),
      },
      sha256: report.sha256,
      attachments: report.attachments.map(({ title, file, bytes, sha256 }) => ({
        title: text(title),
        url: pageUrl(site, attachmentAddress(report, file)),
        bytes,
        sha256,
      })),
    };
  });
}

/** The records as JSON, one a line, so that two versions can be compared line by line. */
export function recordsJson(records: readonly ReportRecord[]): string {
  return `{"reports":[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]}\n`;
}

const cells: Readonly<Record<CsvColumn, (record: ReportRecord) => string>> = {
  标题: (record) => record.title,
  报告年度: (record) => String(record.year),
  发布机构: (record) => record.issuer.name,
  指标: (record) => record.indicators.map(indicatorKey).join('；'),
  指标名称: (record) => record.indicators.map((indicator) => indicator.title).join('；'),
  公开日期: (record) => record.published ?? '',
  发文字号: (record) => record.documentNumber ?? '',
  索引号: (record) => record.indexNumber ?? '',
  网址: (record) => record.url,
  字数: (record) => String(record.characters),
  附件: (record) => record.attachments.map((attachment) => attachment.url).join('；'),
  文本: (record) => record.texts.markdown,
  'SHA-256': (record) => record.sha256,
};

/** The records as a table. */
export function recordsCsv(
  records: readonly ReportRecord[],
  convertName: (name: string) => string = (name) => name,
): string {
  return csvTable([
    csvColumns.map(({ name }) => convertName(name)),
    ...records.map((record) => csvColumns.map(({ name }) => cells[name](record))),
  ]);
}

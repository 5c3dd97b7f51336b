import {
  attachmentAddress,
  markdownAddress,
  plainTextAddress,
  reportAddress,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { type CsvColumn, csvColumns } from '../../model/csv-columns.ts';
import { indicatorKey } from '../../model/indicator.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { ScriptText } from '../../variant/script-text.ts';
import type { DataTable } from './data-table.ts';

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

/** One record a report, in the order of the archive. */
export function reportRecords(
  { site, reports }: Pick<Archive, 'site' | 'reports'>,
  script: ScriptText,
): readonly ReportRecord[] {
  return reports.map((report) => {
    const text = (value: string) => script.text(value, report);
    const optional = (value: string | undefined) => (value === undefined ? null : text(value));
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
      url: pageUrl(site, script.address(reportAddress(report))),
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

/** What stands in each column. */
const cells: Readonly<Record<CsvColumn, Omit<DataTable<ReportRecord>['columns'][number], 'name'>>> =
  {
    标题: { type: 'string', value: ({ title }) => title },
    报告年度: { type: 'year', value: ({ year }) => String(year) },
    发布机构: { type: 'string', value: ({ issuer }) => issuer.name },
    指标: { type: 'string', value: ({ indicators }) => indicators.map(indicatorKey).join('；') },
    指标名称: {
      type: 'string',
      value: ({ indicators }) => indicators.map(({ title }) => title).join('；'),
    },
    // A date, or a date and a time: no type of its own.
    公开日期: { type: 'string', value: ({ published }) => published ?? '' },
    发文字号: { type: 'string', value: ({ documentNumber }) => documentNumber ?? '' },
    索引号: { type: 'string', value: ({ indexNumber }) => indexNumber ?? '' },
    网址: { type: 'string', format: 'uri', value: ({ url }) => url },
    字数: { type: 'integer', value: ({ characters }) => String(characters) },
    附件: {
      type: 'string',
      value: ({ attachments }) => attachments.map(({ url }) => url).join('；'),
    },
    文本: { type: 'string', format: 'uri', value: ({ texts }) => texts.markdown },
    'SHA-256': { type: 'string', value: ({ sha256 }) => sha256 },
  };

/** The records with their columns. */
export function reportTable(
  archive: Pick<Archive, 'site' | 'reports'>,
  script: ScriptText,
): DataTable<ReportRecord> {
  return {
    name: 'reports',
    title: '报告',
    rows: reportRecords(archive, script),
    columns: csvColumns.map(({ name }) => ({ name, ...cells[name] })),
    properties: [
      { name: 'title', type: 'string', title: '标题' },
      { name: 'year', type: 'year', title: '报告年度' },
      { name: 'issuer', type: 'object', title: '发布机构' },
      { name: 'indicators', type: 'array', title: '指标' },
      { name: 'published', type: 'string', title: '公开日期' },
      { name: 'documentNumber', type: 'string', title: '发文字号' },
      { name: 'indexNumber', type: 'string', title: '索引号' },
      { name: 'source', type: 'object', title: '来源' },
      { name: 'summary', type: 'string', title: '摘要' },
      { name: 'keywords', type: 'array', title: '关键词' },
      { name: 'url', type: 'string', format: 'uri', title: '网址' },
      { name: 'characters', type: 'integer', title: '字数' },
      { name: 'texts', type: 'object', title: '文本' },
      { name: 'sha256', type: 'string', title: 'SHA-256' },
      { name: 'attachments', type: 'array', title: '附件' },
    ],
  };
}

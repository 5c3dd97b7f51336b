import { homeAddress, reportAddress } from '../../model/address.ts';
import { type Archive, bodyOf } from '../../model/archive.ts';
import type { SearchNames } from '../../search/catalog.ts';
import type { FiledUnder } from '../../search/indexing/catalog-columns.ts';
import type { IndexedReport } from '../../search/indexing/searchable-report.ts';
import { type WrittenIndex, writeSearchIndex } from '../../search/indexing/write-search-index.ts';
import { type VariantSettings, variantSettings } from '../../variant/site-converters.ts';
import type { DeriveContext } from '../step.ts';

/** Everything that decides a search index beside the reports themselves; plain data. */
export interface IndexPlan {
  readonly variant: VariantSettings;
  /** In Simplified. */
  readonly names: SearchNames;
  /** About how many symbols there will be, not less. */
  readonly symbols: number;
}

/** A report as it is handed to whoever writes the index; plain data. */
export interface PlannedReport {
  readonly report: IndexedReport;
  /** The rendered body. */
  readonly html: string;
}

export function indexPlan(archive: Archive): IndexPlan {
  let symbols = 0;
  // What markup there is makes up for what a document is filled up with, in most archives.
  for (const report of archive.reports) symbols += bodyOf(archive, report).html.length + 4096;
  return { variant: variantSettings(archive), names: searchNames(archive), symbols };
}

export function* plannedReports(archive: Archive): Generator<PlannedReport> {
  for (const report of archive.reports) {
    const { year, slug, title, documentNumber, indexNumber } = report;
    const issuer = { id: report.issuer.id };
    const indicators = report.indicators.map(filedUnder);
    const attachments = report.attachments.map((attachment) => ({ title: attachment.title }));
    yield {
      report: { year, slug, indicators, issuer, title, documentNumber, indexNumber, attachments },
      html: bodyOf(archive, report).html,
    };
  }
}

/** An indicator without the tree that it stands in. */
function filedUnder({ edition, code, ancestors }: FiledUnder): FiledUnder {
  const parent = ancestors.at(-1);
  return { edition, code, ancestors: parent ? [filedUnder(parent)] : [] };
}

/** Writes a planned index into `folder`. One serves both scripts: it is folded over them. */
export function writePlannedIndex(
  { names, symbols }: IndexPlan,
  reports: AsyncIterable<PlannedReport> | Iterable<PlannedReport>,
  folder: string,
  converterOf: DeriveContext['converterOf'],
): Promise<WrittenIndex> {
  async function* searchable() {
    for await (const { report, html } of reports)
      yield { report, html, converter: converterOf(reportAddress(report)) };
  }
  const both = { 'zh-Hans': names, 'zh-Hant': traditionalNames(names, converterOf) };
  return writeSearchIndex(searchable(), both, folder, symbols);
}

function searchNames(archive: Archive): SearchNames {
  return {
    reports: archive.reports.map(({ title, year, slug }) => [title, year, slug]),
    indicators: [...archive.indicatorByKey].map(([key, { title }]) => [key, title]),
    issuers: archive.issuers
      .filter(({ id }) => archive.reportsByIssuer.has(id))
      .map(({ id, name }) => [id, name]),
    words: { suggestions: '搜索建议', report: '报告', indicator: '指标', issuer: '发布机构' },
  };
}

function traditionalNames(
  { reports, indicators, issuers, words }: SearchNames,
  converterOf: DeriveContext['converterOf'],
): SearchNames {
  const general = (text: string) => converterOf(homeAddress).convert(text);
  return {
    reports: reports.map(([title, year, slug]) => [
      converterOf(reportAddress({ year, slug })).convert(title),
      year,
      slug,
    ]),
    indicators: indicators.map(([key, title]) => [key, general(title)]),
    issuers: issuers.map(([id, name]) => [id, general(name)]),
    words: {
      suggestions: general(words.suggestions),
      report: general(words.report),
      indicator: general(words.indicator),
      issuer: general(words.issuer),
    },
  };
}

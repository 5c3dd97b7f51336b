import type { Archive } from '../../model/archive.ts';
import type { ArchiveDocument } from '../../model/document.ts';
import { type Indicator, type IndicatorKey, indicatorKey } from '../../model/indicator.ts';
import type { ArchiveImage } from '../../model/report.ts';
import type { ProblemList } from '../check/problem-list.ts';
import type { ReadDocument } from '../read/read-document.ts';
import { checkAddresses } from './check-addresses.ts';
import { checkRedirects } from './check-redirects.ts';
import { checkReferences } from './check-references.ts';
import { checkRepeatedReports } from './check-repeated-reports.ts';
import { deepFreeze, frozenMap, groupBy } from './frozen.ts';
import { linkIssuers } from './link-issuers.ts';
import type { ReadContent } from './read-content.ts';
import { ReportLinker } from './report-linker.ts';
import { compareReports, compareText } from './report-order.ts';

/**
 * Joins what was read into one frozen archive and states what does not fit together.
 * Undefined when a part of it could not be used; problems of the rest are stated all the same.
 */
export function linkArchive(content: ReadContent, problems: ProblemList): Archive | undefined {
  const issuers = linkIssuers(content, problems);
  const indicatorByKey = new Map<IndicatorKey, Indicator>();
  for (const { indicators } of content.editions) {
    for (const { indicator } of indicators) {
      const key = indicatorKey(indicator);
      if (!indicatorByKey.has(key)) indicatorByKey.set(key, indicator);
    }
  }
  const linker = new ReportLinker(content, issuers, indicatorByKey, problems);
  const linked = content.reports.flatMap((report) => linker.link(report) ?? []);
  const reports = linked.map(({ report }) => report).sort(compareReports);
  linker.reportUnused(reports);
  checkRepeatedReports(reports, problems);
  checkAddresses(content, reports, problems);
  checkReferences(content, reports, issuers, problems);
  checkRedirects(content, reports, issuers, problems);
  if (content.site === undefined) return undefined;

  const shown = new Map<string, ArchiveImage>();
  const documents = content.documents.flatMap(linkDocument);
  for (const { file } of [...linked, ...documents].flatMap(({ body }) => body.images)) {
    const image = content.images.get(file);
    if (image !== undefined) shown.set(file, image);
  }
  const years = [...new Set(reports.map((report) => report.year))];
  return Object.freeze({
    contentDir: content.contentDir,
    // The origin alone, whether or not the editor ended it in a slash: addresses follow it.
    site: deepFreeze({ ...content.site, url: new URL(content.site.url).origin }),
    editions: Object.freeze(
      content.editions
        .map(({ edition }) => edition)
        .sort((a, b) => compareText(b.edition, a.edition)),
    ),
    issuers: deepFreeze([...issuers.values()]),
    reports: Object.freeze(reports),
    glossary: deepFreeze([...content.glossary]),
    redirects: deepFreeze([...(content.redirects.value ?? [])]),
    years: Object.freeze(years),
    indicatorByKey: frozenMap(indicatorByKey),
    reportsByIndicator: groupBy(reports, (report) => report.indicators.map(indicatorKey)),
    reportsUnderIndicator: groupBy(reports, (report) => [
      ...new Set(
        report.indicators.flatMap((indicator) =>
          [indicator, ...indicator.ancestors].map(indicatorKey),
        ),
      ),
    ]),
    reportsByYear: groupBy(reports, (report) => [report.year]),
    reportsByIssuer: groupBy(reports, (report) => [report.issuer.id]),
    sources: frozenMap(new Map(linked.map(({ report, markdown }) => [report.file, markdown]))),
    typed: frozenMap(new Map(content.reports.map(({ file, typed }) => [file, deepFreeze(typed)]))),
    documents: deepFreeze(documents.sort((a, b) => compareText(a.name, b.name))),
    bodies: frozenMap(new Map(linked.map(({ report, body }) => [report.file, body]))),
    images: frozenMap(shown),
    card: content.card && deepFreeze(content.card),
  });
}

function linkDocument({ name, frontMatter, rendered }: ReadDocument): readonly ArchiveDocument[] {
  if (frontMatter === undefined) return [];
  const { title, description = title } = frontMatter;
  return [{ name, title, description, body: rendered.body }];
}

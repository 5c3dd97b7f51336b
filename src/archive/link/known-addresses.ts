import {
  attachmentAddress,
  checksumsAddress,
  contentAddress,
  coverageAddress,
  dataAddress,
  documentAddress,
  feedAddress,
  hasTraditionalFile,
  homeAddress,
  indicatorAddress,
  indicatorsAddress,
  indicatorYearAddress,
  issuerAddress,
  issuersAddress,
  manifestAddress,
  markdownAddress,
  missingAddress,
  noticesAddress,
  plainTextAddress,
  problemsAddress,
  publishingAddress,
  readingToolsAddress,
  reportsCsvAddress,
  reportsJsonAddress,
  searchAddress,
  sitemapAddress,
  socialImageAddress,
  traditionalSegment,
  yearAddress,
  yearsAddress,
} from '../../model/address.ts';
import { coveredYears } from '../../model/coverage.ts';
import type { Issuer } from '../../model/issuer.ts';
import type { Report } from '../../model/report.ts';
import type { ReadContent } from './read-content.ts';

/** What stands on every site, whatever its content. */
export const fixedAddresses: readonly string[] = [
  homeAddress,
  indicatorsAddress,
  yearsAddress,
  issuersAddress,
  coverageAddress,
  searchAddress,
  sitemapAddress,
  problemsAddress,
  publishingAddress,
  readingToolsAddress,
  missingAddress,
  dataAddress,
  feedAddress,
  reportsCsvAddress,
  reportsJsonAddress,
  noticesAddress,
  socialImageAddress(homeAddress),
  '/sitemap-index.xml',
  '/robots.txt',
  checksumsAddress,
  manifestAddress,
  '/favicon.ico',
  '/favicon.svg',
  '/apple-touch-icon.png',
];

/**
 * Every Simplified address that a text may link to, without the base. Their Traditional twins are reached
 * through {@link isKnownAddress}.
 */
export function knownAddresses(
  content: ReadContent,
  reports: readonly Report[],
  issuers: ReadonlyMap<string, Issuer>,
): ReadonlySet<string> {
  const years = coveredYears({
    years: [...new Set(reports.map(({ year }) => year))].sort((a, b) => b - a),
  });
  return new Set<string>([
    ...fixedAddresses,
    ...[...issuers.values()].map(issuerAddress),
    ...content.documents.map(({ name }) => documentAddress(name)),
    ...content.files.pages.map(contentAddress),
    ...content.files.reports.map(contentAddress),
    ...reports.flatMap((report) => [
      yearAddress(report.year),
      markdownAddress(report),
      plainTextAddress(report),
      ...report.attachments.map(({ file }) => attachmentAddress(report, file)),
    ]),
    // An indicator that has a report has a page for every year, 未见公开 included.
    ...[...new Set(reports.flatMap(({ indicators }) => indicators))]
      .flatMap((indicator) => [indicator, ...indicator.ancestors])
      .flatMap((indicator) => years.map((year) => indicatorYearAddress(indicator, year))),
    ...content.editions.flatMap(({ indicators }) =>
      indicators.map(({ indicator }) => indicatorAddress(indicator)),
    ),
  ]);
}

export function isKnownAddress(address: string, known: ReadonlySet<string>): boolean {
  if (known.has(address) || known.has(encodeURI(address))) return true;
  const prefix = `/${traditionalSegment}/`;
  if (!address.startsWith(prefix)) return false;
  const simplified = address.slice(prefix.length - 1);
  const isTwin = /(?:\/|\.html)$/.test(simplified) || hasTraditionalFile(simplified);
  return isTwin && known.has(simplified);
}

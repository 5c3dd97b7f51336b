import {
  attachmentAddress,
  checksumsAddress,
  contentAddress,
  coverageAddress,
  dataAddress,
  dataAddresses,
  documentAddress,
  feedAddress,
  hasTraditionalFile,
  homeAddress,
  indicatorAddress,
  indicatorFeedAddress,
  indicatorsAddress,
  indicatorYearAddress,
  issuerAddress,
  issuerFeedAddress,
  issuersAddress,
  jsonFeedAddress,
  manifestAddress,
  markdownAddress,
  missingAddress,
  noticesAddress,
  openSearchAddress,
  plainTextAddress,
  problemsAddress,
  publishingAddress,
  readingToolsAddress,
  searchAddress,
  sitemapAddress,
  socialImageAddress,
  textsArchiveAddress,
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
  ...feedPair(feedAddress),
  openSearchAddress,
  ...dataAddresses,
  textsArchiveAddress,
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
    ...[...issuers.values()].flatMap((issuer) => [
      issuerAddress(issuer),
      ...feedPair(issuerFeedAddress(issuer)),
    ]),
    ...content.documents.map(({ name }) => documentAddress(name)),
    ...content.files.pages.map(contentAddress),
    ...content.files.reports.map(contentAddress),
    ...reports.flatMap((report) => [
      yearAddress(report.year),
      markdownAddress(report),
      plainTextAddress(report),
      ...report.attachments.map(({ file }) => attachmentAddress(report, file)),
    ]),
    // An indicator that has a report has feeds, and a page for every year, 未见公开 included.
    ...[...new Set(reports.flatMap(({ indicators }) => indicators))]
      .flatMap((indicator) => [indicator, ...indicator.ancestors])
      .flatMap((indicator) => [
        ...feedPair(indicatorFeedAddress(indicator)),
        ...years.map((year) => indicatorYearAddress(indicator, year)),
      ]),
    ...content.editions.flatMap(({ indicators }) =>
      indicators.map(({ indicator }) => indicatorAddress(indicator)),
    ),
  ]);
}

/** A feed in both its formats. */
function feedPair(address: string): readonly string[] {
  return [address, jsonFeedAddress(address)];
}

export function isKnownAddress(address: string, known: ReadonlySet<string>): boolean {
  if (known.has(address) || known.has(encodeURI(address))) return true;
  const prefix = `/${traditionalSegment}/`;
  if (!address.startsWith(prefix)) return false;
  const simplified = address.slice(prefix.length - 1);
  const isTwin = /(?:\/|\.html)$/.test(simplified) || hasTraditionalFile(simplified);
  return isTwin && known.has(simplified);
}

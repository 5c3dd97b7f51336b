import {
  attachmentAddress,
  checksumsAddress,
  contentAddress,
  coverageAddress,
  dataAddress,
  dataAddresses,
  documentAddress,
  editingAddress,
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
import { indicatorKey } from '../../model/indicator.ts';
import type { Issuer } from '../../model/issuer.ts';
import { partAddresses } from '../../model/list-parts.ts';
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
  editingAddress,
  publishingAddress,
  readingToolsAddress,
  missingAddress,
  dataAddress,
  ...feedPair(feedAddress),
  openSearchAddress,
  ...dataAddresses,
  textsArchiveAddress,
  noticesAddress,
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
  const ofYear = countBy(reports, ({ year }) => [year]);
  const ofIssuer = countBy(reports, ({ issuer }) => [issuer.id]);
  const underIndicator = countBy(reports, ({ indicators, year }) => [
    ...new Set(
      indicators.flatMap((indicator) =>
        [indicator, ...indicator.ancestors].map((one) => `${indicatorKey(one)}/${year}`),
      ),
    ),
  ]);
  return new Set<string>([
    ...fixedAddresses,
    ...(content.card === undefined ? [] : [socialImageAddress(homeAddress)]),
    ...[...issuers.values()].flatMap((issuer) => [
      ...partAddresses(issuerAddress(issuer), ofIssuer.get(issuer.id) ?? 0),
      ...feedPair(issuerFeedAddress(issuer)),
    ]),
    ...content.documents.map(({ name }) => documentAddress(name)),
    ...content.files.pages.map(contentAddress),
    ...content.files.reports.map(contentAddress),
    ...[...ofYear].flatMap(([year, count]) => partAddresses(yearAddress(year), count)),
    ...reports.flatMap((report) => [
      markdownAddress(report),
      plainTextAddress(report),
      ...report.attachments.map(({ file }) => attachmentAddress(report, file)),
    ]),
    // An indicator that has a report has feeds, and a page for every year, 未见公开 included.
    ...[...new Set(reports.flatMap(({ indicators }) => indicators))]
      .flatMap((indicator) => [indicator, ...indicator.ancestors])
      .flatMap((indicator) => [
        ...feedPair(indicatorFeedAddress(indicator)),
        ...years.flatMap((year) =>
          partAddresses(
            indicatorYearAddress(indicator, year),
            underIndicator.get(`${indicatorKey(indicator)}/${year}`) ?? 0,
          ),
        ),
      ]),
    ...content.editions.flatMap(({ indicators }) =>
      indicators.map(({ indicator }) => indicatorAddress(indicator)),
    ),
  ]);
}

/** How many reports stand under each of what they stand under. */
function countBy<Key>(
  reports: readonly Report[],
  keysOf: (report: Report) => readonly Key[],
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of reports.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
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

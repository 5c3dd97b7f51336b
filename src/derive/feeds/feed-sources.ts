import {
  feedAddress,
  homeAddress,
  indicatorAddress,
  indicatorFeedAddress,
  issuerAddress,
  issuerFeedAddress,
} from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { indicatorKey } from '../../model/indicator.ts';
import type { Report } from '../../model/report.ts';

/** What one may subscribe to. */
export interface FeedSource {
  /** Of the Atom feed, without the base, Simplified. */
  readonly address: string;
  /** The page that lists the same reports. */
  readonly page: string;
  /** The issuer or indicator; the whole archive has none beside the site's own. */
  readonly name?: string | undefined;
  /** In the order of the archive. */
  readonly reports: readonly Report[];
}

/**
 * The whole archive, every issuer, and every indicator that has a report under it or below. An issuer
 * keeps its feed while it has no report: a subscriber waits for the first.
 */
export function feedSources(archive: Archive): readonly FeedSource[] {
  return [
    { address: feedAddress, page: homeAddress, reports: archive.reports },
    ...archive.issuers.map((issuer) => ({
      address: issuerFeedAddress(issuer),
      page: issuerAddress(issuer),
      name: issuer.name,
      reports: archive.reportsByIssuer.get(issuer.id) ?? [],
    })),
    ...[...archive.indicatorByKey.values()].flatMap((indicator) => {
      const reports = archive.reportsUnderIndicator.get(indicatorKey(indicator)) ?? [];
      const { title: name } = indicator;
      const [address, page] = [indicatorFeedAddress(indicator), indicatorAddress(indicator)];
      return reports.length > 0 ? [{ address, page, name, reports }] : [];
    }),
  ];
}

import { jsonFeedAddress, reportAddress } from '../../model/address.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { endOfYear, rfc3339Time } from '../../model/w3c-date.ts';
import type { ScriptText } from '../../variant/script-text.ts';
import type { FeedSource } from './feed-sources.ts';

/** One feed in one script, in no format yet; all times RFC 3339, all addresses absolute. */
export interface Feed {
  readonly language: ScriptText['language'];
  readonly atomUrl: string;
  readonly jsonUrl: string;
  readonly pageUrl: string;
  readonly title: string;
  readonly description: string;
  readonly author: string;
  /** Of its newest entry. */
  readonly updated: string;
  /** Newest first, {@link maximumEntries} at most. */
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly url: string;
  readonly title: string;
  readonly author: string;
  readonly summary: string;
  readonly updated: string;
  /** Only where it is known. */
  readonly published?: string | undefined;
  readonly indicators: readonly { readonly key: string; readonly title: string }[];
}

/** A feed is fetched again and again: older reports stand on the pages. */
export const maximumEntries = 50;

/**
 * Makes the function that composes feeds in one script. Their times come from the reports, never from the clock.
 *
 * Atom demands `updated`: a report of unknown date gets the end of the year it reports on, before which
 * it cannot have existed, and its summary says that the date is not known; a feed without entries gets
 * the beginning of time. A date without an hour begins its day.
 */
export function feedComposer(site: Site, script: ScriptText): (source: FeedSource) => Feed {
  // A report stands in many feeds.
  const known = new Map<Report, FeedEntry>();
  const entryOf = (report: Report): FeedEntry => {
    const entry = known.get(report) ?? feedEntry(site, script, report);
    known.set(report, entry);
    return entry;
  };
  const siteTitle = site.title ?? site.name;
  return ({ address, page, name, reports }) => {
    const entries = reports
      .map((report) => ({ report, updated: feedTime(report) }))
      .sort((one, other) =>
        one.updated < other.updated ? 1 : one.updated > other.updated ? -1 : 0,
      )
      .slice(0, maximumEntries)
      .map(({ report }) => entryOf(report));
    const title = name === undefined ? siteTitle : `${name} - ${siteTitle}`;
    return {
      language: script.language,
      atomUrl: pageUrl(site, script.address(address)),
      jsonUrl: pageUrl(site, script.address(jsonFeedAddress(address))),
      pageUrl: pageUrl(site, script.address(page)),
      title: script.text(title),
      description: script.text(
        `${name ?? siteTitle}：最近的报告。未载明公开日期的，更新时间写作报告年度的最后一刻。`,
      ),
      author: script.text(site.sponsor ?? site.name),
      updated: entries[0]?.updated ?? rfc3339Time('1970-01-01'),
      entries,
    };
  };
}

function feedEntry(site: Site, script: ScriptText, report: Report): FeedEntry {
  const text = (value: string) => script.text(value, report);
  const updated = feedTime(report);
  const facts = [
    `${report.issuer.name}，${report.year}年度`,
    report.documentNumber,
    report.published ? undefined : '公开日期未载明',
  ].filter((fact) => fact !== undefined);
  return {
    url: pageUrl(site, script.address(reportAddress(report))),
    title: text(report.title),
    author: text(report.issuer.name),
    summary: text(
      `${facts.join('，')}。${report.summary ?? `所属指标：${report.indicators[0].title}`}`,
    ),
    updated,
    published: report.published ? updated : undefined,
    indicators: report.indicators.map(({ edition, code, title }) => ({
      key: `${edition}/${code}`,
      title: text(title),
    })),
  };
}

/** Times of one form, so that they compare as text. */
function feedTime({ published, year }: Report): string {
  return published ? rfc3339Time(published) : endOfYear(year);
}

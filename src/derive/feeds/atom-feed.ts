import { feedAddress, homeAddress, reportAddress } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import { escapeXml } from '../../model/escape-xml.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';

const maximumEntries = 100;
/** The one legal time of the whole country. */
const chinaTime = '+08:00';

/**
 * The newest reports as an Atom feed (RFC 4287), Simplified.
 *
 * `published` stands only where it is known. `updated` is compulsory: a report of unknown date gets
 * the end of the year it reports on, before which it cannot have existed, and its summary says that
 * the date is not known. A date without an hour begins its day.
 */
export function atomFeed({ site, reports }: Pick<Archive, 'site' | 'reports'>): string {
  const entries = reports
    .map((report) => ({ report, updated: feedTime(report) }))
    .sort((one, other) => (one.updated < other.updated ? 1 : one.updated > other.updated ? -1 : 0))
    .slice(0, maximumEntries);
  const title = site.title ?? site.name;
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">',
    `<id>${escapeXml(pageUrl(site, feedAddress))}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<subtitle>${escapeXml(`${title}最近的报告。未载明公开日期的，更新时间写作报告年度的最后一刻。`)}</subtitle>`,
    `<updated>${entries[0]?.updated ?? `1970-01-01T00:00:00${chinaTime}`}</updated>`,
    `<author><name>${escapeXml(site.sponsor ?? site.name)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(pageUrl(site, feedAddress))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(pageUrl(site, homeAddress))}"/>`,
    ...entries.map(({ report, updated }) => entry(site, report, updated)),
    '</feed>',
  ].join('\n')}\n`;
}

function entry(site: Site, report: Report, updated: string): string {
  const url = escapeXml(pageUrl(site, reportAddress(report)));
  const facts = [
    `${report.issuer.name}，${report.year}年度`,
    report.documentNumber,
    report.published ? undefined : '公开日期未载明',
  ].filter((fact) => fact !== undefined);
  const summary = `${facts.join('，')}。${report.summary ?? `所属指标：${report.indicators[0].title}`}`;
  return [
    '<entry>',
    `<id>${url}</id>`,
    `<title>${escapeXml(report.title)}</title>`,
    `<updated>${updated}</updated>`,
    ...(report.published ? [`<published>${updated}</published>`] : []),
    `<author><name>${escapeXml(report.issuer.name)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${url}"/>`,
    ...report.indicators.map(
      ({ edition, code, title }) =>
        `<category term="${escapeXml(`${edition}/${code}`)}" label="${escapeXml(title)}"/>`,
    ),
    `<summary>${escapeXml(summary)}</summary>`,
    '</entry>',
  ].join('\n');
}

/** RFC 3339, so that times compare as text. */
function feedTime(report: Report): string {
  if (!report.published) return `${report.year}-12-31T23:59:59${chinaTime}`;
  const [date, time = '00:00:00'] = report.published.split(/[ T]/);
  return `${date}T${time.length === 5 ? `${time}:00` : time}${chinaTime}`;
}

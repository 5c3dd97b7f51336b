import { escapeXml } from '../../model/escape-xml.ts';
import type { Feed, FeedEntry } from './feed.ts';

/** The feed as Atom (RFC 4287). */
export function atomFeed(feed: Feed): string {
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">`,
    `<id>${escapeXml(feed.atomUrl)}</id>`,
    `<title>${escapeXml(feed.title)}</title>`,
    `<subtitle>${escapeXml(feed.description)}</subtitle>`,
    `<updated>${feed.updated}</updated>`,
    `<author><name>${escapeXml(feed.author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.atomUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.pageUrl)}"/>`,
    ...feed.entries.map(atomEntry),
    '</feed>',
  ].join('\n')}\n`;
}

function atomEntry({
  url,
  title,
  author,
  summary,
  updated,
  published,
  indicators,
}: FeedEntry): string {
  const address = escapeXml(url);
  return [
    '<entry>',
    `<id>${address}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${updated}</updated>`,
    ...(published ? [`<published>${published}</published>`] : []),
    `<author><name>${escapeXml(author)}</name></author>`,
    `<link rel="alternate" type="text/html" href="${address}"/>`,
    ...indicators.map(
      (indicator) =>
        `<category term="${escapeXml(indicator.key)}" label="${escapeXml(indicator.title)}"/>`,
    ),
    `<summary>${escapeXml(summary)}</summary>`,
    '</entry>',
  ].join('\n');
}

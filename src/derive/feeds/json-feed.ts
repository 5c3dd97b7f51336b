import type { Feed } from './feed.ts';

/**
 * The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). An item of unknown date has none:
 * this format, unlike Atom, does not ask for one. Its text, which the format does ask for, is the summary.
 */
export function jsonFeed(feed: Feed): string {
  return `${JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: feed.title,
      home_page_url: feed.pageUrl,
      feed_url: feed.jsonUrl,
      description: feed.description,
      language: feed.language,
      authors: [{ name: feed.author }],
      items: feed.entries.map(({ url, title, author, summary, published, indicators }) => ({
        id: url,
        url,
        title,
        content_text: summary,
        ...(published && { date_published: published }),
        authors: [{ name: author }],
        tags: indicators.map((indicator) => indicator.title),
      })),
    },
    undefined,
    1,
  )}\n`;
}

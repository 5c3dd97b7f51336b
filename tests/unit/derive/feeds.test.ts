import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atomFeed } from '../../../src/derive/feeds/atom-feed.ts';
import { type Feed, feedComposer, maximumEntries } from '../../../src/derive/feeds/feed.ts';
import { feedSources } from '../../../src/derive/feeds/feed-sources.ts';
import { jsonFeed } from '../../../src/derive/feeds/json-feed.ts';
import type { Archive } from '../../../src/model/archive.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Converter } from '../../../src/variant/converter.ts';
import { simplifiedText, traditionalText } from '../../../src/variant/script-text.ts';
import { bareReport, fullReport, site } from '../model-meta/sample-report.ts';
import { elementTexts } from './element-texts.ts';

/** The archive's own feed. */
function feedOf(reports: readonly Report[], script = simplifiedText): Feed {
  return feedComposer(site, script)({ address: '/feed.xml', page: '/', reports });
}

interface JsonItem {
  readonly id: string;
  readonly title: string;
  readonly content_text: string;
  readonly date_published?: string;
  readonly authors: readonly { readonly name: string }[];
  readonly tags: readonly string[];
}
type JsonFeed = Readonly<Record<string, unknown>> & { readonly items: readonly JsonItem[] };
const parsed = (feed: Feed) => JSON.parse(jsonFeed(feed)) as JsonFeed;

test('A feed shows a publication date only where one is known', () => {
  const feed = feedOf([bareReport, fullReport]);
  const xml = atomFeed(feed);
  assert.deepEqual(elementTexts(xml, 'published'), ['2020-03-20T09:30:00+08:00']);
  assert.deepEqual(elementTexts(xml, 'updated'), [
    '2020-03-20T09:30:00+08:00',
    '2020-03-20T09:30:00+08:00',
    '2019-12-31T23:59:59+08:00',
  ]);
  assert.match(elementTexts(xml, 'summary')[1] ?? '', /公开日期未载明/);
  assert.deepEqual(
    parsed(feed).items.map((item) => item.date_published),
    ['2020-03-20T09:30:00+08:00', undefined],
  );
});

test('The feed of an empty archive is still a feed', () => {
  const feed = feedOf([]);
  assert.equal(elementTexts(atomFeed(feed), 'updated').length, 1);
  assert.equal(elementTexts(atomFeed(feed), 'entry').length, 0);
  assert.deepEqual(parsed(feed).items, []);
});

test('A title with markup and control characters stays text in every format', () => {
  const title = '甲<b>&amp;"乙\u0000\u000b';
  const feed = feedOf([{ ...bareReport, title }]);
  assert.equal(elementTexts(atomFeed(feed), 'title')[1], '甲<b>&amp;"乙');
  assert.equal(parsed(feed).items[0]?.title, title);
});

// What https://www.jsonfeed.org/version/1.1/ calls required, and the forms of its values.
test('A JSON feed has all that version 1.1 asks for', () => {
  const feed = parsed(feedOf([bareReport, fullReport]));
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
  assert.equal(feed.feed_url, 'https://archive.example/fz/feed.json');
  assert.equal(feed.home_page_url, 'https://archive.example/fz/');
  for (const key of ['title', 'description', 'language']) assert.ok(feed[key], key);
  assert.equal(new Set(feed.items.map(({ id }) => id)).size, 2);
  for (const item of feed.items) {
    assert.equal(new URL(item.id).origin, site.url);
    assert.ok(item.content_text.length > 0);
    assert.ok(item.authors.length > 0 && item.authors.every(({ name }) => name !== ''));
    assert.ok(item.tags.every((tag) => tag !== ''));
    if (item.date_published) assert.ok(!Number.isNaN(Date.parse(item.date_published)));
  }
});

test('The newest reports come first, and no more than a reader wants to fetch', () => {
  const reports = Array.from({ length: 60 }, (_, number) => ({
    ...bareReport,
    slug: `r${number}`,
    published: `2020-01-01 10:${String(number).padStart(2, '0')}`,
  }));
  const { entries } = feedOf(reports);
  assert.equal(maximumEntries, 50);
  assert.equal(entries.length, 50);
  assert.equal(entries[0]?.updated, '2020-01-01T10:59:00+08:00');
  assert.equal(entries.at(-1)?.updated, '2020-01-01T10:10:00+08:00');
});

test('The Traditional feed follows the glossary of each report and leads to its own tree', () => {
  const asked: string[] = [];
  const converterOf = (address: string) => {
    asked.push(address);
    return { convertWholly: (text: string) => text.replaceAll('报', '報') } as Converter;
  };
  const feed = feedOf([bareReport], traditionalText(converterOf));
  assert.equal(feed.language, 'zh-Hant');
  assert.equal(feed.atomUrl, 'https://archive.example/fz/zh-hant/feed.xml');
  assert.equal(feed.pageUrl, 'https://archive.example/fz/zh-hant/');
  assert.equal(feed.entries[0]?.title, '某年報告');
  assert.equal(feed.entries[0]?.url, 'https://archive.example/fz/zh-hant/reports/2019/bare/');
  assert.deepEqual(new Set(asked), new Set(['/', '/reports/2019/bare/']));
});

test('There is a feed for every issuer, and for every indicator that has a report', () => {
  const [indicator] = bareReport.indicators;
  const idle = { ...indicator, code: 'idle' };
  const society = { id: 'society', name: '某学会', kind: 'other' } as const;
  const archive = {
    site,
    reports: [bareReport],
    issuers: [bareReport.issuer, society],
    reportsByIssuer: new Map([['gov', [bareReport]]]),
    indicatorByKey: new Map([
      ['2021/45', indicator],
      ['2021/idle', idle],
    ]),
    reportsUnderIndicator: new Map([['2021/45', [bareReport]]]),
  } as unknown as Archive;
  assert.deepEqual(
    feedSources(archive).map(({ address, page, reports }) => [address, page, reports.length]),
    [
      ['/feed.xml', '/', 1],
      ['/issuers/gov/feed.xml', '/issuers/gov/', 1],
      ['/issuers/society/feed.xml', '/issuers/society/', 0],
      ['/indicators/2021/45/feed.xml', '/indicators/2021/45/', 1],
    ],
  );
});

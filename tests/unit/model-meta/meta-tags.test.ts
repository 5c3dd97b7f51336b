import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metaTags } from '../../../src/model/meta-tags.ts';
import type { PageFacts } from '../../../src/model/page.ts';
import { bareReport, factsOf, fullReport, site } from './sample-report.ts';

const home: PageFacts = {
  kind: 'home',
  title: '测试档案',
  description: '说明',
  address: '/',
  trail: [{ name: '首页', address: '/' }],
};

function byName(facts: PageFacts, settings = site): Record<string, string> {
  return Object.fromEntries(metaTags(settings, facts).map(({ name, content }) => [name, content]));
}

test('A home page carries the tags of the site alone, and no site code that is not known', () => {
  assert.deepEqual(byName(home), { SiteName: '测试档案', SiteDomain: 'archive.example' });
  assert.equal(byName(home, { ...site, siteIdCode: '0000000000' }).SiteIDCode, '0000000000');
});

test('A tool page carries the tags of the site alone', () => {
  assert.deepEqual(Object.keys(byName({ ...home, kind: 'tool' })), ['SiteName', 'SiteDomain']);
});

test('A column page adds the four tags of the column', () => {
  const tags = byName({ ...home, kind: 'column', title: '2019年', address: '/years/2019/' });
  assert.deepEqual(tags, {
    SiteName: '测试档案',
    SiteDomain: 'archive.example',
    ColumnName: '2019年',
    ColumnDescription: '说明',
    ColumnKeywords: '2019年,示范创建,网络检索指标',
    ColumnType: '信息公开目录',
  });
});

test('A report page adds the tags of its first indicator as its column, and of the article', () => {
  const tags = byName(factsOf(fullReport));
  assert.equal(tags.ColumnName, '45．乙');
  assert.equal(tags.ColumnKeywords, '示范创建,网络检索指标,一、甲');
  assert.equal(tags.ArticleTitle, '某年报告');
  assert.equal(tags.PubDate, '2020-03-20 09:30');
  assert.equal(tags.ContentSource, '某县政府网');
  assert.equal(tags.Keywords, '法治,年报');
  assert.equal(tags.Description, '一句话');
  assert.equal(tags.Url, 'https://archive.example/fz/reports/2019/full/');
});

test('A report of unknown date and source has no PubDate and names its issuer as the source', () => {
  const tags = byName(factsOf(bareReport));
  assert.ok(!('PubDate' in tags));
  assert.equal(tags.ContentSource, '某县人民政府');
  assert.ok(!('Keywords' in tags) && !('Description' in tags));
});

test('No hour is made up for a report of which only the day is known', () => {
  assert.equal(byName(factsOf({ ...bareReport, published: '2020-03-20' })).PubDate, '2020-03-20');
  assert.equal(
    byName(factsOf({ ...bareReport, published: '2020-03-20T09:30:15' })).PubDate,
    '2020-03-20 09:30',
  );
});

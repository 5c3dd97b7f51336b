import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportCitation } from '../../../src/model/citation.ts';
import { contentSecurityPolicy } from '../../../src/model/content-security-policy.ts';
import { languageAlternates, pageUrl } from '../../../src/model/page-url.ts';
import { bareReport, fullReport, site } from './sample-report.ts';

test('A URL joins origin, path prefix and address without doubling a slash', () => {
  assert.equal(pageUrl(site, '/years/2019/'), 'https://archive.example/fz/years/2019/');
  assert.equal(
    pageUrl({ url: 'https://archive.example/', base: '/' }, '/'),
    'https://archive.example/',
  );
});

test('Each page names both scripts, the region of the Traditional standard, and the default', () => {
  const tags = (traditional: 'tw' | 'hk' | 't') =>
    languageAlternates({ ...site, traditional }, '/').map(({ hreflang }) => hreflang);
  assert.deepEqual(tags('tw'), ['zh-Hans', 'zh-Hant', 'zh-Hant-TW', 'x-default']);
  assert.deepEqual(tags('hk'), ['zh-Hans', 'zh-Hant', 'zh-Hant-HK', 'x-default']);
  assert.deepEqual(tags('t'), ['zh-Hans', 'zh-Hant', 'x-default']);
  assert.equal(
    languageAlternates(site, '/years/')[1]?.url,
    'https://archive.example/fz/zh-hant/years/',
  );
});

test('A citation leaves out what is not known and ends with the permanent URL', () => {
  assert.equal(
    reportCitation(site, bareReport).text,
    '某县人民政府. 某年报告[R/OL]. [引用日期]. https://archive.example/fz/reports/2019/bare/',
  );
  assert.equal(
    reportCitation(site, fullReport).text,
    '某县人民政府. 某年报告：某政〔2020〕3号[R/OL]. (2020-03-20)[引用日期]. https://archive.example/fz/reports/2019/full/',
  );
});

test('The policy allows nothing unsafe', () => {
  const plain = contentSecurityPolicy({ scriptHashes: ['sha256-abc='] });
  assert.match(plain, /script-src 'self' 'sha256-abc='(;|$)/);
  assert.match(plain, /^default-src 'none'/);
  assert.doesNotMatch(plain, /unsafe/);
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { tableCsv, tableJson } from '../../../src/derive/exports/data-table.ts';
import { reportRecords, reportTable } from '../../../src/derive/exports/report-records.ts';
import { robotsText } from '../../../src/derive/exports/robots.ts';
import { sitemaps } from '../../../src/derive/exports/sitemap.ts';
import {
  checksums,
  listedFiles,
  manifestEntry,
  manifestTable,
  sortedEntries,
} from '../../../src/derive/manifest/file-manifest.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Converter } from '../../../src/variant/converter.ts';
import { simplifiedText, traditionalText } from '../../../src/variant/script-text.ts';
import { bareReport, fullReport, site } from '../model-meta/sample-report.ts';
import { elementTexts } from './element-texts.ts';

const records = (reports: readonly Report[]) => reportRecords({ site, reports }, simplifiedText);
const csvOf = (report: Report) =>
  tableCsv(reportTable({ site, reports: [report] }, simplifiedText));
const archive = { site, reports: [bareReport, fullReport] };

test('Records say null for what is not known, and are the same in JSON', () => {
  const [bare, full] = records(archive.reports);
  assert.equal(bare?.published, null);
  assert.equal(bare.documentNumber, null);
  assert.equal(full?.attachments[0]?.bytes, 12);
  const parsed: unknown = JSON.parse(tableJson(reportTable(archive, simplifiedText)));
  assert.deepEqual(parsed, { reports: records(archive.reports) });
});

test('Traditional records are converted and lead to Traditional pages, hashes untouched', () => {
  const convertWholly = (text: string) => text.replaceAll('报', '報');
  const script = traditionalText(() => ({ convertWholly }) as Converter);
  const [record] = reportRecords(archive, script);
  assert.equal(record?.title, '某年報告');
  assert.equal(record.url, 'https://archive.example/fz/zh-hant/reports/2019/bare/');
  assert.equal(record.sha256, bareReport.sha256);
});

test('A spreadsheet takes no cell of the CSV for a formula', () => {
  for (const title of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1']) {
    const csv = csvOf({ ...bareReport, title });
    const cell = csv.split('\r\n')[1]?.split(',')[0];
    assert.equal(cell, `'${title}`);
  }
});

test('The CSV begins with a byte order mark and quotes commas, quotes and line breaks', () => {
  const csv = csvOf({ ...bareReport, title: '甲,"乙"\n丙' });
  assert.ok(csv.startsWith('\ufeff标题,'));
  assert.ok(csv.includes('\r\n"甲,""乙""\n丙",2019,'));
  assert.ok(csv.endsWith('\r\n'));
});

test('The sitemap lists both scripts of every page, each with all its alternates', () => {
  const [index, first] = sitemaps(site, [
    { address: '/years/2019/', modified: '2020-03-20' },
    { address: '/' },
  ]);
  assert.deepEqual(elementTexts(index?.text ?? '', 'loc'), [
    'https://archive.example/fz/sitemap-1.xml',
  ]);
  assert.deepEqual(elementTexts(first?.text ?? '', 'loc'), [
    'https://archive.example/fz/',
    'https://archive.example/fz/zh-hant/',
    'https://archive.example/fz/years/2019/',
    'https://archive.example/fz/zh-hant/years/2019/',
  ]);
  assert.equal(first?.text.match(/hreflang="x-default"/g)?.length, 4);
  // Of a page that no date of the content speaks of, nothing is said.
  assert.deepEqual(elementTexts(first.text, 'lastmod'), ['2020-03-20', '2020-03-20']);
});

test('A sitemap is split where it would pass either limit, and loses no page', () => {
  const addresses = Array.from({ length: 50 }, (_, number) => ({ address: `/a/${number}/` }));
  const all = sitemaps(site, addresses).slice(1);
  const byCount = sitemaps(site, addresses, { urls: 7, bytes: 1e9 }).slice(1);
  const byBytes = sitemaps(site, addresses, { urls: 1e9, bytes: 5000 }).slice(1);
  const locations = (files: typeof all) => files.flatMap(({ text }) => elementTexts(text, 'loc'));
  assert.equal(byCount.length, Math.ceil(100 / 7));
  for (const { text } of byCount) assert.ok(elementTexts(text, 'loc').length <= 7);
  assert.ok(byBytes.length > 1);
  for (const { text } of byBytes) assert.ok(Buffer.byteLength(text) <= 5000);
  assert.deepEqual(locations(byCount), locations(all));
  assert.deepEqual(locations(byBytes), locations(all));
});

test('Beyond 50,000 URLs there are more sitemaps, and the index names each of them', () => {
  const pages = Array.from({ length: 25_001 }, (_, number) => ({ address: `/a/${number}/` }));
  const [index, ...files] = sitemaps(site, pages);
  assert.equal(files.length, 2);
  assert.deepEqual(
    elementTexts(index?.text ?? '', 'loc'),
    files.map(({ address }) => `https://archive.example/fz${address}`),
  );
  assert.equal(elementTexts(files[0]?.text ?? '', 'url').length, 50_000);
});

test('robots.txt names the sitemap by its absolute URL and closes only searches', () => {
  const text = robotsText(site);
  assert.match(text, /^Sitemap: https:\/\/archive\.example\/fz\/sitemap-index\.xml$/m);
  assert.deepEqual(text.match(/^Disallow: .*$/gm), [
    'Disallow: /fz/search/?',
    'Disallow: /fz/zh-hant/search/?',
  ]);
});

test('The manifest lists every file but itself, sorted, with hashes that sha256sum accepts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b', '附 件.txt'), 'abc');
    writeFileSync(join(folder, 'b.txt'), '');
    writeFileSync(join(folder, 'manifest.tsv'), 'old');
    const entries = sortedEntries(listedFiles(folder).map((path) => manifestEntry(folder, path)));
    assert.deepEqual(
      entries.map(({ path }) => path),
      ['b.txt', 'b/附 件.txt'],
    );
    // GB/T 32905—2016, appendix A: the hash of "abc".
    assert.equal(
      entries[1]?.sm3,
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    assert.match(manifestTable(entries), /^b\/附 件\.txt\t3\tba7816bf/m);
    writeFileSync(join(folder, 'manifest.sha256'), checksums(entries));
    assert.match(checksums(entries), /^ba7816bf[0-9a-f]{56} {2}b\/附 件\.txt$/m);
    const tool = '/usr/bin/sha256sum';
    if (!existsSync(tool)) return;
    const out = execFileSync(tool, ['-c', 'manifest.sha256'], { cwd: folder });
    assert.equal(out.toString().match(/OK/g)?.length, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

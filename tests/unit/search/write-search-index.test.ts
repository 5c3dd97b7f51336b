import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { writeArchiveIndex } from '../../../src/derive/search-index/archive-index.ts';
import { searchFolder } from '../../../src/model/address.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { indicatorKey } from '../../../src/model/indicator.ts';
import type { Catalog, SearchEntry, SearchNames } from '../../../src/search/catalog.ts';
import { filterHits } from '../../../src/search/filter-hits.ts';
import { pagefindVersion } from '../../../src/search/pagefind/pagefind-version.ts';
import { differences } from '../../output/same-bytes.ts';
import { testSite } from '../../sites.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-index-'));
const [first, second] = [join(folder, 'first'), join(folder, 'second')];
let archive: Archive;
let index: string;

const read = <Content>(...path: string[]): Content =>
  JSON.parse(readFileSync(join(first, searchFolder, ...path), 'utf8')) as Content;

before(async () => {
  for (const site of [first, second]) {
    archive = (await openArchive(testSite('county').contentDir)).archive as Archive;
    await writeArchiveIndex(archive, site);
  }
  index = read<SearchEntry>('archive.json').index;
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('The search index of an archive', () => {
  test('is the same, byte for byte, when it is written again', () => {
    assert.deepEqual(differences(first, second), []);
  });

  test('stands in folders named by a hash and a version, but for the file that names them', () => {
    assert.deepEqual(
      readdirSync(join(first, searchFolder)).sort(),
      [pagefindVersion, 'archive.json', index].sort(),
    );
    assert.match(index, /^[0-9a-f]{10}$/);
  });

  test('names the wasm so that Pagefind finds it with its script', () => {
    const { languages } = read<{ languages: { und: { wasm: string } } }>(
      index,
      'pagefind-entry.json',
    );
    const asked = new URL(
      `wasm.${languages.und.wasm}.pagefind`,
      `https://x/${searchFolder}/${index}/`,
    );
    assert.ok(existsSync(join(first, asked.pathname)), asked.pathname);
    assert.ok(existsSync(join(first, searchFolder, pagefindVersion, 'pagefind.js')));
  });

  test('has no file that a server on Windows could not keep', () => {
    for (const name of readdirSync(join(first, searchFolder, index, 'index')))
      assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)\.|[^a-z0-9_.]/);
  });

  test('counts under every indicator the reports that the archive has there', () => {
    const catalog = read<Catalog>(index, 'catalog.json');
    const all = archive.reports.map((_, document) => ({ document, score: [], matches: 1 }));
    const { counts } = filterHits(all, catalog, { sort: 'relevance' });
    for (const [key, reports] of archive.reportsUnderIndicator)
      assert.equal(counts.indicator.get(key) ?? 0, reports.length, key);
    for (const report of archive.reports)
      for (const indicator of report.indicators)
        assert.ok((counts.indicator.get(indicatorKey(indicator)) ?? 0) > 0);
  });

  test('names every report in both scripts, and its slug where results look for it', () => {
    const slugs = read<string[]>(index, 'slugs.0.json');
    assert.deepEqual(
      slugs,
      archive.reports.slice(0, slugs.length).map(({ slug }) => slug),
    );
    for (const script of ['zh-Hans', 'zh-Hant']) {
      const { reports } = read<SearchNames>(index, `names.${script}.json`);
      assert.deepEqual(
        reports.map(([, year, slug]) => `${year}/${slug}`),
        archive.reports.map(({ year, slug }) => `${year}/${slug}`),
      );
    }
  });
});

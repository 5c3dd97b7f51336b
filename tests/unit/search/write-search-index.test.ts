import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { countsOfValues } from '../../../src/client/search-page/counts-of-values.ts';
import { IndexFilters } from '../../../src/client/search-page/index-filters.ts';
import { valueLists } from '../../../src/client/search-page/value-lists.ts';
import { writeArchiveIndex } from '../../../src/derive/search-index/archive-index.ts';
import { searchEntryFile, searchFolder } from '../../../src/model/address.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { indicatorKey } from '../../../src/model/indicator.ts';
import {
  catalogName,
  type DocumentsPart,
  documentsName,
  type NamesDirectory,
  type NamesPart,
  namesName,
  namesPartName,
  type PackedCatalog,
  packedEnding,
  readCatalog,
  type SearchEntry,
} from '../../../src/search/catalog.ts';
import { type FacetNames, facetNamesName } from '../../../src/search/facets.ts';
import { openSealed } from '../../../src/search/packed/sealed.ts';
import { indexFormat } from '../../../src/search/pagefind/index-layout.ts';
import { differences } from '../../output/same-bytes.ts';
import { testSite } from '../../sites.ts';
import { serveFiles } from './serve-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-index-'));
const [first, second] = [join(folder, 'first'), join(folder, 'second')];
let archive: Archive;
let index: string;

const read = <Content>(name: string): Content => {
  const path = `${name}${packedEnding}`;
  const sealed = readFileSync(join(first, searchFolder, index, path));
  return JSON.parse(new TextDecoder().decode(openSealed(sealed, `${index}/${path}`))) as Content;
};
let entry: SearchEntry;

before(async () => {
  for (const site of [first, second]) {
    archive = (await openArchive(testSite('county').contentDir)).archive as Archive;
    await writeArchiveIndex(archive, site);
  }
  entry = JSON.parse(
    readFileSync(join(first, searchFolder, searchEntryFile), 'utf8'),
  ) as SearchEntry;
  ({ index } = entry);
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('The search index of an archive', () => {
  test('is the same, byte for byte, when it is written again', () => {
    assert.deepEqual(differences(first, second), []);
  });

  test('stands in a folder named by a hash, but for the file that names it and the format', () => {
    assert.deepEqual(
      readdirSync(join(first, searchFolder)).sort(),
      [searchEntryFile, index].sort(),
    );
    assert.match(index, /^[0-9a-f]{10}$/);
    assert.equal(entry.format, indexFormat);
  });

  test('has every file sealed under its own name', () => {
    const folder = join(first, searchFolder, index);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => relative(folder, join(file.parentPath, file.name)).split(sep).join('/'));
    assert.ok(files.length > 20);
    // Texts are sealed part by part: excerpts/excerpts.test.ts.
    for (const path of files.filter((each) => !/^(?:heads|text)\//.test(each)))
      assert.ok(openSealed(readFileSync(join(folder, path)), `${index}/${path}`).length > 0, path);
  });

  test('has no file that a server on Windows could not keep', () => {
    for (const name of readdirSync(join(first, searchFolder, index, 'index')))
      assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)\.|[^a-z0-9_.]/);
  });

  test('counts under every indicator the reports that the archive has there', async (t) => {
    serveFiles(t, (path) => readFileSync(join(first, searchFolder, path.slice(1))));
    const packed = read<PackedCatalog>(catalogName);
    const present = { hash: index, folder: `/${index}/` };
    const ofIssuer = valueLists(present, 'issuer', packed.issuerFiles);
    const filters = new IndexFilters(present, readCatalog(packed), ofIssuer);
    const all = [...archive.reports.keys()];
    const issuers = await filters.counts('issuer', all);
    const indicators = await filters.counts('indicator', all);
    const ids = archive.issuers.map(({ id }) => id);
    for (const [id, found] of await countsOfValues(filters, 'issuer', ids, all))
      assert.equal(found, issuers.get(id) ?? 0, id);
    const keys = [...archive.indicatorByKey.keys()];
    for (const [key, found] of await countsOfValues(filters, 'indicator', keys, all))
      assert.equal(found, indicators.get(key) ?? 0, key);
    // As the page shows them, so that what is on one screen is in few files.
    const shown = ids.filter((id) => issuers.has(id));
    assert.deepEqual(packed.issuerIds, shown);
    const { indicatorKeys } = read<FacetNames>(facetNamesName);
    assert.deepEqual(
      indicatorKeys,
      keys.filter((key) => indicators.has(key)),
    );
    for (const [id, reports] of archive.reportsByIssuer)
      assert.equal(issuers.get(id) ?? 0, reports.length, id);
    for (const [key, reports] of archive.reportsUnderIndicator) {
      assert.equal(indicators.get(key) ?? 0, reports.length, key);
      const { indicator } = await filters.tests({ indicator: key });
      const numbers = all.filter((document) => indicator?.(document));
      assert.deepEqual(new Set(numbers.map((each) => archive.reports[each])), new Set(reports));
    }
    for (const report of archive.reports)
      for (const indicator of report.indicators)
        assert.ok((indicators.get(indicatorKey(indicator)) ?? 0) > 0);
  });

  test('names every report in both scripts, and its slug where results look for it', () => {
    const { slugs } = read<DocumentsPart>(documentsName(0));
    assert.deepEqual(
      slugs,
      archive.reports.slice(0, slugs.length).map(({ slug }) => slug),
    );
    for (const script of ['zh-Hans', 'zh-Hant'] as const) {
      const { borders } = read<NamesDirectory>(namesName(script));
      const numbers = new Set(
        borders.flatMap((_, part) => read<NamesPart>(namesPartName(script, part)).targets),
      );
      for (const document of archive.reports.keys()) assert.ok(numbers.has(document));
    }
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexFilters } from '../../../src/client/search-page/index-filters.ts';
import type { IndicatorKey } from '../../../src/model/indicator.ts';
import { catalogName, type PackedCatalog, readCatalog } from '../../../src/search/catalog.ts';
import { CatalogColumns } from '../../../src/search/indexing/catalog-columns.ts';
import { packSmall, seal } from '../../../src/search/packed/pack.ts';
import { fc } from '../../property.ts';
import { serveFiles } from './serve-files.ts';

/** Two levels: `4.1` is below `4`. */
const codes = ['1', '2', '3', '4', '4.1', '4.2', '4.3'];
const indicatorOf = (code: string) => {
  const above = { edition: 'e', code: '4', title: '', ancestors: [] };
  return { edition: 'e', code, title: '', ancestors: code.includes('.') ? [above] : [] };
};

interface Record {
  readonly year: number;
  readonly issuer: number;
  readonly codes: readonly number[];
}

/** An archive without texts, and its files as they are loaded. */
async function archiveOf(records: readonly Record[]) {
  const columns = new CatalogColumns();
  const extent = { length: 2048, title: 9, headings: 64, paragraphs: 256 };
  for (const [i, { year, issuer, codes: own }] of records.entries()) {
    const indicators = own.map((each) => indicatorOf(codes[each] as string)) as never;
    const report = { year, slug: `r${i}`, issuer: { id: `i${issuer}` }, indicators };
    columns.add(report, extent);
  }
  const hash = '0123456789';
  const files = new Map<string, Uint8Array>();
  let catalog: PackedCatalog | undefined;
  for (const [name, content] of columns.files([])) {
    if (name === catalogName) catalog = content as PackedCatalog;
    const path = `${hash}/${name}.json.packed`;
    files.set(`/${path}`, seal(await packSmall(Buffer.from(JSON.stringify(content))), path));
  }
  assert.ok(catalog);
  return { hash, files, catalog: readCatalog(catalog) };
}

const record = fc.record({
  year: fc.integer({ min: 2001, max: 2025 }),
  issuer: fc.nat(70),
  codes: fc.uniqueArray(fc.nat(codes.length - 1), { maxLength: 4 }),
});

test('counts and filters are those of the documents, in whatever files they stand', async (t) => {
  const [some] = fc.sample(fc.array(record, { minLength: 9000, maxLength: 9000, size: 'max' }), {
    seed: 7,
    numRuns: 1,
  });
  assert.ok(some);
  const records = [...some].sort((a, b) => b.year - a.year);
  const { hash, files, catalog } = await archiveOf(records);
  const asked = serveFiles(t, (path) => {
    const file = files.get(path);
    if (!file) throw new Error(`${path} is not there`);
    return file;
  });
  /** Values of a record, by other means: every code with the one before its point. */
  const valuesOf = ({ year, issuer, codes: own }: Record) => ({
    year: [`${year}`],
    issuer: [`i${issuer}`],
    indicator: [...new Set(own.flatMap((each) => [codes[each], codes[each]?.split('.')[0]]))].map(
      (code) => `e/${code}`,
    ),
  });
  const subsets = [
    [],
    [8999],
    [0, 4095, 4096, 8191, 8192],
    Array.from({ length: 60 }, (_, i) => i * 150),
    Array.from({ length: 300 }, (_, i) => i + 4000),
    records.map((_, i) => i),
  ];
  for (const documents of subsets) {
    const filters = new IndexFilters({ hash, folder: `/${hash}/` }, catalog);
    asked.length = 0;
    const soon = filters.countsSoon(documents);
    for (const name of ['year', 'issuer', 'indicator'] as const) {
      const truth = new Map<string, number>();
      for (const document of documents)
        for (const value of valuesOf(records[document] as Record)[name])
          truth.set(value, (truth.get(value) ?? 0) + 1);
      assert.deepEqual(
        [...(await filters.counts(name, documents))].sort(),
        [...truth].sort(),
        `${name} of ${documents.length}`,
      );
    }
    assert.equal(new Set(asked).size, asked.length, 'a file is loaded twice');
    if (soon) assert.ok(asked.length <= 21);
    assert.ok(filters.countsSoon(documents), 'what is known is asked for again');
  }
  assert.ok(!new IndexFilters({ hash, folder: `/${hash}/` }, catalog).countsSoon(subsets[3] ?? []));

  const filters = new IndexFilters({ hash, folder: `/${hash}/` }, catalog);
  for (const name of ['year', 'issuer', 'indicator'] as const) {
    const values = [...new Set(records.flatMap((each) => valuesOf(each)[name]))];
    for (const value of values) {
      const chosen = name === 'year' ? Number(value) : (value as IndicatorKey);
      const test = (await filters.tests({ [name]: chosen }))[name];
      for (const [document, each] of records.entries())
        assert.equal(test?.(document), valuesOf(each)[name].includes(value), `${name} ${value}`);
    }
  }
  const { issuer, indicator } = await filters.tests({ issuer: 'none', indicator: 'e/5' });
  assert.ok(records.every((_, document) => !issuer?.(document) && !indicator?.(document)));
  assert.deepEqual(Object.keys(await filters.tests({})), []);
});

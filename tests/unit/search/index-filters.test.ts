import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countBeside, countsOfValues } from '../../../src/client/search-page/counts-of-values.ts';
import { IndexFilters } from '../../../src/client/search-page/index-filters.ts';
import type { SearchAnswer } from '../../../src/client/search-page/search-answer.ts';
import { valueLists } from '../../../src/client/search-page/value-lists.ts';
import type { IndicatorKey } from '../../../src/model/indicator.ts';
import { catalogName, type PackedCatalog, readCatalog } from '../../../src/search/catalog.ts';
import { type FacetNames, facetNamesName } from '../../../src/search/facets.ts';
import { CatalogColumns } from '../../../src/search/indexing/catalog-columns.ts';
import { packSmall, seal } from '../../../src/search/packed/pack.ts';
import { fc } from '../../property.ts';
import { serveFiles } from './serve-files.ts';

/** Up to three levels, in the order of a page: `4.1.1` is below `4.1`. Much is below `5`, each a little. */
const codes = [
  ...['1', '2', '3', '4', '4.1', '4.1.1', '4.1.2', '4.2', '4.3', '5'],
  ...Array.from({ length: 40 }, (_, i) => `5.${i}`),
];
const issuersShown = Array.from({ length: 71 }, (_, i) => `i${(i * 29) % 71}`);
/** The code and those above it. */
const above = (code: string) =>
  code.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'));
const indicatorOf = (code: string): object => {
  const [own, ...ancestors] = above(code)
    .reverse()
    .map((each) => ({ edition: 'e', code: each, title: '', ancestors: [] as object[] }));
  // From the first level down.
  return { ...own, ancestors: ancestors.reverse().map(({ code: each }) => indicatorOf(each)) };
};

interface Record {
  readonly year: number;
  readonly issuer: number;
  readonly codes: readonly number[];
}

/** An archive without texts, and its files as they are loaded. */
async function archiveOf(records: readonly Record[]) {
  const columns = new CatalogColumns({
    issuers: issuersShown,
    indicators: codes.map((code): IndicatorKey => `e/${code}`),
  });
  const extent = { length: 2048, title: 9, headings: 64, paragraphs: 256 };
  for (const [i, { year, issuer, codes: own }] of records.entries()) {
    const indicators = own.map((each) => indicatorOf(codes[each] as string)) as never;
    const report = { year, slug: `r${i}`, issuer: { id: `i${issuer}` }, indicators };
    columns.add(report, extent);
  }
  const hash = '0123456789';
  const files = new Map<string, Uint8Array>();
  const contents = new Map<string, object>();
  for (const [name, content] of columns.files([])) {
    contents.set(name, content);
    const path = `${hash}/${name}.json.packed`;
    files.set(`/${path}`, seal(packSmall(Buffer.from(JSON.stringify(content))), path));
  }
  const catalog = contents.get(catalogName) as PackedCatalog;
  const present = { hash, folder: `/${hash}/` };
  return {
    hash,
    files,
    names: contents.get(facetNamesName) as FacetNames,
    open: () =>
      new IndexFilters(
        present,
        readCatalog(catalog),
        valueLists(present, 'issuer', catalog.issuerFiles),
      ),
  };
}

const record = fc.record({
  year: fc.integer({ min: 2001, max: 2025 }),
  issuer: fc.nat(70),
  codes: fc.uniqueArray(fc.nat(codes.length - 1), { maxLength: 4 }),
});

test('counts and filters are those of the documents, in whatever files they stand', async (t) => {
  const [drawn] = fc.sample(fc.array(record, { minLength: 9000, maxLength: 9000, size: 'max' }), {
    seed: 7,
    numRuns: 1,
  });
  assert.ok(drawn);
  const records = [...drawn].sort((a, b) => b.year - a.year);
  const { hash, files, names, open } = await archiveOf(records);
  assert.ok(files.has(`/${hash}/issuer.1.json.packed`));
  assert.ok(files.has(`/${hash}/indicator.1.json.packed`));
  // Both kinds of lists are there.
  const whole = names.wholes.map((indicator) => names.indicatorKeys[indicator]);
  assert.deepEqual(whole, ['e/5']);
  const asked = serveFiles(t, (path) => {
    const file = files.get(path);
    if (!file) throw new Error(`${path} is not there`);
    return file;
  });
  /** Values of a record, by other means: every code with the one before its point. */
  const valuesOf = ({ year, issuer, codes: own }: Record) => ({
    year: [`${year}`],
    issuer: [`i${issuer}`],
    indicator: [...new Set(own.flatMap((each) => above(codes[each] as string)))].map(
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
    const filters = open();
    asked.length = 0;
    const soon = filters.countsAll(documents, 'answered');
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
      if (name === 'year') continue;
      const shown = name === 'issuer' ? issuersShown : codes.map((code) => `e/${code}`);
      const known = asked.splice(0);
      for (let first = 0; first < shown.length; first += 7) {
        const values = [...shown.slice(first, first + 7), 'of another index'];
        assert.deepEqual(
          [...(await countsOfValues(filters, name, values, documents))],
          values.map((value) => [value, truth.get(value) ?? 0]),
        );
        if (first === 0) assert.ok(asked.length <= 3, `${asked}`);
      }
      asked.push(...known);
    }
    assert.equal(new Set(asked).size, asked.length, 'a file is loaded twice');
    if (soon) assert.ok(asked.length <= 21);
    assert.ok(filters.countsAll(documents, 'answered'), 'what is known is asked for again');
  }
  assert.ok(!open().countsAll(subsets[3] ?? [], 'answered'));

  // A few hits more than are counted with the answer are counted all at once when one value is seen.
  const every = (step: number, from: number, to: number) =>
    Array.from({ length: (to - from) / step }, (_, i) => from + i * step);
  const some = [...every(256, 0, 4096), ...every(256, 4096, 5632), ...every(256, 8192, 9216)];
  const isSome = {
    answered: open().countsAll(some, 'answered'),
    seen: open().countsAll(some, 'seen'),
  };
  assert.deepEqual(isSome, { answered: false, seen: true });
  const hits = some.map((document) => ({ document, score: [], matches: 1 }));
  const searched = { answer: { hits }, index: { filters: open() } } as unknown as SearchAnswer;
  const { counts, all } = await countBeside(searched, {}, 'issuer', ['i0']);
  assert.ok(all);
  assert.equal(
    [...counts.values()].reduce((sum, found) => sum + found, 0),
    some.length,
  );

  const filters = open();
  for (const name of ['year', 'issuer', 'indicator'] as const) {
    const values = [...new Set(records.flatMap((each) => valuesOf(each)[name]))];
    for (const value of values) {
      const chosen = name === 'year' ? Number(value) : (value as IndicatorKey);
      const test = (await filters.tests({ [name]: chosen }))[name];
      const wrong = records.filter(
        (each, document) => test?.(document) !== valuesOf(each)[name].includes(value),
      );
      assert.deepEqual(wrong, [], `${name} ${value}`);
    }
  }
  const { issuer, indicator } = await filters.tests({ issuer: 'none', indicator: 'e/6' });
  assert.ok(records.every((_, document) => !issuer?.(document) && !indicator?.(document)));
  assert.deepEqual(Object.keys(await filters.tests({})), []);
});

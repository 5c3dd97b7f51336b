import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Catalog,
  catalogFor,
  catalogName,
  type PackedCatalog,
  packFew,
  packNumbers,
  packRuns,
  packSteps,
  readCatalog,
  type TitleLists,
  titleFilesFor,
  titlesName,
  unpackFew,
  unpackNumbers,
  unpackRuns,
  unpackSteps,
} from '../../../src/search/catalog.ts';
import {
  facetFiles,
  facetsName,
  isLittle,
  listsFileOf,
  listsName,
  type ValueLists,
} from '../../../src/search/facets.ts';
import { CatalogColumns } from '../../../src/search/indexing/catalog-columns.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { issuersAskedFor, recordTest } from '../../../src/search/named-by-record.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { fc } from '../../property.ts';

const names = new Map([
  ['justice', '青禾县司法局'],
  ['water', '青禾县水利局'],
  ['songgu', '松谷镇人民政府'],
]);
const record = fc.record({
  title: fc.string({ unit: fc.constantFrom(...'法治报告'), minLength: 1, maxLength: 90 }),
  issuer: fc.constantFrom(...names.keys()),
  year: fc.integer({ min: 1949, max: 2030 }),
});

test('what of the catalog is loaded for a query says of it what the whole catalog would', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        '法',
        '法治报告',
        '司法局 2021',
        '2021松谷镇政府',
        `"${'法'.repeat(40)}"`,
        '县',
      ),
      (records, q) => {
        const run = new SymbolRun();
        const columns = new CatalogColumns();
        for (const [i, { title, issuer, year }] of records.entries()) {
          run.add({ title, headings: ['标题'], paragraphs: ['文'] });
          const extent = run.extents[i] as (typeof run.extents)[number];
          const report = { year, slug: `r${i}`, indicators: [] as never, issuer: { id: issuer } };
          columns.add(report, extent);
        }
        const files = new Map(
          [...columns.files([])].map(([name, content]) => [
            name,
            JSON.parse(JSON.stringify(content)) as unknown,
          ]),
        );
        const packed = files.get(catalogName) as PackedCatalog;
        const query = parseQuery(q);
        const catalog: Catalog = catalogFor(
          readCatalog(packed),
          titleFilesFor(query)
            .filter((file) => packed.titleFiles.includes(file))
            .flatMap((file) => files.get(titlesName(file)) as TitleLists),
          new Map(
            issuersAskedFor(query, packed.issuerIds, names).map((issuer) => {
              const file = listsFileOf(packed.issuerFiles, issuer);
              const lists = files.get(listsName('issuer', file)) as ValueLists;
              const list = lists[issuer - (packed.issuerFiles[file] as number)];
              return [issuer, unpackSteps(list as string)];
            }),
          ),
        );
        const whole: Catalog = {
          ...catalog,
          issuers: records.map(({ issuer }) => packed.issuerIds.indexOf(issuer)),
        };
        const asked = query.wanted.reduce((sum, { text }) => sum + text.length, 0);
        for (const [i, { title, year }] of records.entries()) {
          const said = catalog.titles[i] as number;
          // Exact, or so much longer than what is asked that it is neither that nor half of it; headings are behind it.
          if (said !== title.length + 1)
            assert.ok(title.length > asked * 2 && said > asked * 2 + 1);
          assert.ok(said >= title.length + 1 && said <= (run.extents[i]?.headings ?? 0));
          assert.equal(catalog.years[i], year);
          for (const { text } of query.wanted)
            assert.equal(
              recordTest(text, catalog, names)?.(i),
              recordTest(text, whole, names)?.(i),
              text,
            );
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('numbers are read back as they were written, through JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(55_000)), (numbers) => {
      const packed = JSON.parse(JSON.stringify(packNumbers(numbers))) as string;
      assert.deepEqual(unpackNumbers(packed), numbers);
    }),
  );
  assert.throws(() => packNumbers([60_000]));
  const few = fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, fc.nat(55_000));
  fc.assert(
    fc.property(fc.array(few), (numbers) => {
      const packed = JSON.parse(JSON.stringify(packFew(numbers))) as ReturnType<typeof packFew>;
      assert.deepEqual(unpackFew(packed, numbers.length), numbers);
      assert.deepEqual(unpackRuns(packRuns(numbers)), numbers);
    }),
  );
});

test('documents of a value are read back as they were written, however far apart', () => {
  const ascending = fc
    .tuple(fc.uniqueArray(fc.nat(300_000)), fc.uniqueArray(fc.nat(100)))
    .map((parts) => [...new Set(parts.flat())].sort((a, b) => a - b));
  const far = 0xd800 - 36;
  const corners = [[], [0], [far - 1], [far], [far + 1], [2 * far], [0, far + 1, 3 * far + 2]];
  const examples = corners.map((numbers): [number[]] => [numbers]);
  fc.assert(
    fc.property(ascending, (numbers) => {
      const packed = JSON.parse(JSON.stringify(packSteps(numbers))) as string;
      assert.deepEqual(unpackSteps(packed), numbers);
    }),
    { examples },
  );
});

test('the facets of any documents are in the files that are asked for, at most a few for each large one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40_000), { maxLength: 400 }), (documents) => {
      const files = facetFiles(documents);
      for (const column of ['issuer', 'indicator'] as const) {
        for (const document of documents)
          assert.equal(
            files.filter(([first, inFile]) => document >= first && document < first + inFile)
              .length,
            1,
          );
        assert.equal(new Set(files.map((file) => facetsName(column, ...file))).size, files.length);
        assert.ok(files.length <= 60);
      }
      if (isLittle(files, 'answered')) assert.ok(files.length <= 20);
    }),
  );
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import JSZip from 'jszip';
import { readCsv } from '../../src/model/csv.ts';
import { siteNames } from '../sites.ts';
import { builtSite } from './built-site.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
}
interface Resource {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly format: string;
  readonly mediatype: string;
  readonly encoding?: string;
  readonly bytes: number;
  readonly hash: string;
  readonly dialect: { readonly property?: string; readonly itemType?: string };
  readonly schema: { readonly fields: readonly Field[] };
}
interface Package {
  readonly $schema: string;
  readonly name: string;
  readonly resources: readonly Resource[];
}

/** https://datapackage.org/standard/table-schema/#field-types */
const fieldTypes = new Set(
  'string number integer boolean object array list datetime date time year yearmonth duration geopoint geojson any'.split(
    ' ',
  ),
);

/** Whether a value is of its field's type, as the standard writes it in JSON or in text; `null` and '' are missing. */
function conforms(value: unknown, { type, format }: Field): boolean {
  if (value === null || value === '') return true;
  switch (type) {
    case 'integer':
      return /^[+-]?\d+$/.test(String(value));
    case 'year':
      return /^-?\d{4}$/.test(String(value));
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    default:
      return typeof value === 'string' && (format !== 'uri' || URL.canParse(value));
  }
}

for (const site of siteNames.map(builtSite)) {
  for (const tree of ['', 'zh-hant/']) {
    describe(`The open data of ${site.name}/${tree}`, () => {
      const folder = join(site.outDir, tree, 'data');
      const description = JSON.parse(
        readFileSync(join(folder, 'datapackage.json'), 'utf8'),
      ) as Package;
      const resources = description.resources.filter(({ name }) => name !== 'texts');
      const texts = description.resources.find(({ name }) => name === 'texts');

      // https://datapackage.org/standard/data-package/ and …/data-resource/
      test('is described as the standard asks', () => {
        assert.equal(description.$schema, 'https://datapackage.org/profiles/2.0/datapackage.json');
        assert.match(description.name, /^[-a-z0-9._/]+$/);
        assert.ok(resources.length > 0);
        assert.equal(new Set(resources.map(({ name }) => name)).size, resources.length);
        for (const resource of resources) {
          assert.match(resource.name, /^[-a-z0-9._/]+$/);
          assert.equal(resource.type, 'table');
          // Relative, POSIX, not upwards.
          assert.doesNotMatch(resource.path, /^[/~]|\\|(?:^|\/)\.\.?(?:\/|$)|:/);
          assert.match(resource.mediatype, /^[^/]+\/[^/]+$/);
          assert.equal(resource.encoding, 'utf-8');
          assert.match(resource.hash, /^[^:]+:[0-9a-f]+$/);
          const { fields } = resource.schema;
          assert.ok(fields.length > 0);
          assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length);
          for (const { type } of fields) assert.ok(fieldTypes.has(type), type);
        }
      });

      test('is wholly described, with the bytes and hashes of its files', () => {
        const published = [...site.files]
          .filter((file) => file.startsWith(`${tree}data/`) && !file.endsWith('.html'))
          .map((file) => file.slice(`${tree}data/`.length))
          .filter((file) => file !== 'texts.zip');
        assert.deepEqual(
          [...resources.map(({ path }) => path), 'datapackage.json'].sort(),
          published.sort(),
        );
        for (const { path, bytes, hash } of resources) {
          const content = readFileSync(join(folder, path));
          assert.equal(content.length, bytes, path);
          assert.equal(`sha256:${createHash('sha256').update(content).digest('hex')}`, hash, path);
        }
        // One for both trees, named from the other by its URL.
        const whole = readFileSync(join(site.outDir, 'data/texts.zip'));
        assert.equal(
          texts?.path,
          tree === '' ? 'texts.zip' : `${site.origin}${site.base}data/texts.zip`,
        );
        assert.equal(texts.bytes, whole.length);
        assert.equal(`sha256:${createHash('sha256').update(whole).digest('hex')}`, texts.hash);
      });

      test('has in every row what its fields say, and the same number of rows in either format', () => {
        const rows = new Map<string, number>();
        for (const { path, format, dialect, schema } of resources) {
          const text = readFileSync(join(folder, path), 'utf8');
          const names = schema.fields.map(({ name }) => name);
          let table: (readonly unknown[])[];
          if (format === 'csv') {
            assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'), path);
            const [head, ...body] = readCsv(text);
            assert.deepEqual(head, names, path);
            table = body;
          } else {
            // RFC 8259 allows no byte order mark.
            assert.ok(!text.startsWith('\ufeff'), path);
            assert.equal(dialect.itemType, 'object');
            const whole = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
            const items = whole[dialect.property ?? ''] ?? [];
            for (const item of items) assert.deepEqual(Object.keys(item).sort(), [...names].sort());
            table = items.map((item) => names.map((name) => item[name]));
          }
          assert.ok(table.length > 0, path);
          for (const row of table) {
            assert.equal(row.length, names.length, path);
            for (const [index, field] of schema.fields.entries()) {
              assert.ok(conforms(row[index], field), `${path} ${field.name}: ${row[index]}`);
            }
          }
          const stem = path.replace(/\.\w+$/, '');
          assert.equal(rows.get(stem) ?? table.length, table.length, path);
          rows.set(stem, table.length);
        }
        assert.deepEqual([...rows.keys()].sort(), ['coverage', 'indicators', 'reports']);
      });
    });
  }
}

describe('The archive of all texts', () => {
  for (const site of siteNames.map(builtSite)) {
    test(`of ${site.name} has every text as it stands beside its page, and hashes that hold`, async () => {
      // Read by another program's code than it was written by.
      const zip = await JSZip.loadAsync(readFileSync(join(site.outDir, 'data/texts.zip')));
      const published = [...site.files].filter((file) => file.endsWith('/index.md')).sort();
      const names = published.map((file) =>
        file.replace(/^reports\/(.*)\/index\.md$/, 'texts/$1.md'),
      );
      const packed = Object.values(zip.files).filter(({ dir }) => !dir);
      assert.deepEqual(
        packed.map(({ name }) => name).sort(),
        [...names, 'texts/SHA256SUMS'].sort(),
      );
      const sums: string[] = [];
      for (const [index, file] of published.entries()) {
        const bytes = readFileSync(join(site.outDir, file));
        const name = names[index] ?? '';
        assert.ok((await zip.file(name)?.async('nodebuffer'))?.equals(bytes), name);
        sums.push(
          `${createHash('sha256').update(bytes).digest('hex')}  ${name.replace('texts/', '')}`,
        );
      }
      const listed = (await zip.file('texts/SHA256SUMS')?.async('string')) ?? '';
      assert.deepEqual(listed.trimEnd().split('\n').sort(), sums.sort());
      // The clock is in none of it.
      assert.deepEqual([...new Set(packed.map(({ date }) => date.getUTCFullYear()))], [1980]);
    });
  }
});

describe('The check of open data', () => {
  test('finds a value of another type', () => {
    assert.ok(!conforms('十', { name: 'a', type: 'integer' }));
    assert.ok(!conforms('19', { name: 'a', type: 'year' }));
    assert.ok(!conforms('nowhere', { name: 'a', type: 'string', format: 'uri' }));
    assert.ok(!conforms([], { name: 'a', type: 'object' }));
    assert.ok(conforms(null, { name: 'a', type: 'array' }));
  });
});

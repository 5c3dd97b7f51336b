import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { problemCatalogue } from '../../src/model/problem-catalogue.ts';
import { Faults } from '../output/faults.ts';
import { type HostileRecord, hostileSite } from './hostile-site.ts';
import { readPage } from './markup-faults.ts';
import { withoutPolicy } from './policy.ts';
import { readCsv } from './read-csv.ts';
import { readXml, type XmlElement } from './read-xml.ts';

const { outDir, recordFile } = hostileSite;
if (!existsSync(outDir)) throw new Error('Nothing was built: node tests/hostile/build.ts');
const record = JSON.parse(readFileSync(recordFile, 'utf8')) as HostileRecord;
const files = filesBelow(outDir).map((path) => path.slice(outDir.length + 1).replaceAll('\\', '/'));
const textOf = (file: string): string => readFileSync(join(outDir, file), 'utf8');
const origin = 'https://yunxi.example';
const slugs = Object.keys(record.reports);

describe('The check, given every vector in every field', () => {
  test('refuses with a code, a file and words, or accepts', () => {
    const refused = record.sifted.filter(({ errors }) => errors.length > 0);
    assert.ok(refused.length > 1000 && record.sifted.length - refused.length > 1000);
    for (const { field, vector, errors } of refused) {
      for (const { code, file, message } of errors) {
        assert.ok(Object.hasOwn(problemCatalogue, code), code);
        assert.notEqual(file, '', `${field}: ${vector}`);
        assert.match(message, /\p{Script=Han}/u);
        assert.doesNotMatch(message, /^\s*at |node:|Error:/m);
      }
    }
  });

  test('accepts as the address of a source only what a browser takes for the web', () => {
    const accepted = record.sifted.filter(
      ({ field, errors }) => /(?:source\.)?url$/.test(field) && errors.length === 0,
    );
    assert.ok(accepted.length > 0);
    for (const { field, vector } of accepted) {
      const { protocol, username, password } = new URL(vector);
      assert.match(protocol, /^https?:$/, `${field}: ${vector}`);
      assert.equal(username + password, '', vector);
      assert.doesNotMatch(vector, /[\s"<>\\`\p{C}]/u);
    }
  });

  test('accepts in conversions nothing but writing', () => {
    for (const { field, vector, errors } of record.sifted) {
      if (errors.length > 0 || !/glossary.*(simplified|traditional)|data-traditional/.test(field))
        continue;
      assert.doesNotMatch(vector, /[<>&"'\\`\p{Cc}\u200b\u202e]/u, field);
    }
  });
});

describe('The site of all accepted vectors', () => {
  const pages = files.filter((file) => file.endsWith('.html'));
  const plain = readPage(textOf('404.html'), origin).scripts;

  test('has no element, attribute, class, address or script outside the list, in either script', () => {
    const faults = new Faults();
    assert.ok(pages.length > 400, `${pages.length} pages`);
    for (const file of pages) {
      const page = readPage(textOf(file), origin);
      for (const fault of page.faults) faults.add(fault, file);
      for (const script of page.scripts) {
        if (!plain.includes(script)) faults.add('a script that other pages do not have', file);
      }
      for (const text of page.data) {
        const data: unknown = JSON.parse(text);
        for (const fault of addressFaults(data)) faults.add(fault, file);
      }
    }
    faults.assertNone();
  });

  test('has its policy on every page', () => {
    for (const file of pages) assert.doesNotThrow(() => withoutPolicy(textOf(file)), file);
  });

  test('has the same elements in Traditional as in Simplified', () => {
    const faults = new Faults();
    for (const file of pages) {
      if (file.startsWith('zh-hant/')) continue;
      const [simplified, traditional] = [file, `zh-hant/${file}`].map((one) =>
        readPage(textOf(one), origin).tags.join(' '),
      );
      if (simplified !== traditional) faults.add('The scripts differ', file);
    }
    faults.assertNone();
  });

  test('gives the fields of reports to programs as they were written', () => {
    const { reports } = JSON.parse(textOf('data/reports.json')) as {
      reports: readonly Record<string, unknown>[];
    };
    for (const slug of slugs) {
      const url = `${origin}/reports/2023/${slug}/`;
      const written = record.reports[slug] ?? {};
      const given = reports.find((one) => one.url === url) ?? {};
      for (const field of ['title', 'documentNumber', 'indexNumber', 'summary'] as const) {
        // Half a character is none, and a field without any was left out.
        const text = String(written[field]).trim();
        assert.equal(given[field] ?? '', text.isWellFormed() ? text : '', `${slug} ${field}`);
      }
    }
    assert.deepEqual(addressFaults(reports), []);
  });

  test('has tables of which no field is a formula, each row as long as the first', () => {
    const [head = [], ...rows] = readCsv(textOf('data/reports.csv'));
    assert.ok(rows.length >= slugs.length);
    const others = ['indicators', 'coverage'].flatMap((table) => {
      const [first = [], ...more] = readCsv(textOf(`data/${table}.csv`));
      assert.ok(more.length > 0 && more.every((row) => row.length === first.length), table);
      return more;
    });
    for (const row of rows) assert.equal(row.length, head.length, row.join());
    for (const row of [...rows, ...others]) {
      for (const cell of row) {
        // As OWASP lists them; a reader of tables drops what it cannot show before it looks.
        assert.doesNotMatch(
          cell.replace(/^[\p{C}\p{Z}]+/u, ''),
          /^[=+\-@\t\r＝＋－＠]/u,
          row.join(),
        );
      }
    }
    const titles = new Set(rows.map((row) => row[head.indexOf('标题')]?.replace(/^'/, '')));
    for (const slug of slugs) {
      const title = String(record.reports[slug]?.title).trim();
      assert.ok(titles.has(title) || titles.has(title.replace(/^'/, '')), title);
    }
  });

  test('has feeds and a sitemap that are well-formed, with addresses of the site alone', () => {
    const xmls = files.filter((file) => file.endsWith('.xml'));
    assert.ok(xmls.includes('feed.xml') && xmls.includes('zh-hant/feed.xml'));
    const written = new Set(slugs.map((slug) => String(record.reports[slug]?.title).trim()));
    for (const file of xmls) {
      const root = readXml(textOf(file));
      const elements = [...all(root)];
      for (const { name, attributes, text } of elements) {
        if (name === 'loc' || name === 'id') assert.equal(new URL(text).origin, origin, file);
        if (attributes.href !== undefined) assert.equal(new URL(attributes.href).origin, origin);
      }
      if (file !== 'feed.xml') continue;
      const titles = elements.filter(({ name }) => name === 'entry').map((entry) => titleOf(entry));
      assert.ok(titles.filter((title) => written.has(title)).length > 5, titles.join('\n'));
    }
  });

  test('has JSON that can be read, and files of the kinds that it makes alone', () => {
    for (const file of files) {
      assert.match(
        file,
        /^data\/texts\.zip$|\.(html|css|js|json|xml|csv|tsv|txt|md|sha256|png|ico|svg|webp|jpg|pdf|PDF|packed|pagefind|pf_index|pf_meta|wasm)$/,
      );
      if (file.endsWith('.json')) assert.doesNotThrow(() => JSON.parse(textOf(file)), file);
    }
  });
});

describe('The readers of this test', () => {
  test('find what should not be there', () => {
    for (const [html, fault] of [
      ['<p onclick=x>', /has onclick/],
      ['<article><button>', /in a text/],
      ['<a href=javascript:x>', /leads to javascript/],
      ['<a href=//evil.example>', /leads elsewhere/],
      ['<a href=/\\evil.example>', /leads elsewhere/],
      ['<a href=https://a@b.example>', /hides/],
      ['<img src=https://evil.example/x>', /loads/],
      ['<meta http-equiv=refresh>', /stands for/],
      ['<svg>', /no element|in http/],
      ['<!--x-->', /comment/],
      ['<b id=a><b id=a>', /id of another/],
    ] as const) {
      assert.match(readPage(html, origin).faults.join(), fault, html);
    }
    assert.equal(readPage('<script>alert(1)</script>', origin).scripts.length, 1);
    const head = '<?xml version="1.0" encoding="utf-8"?>';
    for (const xml of [
      '<a>',
      '<a>&nbsp;</a>',
      '<a b="<"/>',
      '<a><b></a></b>',
      '<a/>x',
      '<a>\u0000</a>',
    ]) {
      assert.throws(() => readXml(head + xml), Error, xml);
    }
    assert.equal(readXml(`${head}<a b="&lt;">&amp;</a>`).attributes.b, '<');
    assert.deepEqual(readCsv('a,"b""\n,"\r\n,c\n'), [
      ['a', 'b"\n,'],
      ['', 'c'],
    ]);
    assert.throws(() => readCsv('a"b,c'));
  });
});

/** Addresses in data that lead nowhere a browser should go. */
function addressFaults(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const isAddress = /^(@id|url|item|contentUrl|isBasedOn|sameAs|mainEntityOfPage|target)$/.test(
      key,
    );
    if (!isAddress || typeof value !== 'string') return addressFaults(value);
    const ok = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    return ok ? [] : [`${key} is ${value}`];
  });
}

function* all(element: XmlElement): Iterable<XmlElement> {
  yield element;
  for (const child of element.children) yield* all(child);
}

function titleOf(entry: XmlElement): string {
  return entry.children.find(({ name }) => name === 'title')?.text ?? '';
}

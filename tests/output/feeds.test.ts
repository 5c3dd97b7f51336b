import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { siteNames } from '../sites.ts';
import { elementTexts } from '../unit/derive/element-texts.ts';
import { answers, type BuiltPage, builtSite, target } from './built-site.ts';

/** A subscriber fetches the whole file each time. */
const kindBytes = 64 * 1024;

for (const name of siteNames) {
  describe(`The feeds of ${name}`, () => {
    const site = builtSite(name);
    const feeds = [...site.files].filter((file) => /(?:^|\/)feed\.(?:xml|json)$/.test(file));
    const textOf = (file: string) => readFileSync(join(site.outDir, file), 'utf8');

    test('stand in both formats and both scripts, small', () => {
      assert.ok(feeds.length > 8);
      for (const file of feeds) {
        const simplified = file.replace(/^zh-hant\//, '');
        const stem = simplified.replace(/(?:xml|json)$/, '');
        for (const twin of ['', 'zh-hant/'].flatMap((tree) => [
          `${tree}${stem}xml`,
          `${tree}${stem}json`,
        ])) {
          assert.ok(site.files.has(twin), twin);
        }
        const bytes = Buffer.byteLength(textOf(file));
        assert.ok(bytes <= kindBytes, `${file}: ${bytes} bytes`);
      }
    });

    test('say the same in either format, in the language of their tree', () => {
      for (const file of feeds.filter((one) => one.endsWith('.xml'))) {
        const xml = textOf(file);
        const json = JSON.parse(textOf(file.replace(/xml$/, 'json'))) as {
          language: string;
          items: readonly { id: string; title: string }[];
        };
        const language = file.startsWith('zh-hant/') ? 'zh-Hant' : 'zh-Hans';
        assert.equal(json.language, language);
        assert.ok(xml.includes(`xml:lang="${language}"`));
        assert.deepEqual(
          elementTexts(xml, 'id').slice(1),
          json.items.map(({ id }) => id),
          file,
        );
        assert.deepEqual(
          elementTexts(xml, 'title').slice(1),
          json.items.map(({ title }) => title),
        );
        assert.ok(json.items.length <= 50);
        for (const { id } of json.items) {
          const to = target(site, { address: '/' }, id);
          assert.ok(to.kind === 'inside' && answers(site, to.address), id);
        }
      }
    });

    test('are named by every page, its own first; none is named by no page', () => {
      const named = new Set<string>();
      for (const page of site.pages.values()) {
        const links = feedLinks(page).map((href) => {
          const to = target(site, page, href);
          return to.kind === 'inside' ? to.address.slice(1) : href;
        });
        const tree = page.file.startsWith('zh-hant/') ? 'zh-hant/' : '';
        const own = page.file.replace(/[^/]*$/, 'feed.xml');
        const expected = [...new Set([own, `${tree}feed.xml`])]
          .filter((file) => site.files.has(file))
          .flatMap((file) => [file, file.replace(/xml$/, 'json')]);
        assert.deepEqual(links, expected, page.address);
        for (const link of links) named.add(link);
      }
      assert.deepEqual([...named].sort(), feeds.sort());
    });
  });
}

function feedLinks({ elements }: BuiltPage): string[] {
  return elements.flatMap(({ name, attributes }) =>
    name === 'link' &&
    attributes.rel === 'alternate' &&
    /^application\/(?:atom\+xml|feed\+json)$/.test(attributes.type ?? '')
      ? [attributes.href ?? '']
      : [],
  );
}

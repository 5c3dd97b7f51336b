import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { homeAddress, traditionalAddress } from '../../src/model/address.ts';
import { siteNames } from '../sites.ts';
import { answers, builtSite, references, target } from './built-site.ts';
import { Faults } from './faults.ts';

const isTraditional = (address: string) => address.startsWith(traditionalAddress('/'));
const isError = (address: string) => address.endsWith('/404.html');

for (const name of siteNames) {
  describe(`The links of ${name}`, () => {
    const site = builtSite(name);

    test('lead to a page or file that is there', () => {
      const broken = new Faults();
      for (const page of site.pages.values()) {
        for (const { from, url } of references(page)) {
          const to = target(site, page, url);
          if (to.kind === 'astray') broken.add(`${from} leaves the base: ${url}`, page.address);
          if (to.kind === 'inside' && !answers(site, to.address)) {
            broken.add(`${from} → ${to.address}`, page.address);
          }
        }
      }
      broken.assertNone();
    });

    test('lead to a heading or place that is there', () => {
      const broken = new Faults();
      for (const page of site.pages.values()) {
        for (const { from, url } of references(page)) {
          const to = target(site, page, url);
          // The fragments of structured data name things, not places; text fragments name words.
          if (to.kind !== 'inside' || from === 'structured data' || to.fragment === '') continue;
          if (to.fragment === 'top' || to.fragment.startsWith(':~:')) continue;
          const isThere = site.pages.get(to.address)?.ids.has(to.fragment);
          if (!isThere) broken.add(`${from} → ${to.address}#${to.fragment}`, page.address);
        }
      }
      broken.assertNone();
    });

    test('use no scheme that runs code', () => {
      for (const page of site.pages.values()) {
        for (const { from, url } of references(page)) {
          assert.doesNotMatch(url, /^\s*(javascript|vbscript|data):/i, `${page.address} ${from}`);
        }
      }
    });

    test('fetch nothing from another host', () => {
      for (const page of site.pages.values()) {
        for (const { from, url, isResource } of references(page)) {
          const to = target(site, page, url);
          assert.ok(!isResource || to.kind === 'inside', `${page.address} ${from} → ${url}`);
        }
      }
      for (const file of site.files) {
        if (!file.endsWith('.css')) continue;
        const css = readFileSync(join(site.outDir, file), 'utf8');
        assert.doesNotMatch(css, /url\(["']?(https?:)?\/\//i, file);
        assert.doesNotMatch(css, /@import/i, file);
      }
    });

    test('reach every page from the home page, in either script', () => {
      for (const home of [homeAddress, traditionalAddress(homeAddress)]) {
        const reached = new Set([home]);
        for (const address of reached) {
          const page = site.pages.get(address);
          if (!page) continue;
          for (const { from, url } of references(page)) {
            const to = target(site, page, url);
            const follows = from === 'a[href]' || from === 'form[action]';
            if (to.kind !== 'inside' || !follows || !site.pages.has(to.address)) continue;
            if (isTraditional(to.address) === isTraditional(home)) reached.add(to.address);
          }
        }
        const expected = [...site.pages.keys()].filter(
          (address) => isTraditional(address) === isTraditional(home) && !isError(address),
        );
        assert.deepEqual(
          expected.filter((address) => !reached.has(address)),
          [],
        );
      }
    });

    test('pair every page with its twin in the other script', () => {
      for (const page of site.pages.values()) {
        if (isError(page.address)) continue;
        const simplified = isTraditional(page.address)
          ? page.address.slice(traditionalAddress('').length)
          : page.address;
        const alternates = Object.fromEntries(
          page.elements
            .filter(({ name: tag, attributes }) => tag === 'link' && attributes.hreflang)
            .map(({ attributes }) => [
              attributes.hreflang,
              target(site, page, attributes.href ?? ''),
            ]),
        );
        const inside = (address: string) => ({ kind: 'inside', address, fragment: '' });
        assert.deepEqual(alternates['zh-Hans'], inside(simplified), page.address);
        assert.deepEqual(alternates['x-default'], inside(simplified), page.address);
        assert.deepEqual(
          alternates['zh-Hant'],
          inside(traditionalAddress(simplified)),
          page.address,
        );
        const canonical = page.elements.find(({ attributes }) => attributes.rel === 'canonical');
        assert.deepEqual(
          target(site, page, canonical?.attributes.href ?? ''),
          inside(page.address),
          `${page.address} canonical`,
        );
        const toggle = references(page).filter(({ from, url }) => {
          const to = target(site, page, url);
          const twin = isTraditional(page.address) ? simplified : traditionalAddress(simplified);
          return from === 'a[href]' && to.kind === 'inside' && to.address === twin;
        });
        assert.ok(toggle.length > 0, `${page.address} has no plain link to its twin`);
      }
    });

    test('stand in sitemaps and feeds only when a page is there, and in sitemaps for every page', () => {
      const listed = new Set<string>();
      for (const file of site.files) {
        if (!file.endsWith('.xml')) continue;
        const xml = readFileSync(join(site.outDir, file), 'utf8');
        for (const [url] of xml.matchAll(/https?:\/\/[^\s<>"']+/g)) {
          if (!url.startsWith(site.origin)) continue;
          const to = target(site, { address: '/' }, url.replaceAll('&amp;', '&'));
          assert.ok(to.kind === 'inside' && answers(site, to.address), `${file} → ${url}`);
          if (/sitemap/.test(file)) listed.add(to.address);
        }
      }
      const unlisted = [...site.pages.values()]
        .filter(({ elements }) => !elements.some(isNoIndex))
        .map(({ address }) => address)
        .filter((address) => !listed.has(address));
      assert.deepEqual(unlisted, []);
    });
  });
}

function isNoIndex({
  name,
  attributes,
}: {
  name: string;
  attributes: Readonly<Record<string, string>>;
}) {
  return (
    name === 'meta' && attributes.name === 'robots' && /noindex/.test(attributes.content ?? '')
  );
}

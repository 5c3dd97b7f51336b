import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { traditionalAddress } from '../../src/model/address.ts';
import { siteNames } from '../sites.ts';
import { type BuiltElement, type BuiltPage, builtSite } from './built-site.ts';
import { Faults } from './faults.ts';

const isTraditional = ({ address }: BuiltPage) => address.startsWith(traditionalAddress('/'));

function policyOf(page: BuiltPage): ReadonlyMap<string, readonly string[]> {
  const meta = page.elements.find(
    ({ name, attributes }) =>
      name === 'meta' && attributes['http-equiv'] === 'Content-Security-Policy',
  );
  return new Map(
    (meta?.attributes.content ?? '').split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/);
      return [name, values];
    }),
  );
}

/** Text becomes markup through the one policy of this name, which no other script can make a second time. */
const trustedTypes = new Map([
  ['trusted-types', 'archive-page'],
  ['require-trusted-types-for', "'script'"],
]);

const runs = ({ name, attributes }: BuiltElement) =>
  name === 'script' && (attributes.type === undefined || attributes.type === 'module');

for (const name of siteNames) {
  describe(`Every page of ${name}`, () => {
    const pages = [...builtSite(name).pages.values()];

    test('carries a policy that allows nothing inline and nothing from elsewhere', () => {
      const faults = new Faults();
      for (const page of pages) {
        const policy = policyOf(page);
        if (policy.get('default-src')?.join() !== "'none'")
          faults.add("no default-src 'none'", page.address);
        for (const [directive, value] of trustedTypes) {
          if (policy.get(directive)?.join(' ') !== value)
            faults.add(`no ${directive} ${value}`, page.address);
        }
        for (const [directive, values] of policy) {
          for (const value of values) {
            const isAllowed =
              value === "'none'" ||
              value === "'self'" ||
              (directive === 'script-src' && value.startsWith("'sha256-")) ||
              trustedTypes.get(directive) === value;
            if (!isAllowed) faults.add(`${directive} ${value}`, page.address);
          }
        }
      }
      faults.assertNone();
    });

    test('runs no inline script but the one whose hash its policy names', () => {
      const faults = new Faults();
      for (const page of pages) {
        const allowed = policyOf(page).get('script-src') ?? [];
        const inline = page.elements.filter((one) => runs(one) && one.attributes.src === undefined);
        if (inline.length > 1) faults.add('more than one inline script', page.address);
        for (const { text } of inline) {
          const hash = createHash('sha256').update(text).digest('base64');
          if (!allowed.includes(`'sha256-${hash}'`))
            faults.add(`inline script ${text.slice(0, 60)}`, page.address);
        }
      }
      faults.assertNone();
    });

    test('has no inline style and no event handler', () => {
      const faults = new Faults();
      for (const page of pages) {
        for (const { name: tag, attributes } of page.elements) {
          if (tag === 'style') faults.add('<style>', page.address);
          if (tag === 'base') faults.add('<base>', page.address);
          for (const attribute of Object.keys(attributes)) {
            if (attribute === 'style' || /^on/.test(attribute)) {
              faults.add(`<${tag} ${attribute}="${attributes[attribute]}">`, page.address);
            }
          }
        }
      }
      faults.assertNone();
    });

    test('says its language', () => {
      const faults = new Faults();
      for (const page of pages) {
        const lang = page.elements.find((one) => one.name === 'html')?.attributes.lang ?? '';
        const expected = isTraditional(page) ? /^zh-Hant(-(TW|HK))?$/ : /^zh-Hans$/;
        if (!expected.test(lang)) faults.add(`lang="${lang}"`, page.address);
      }
      faults.assertNone();
    });

    test('has a title of its own', () => {
      const titles = new Map<string, string>();
      const faults = new Faults();
      for (const page of pages) {
        const title = /<title>([^<]*)<\/title>/.exec(page.html)?.[1]?.trim() ?? '';
        if (title === '') faults.add('no title', page.address);
        const key = `${isTraditional(page)} ${title}`;
        const other = titles.get(key);
        if (other !== undefined)
          faults.add(`“${title}” is also the title of ${other}`, page.address);
        titles.set(key, page.address);
      }
      faults.assertNone();
    });

    test('carries the hooks that the plan promises', () => {
      const faults = new Faults();
      for (const page of pages) {
        const has = (tag: string, test: (attributes: BuiltElement['attributes']) => boolean) =>
          page.elements.some((element) => element.name === tag && test(element.attributes));
        const address = isTraditional(page)
          ? page.address.slice(traditionalAddress('').length)
          : page.address;
        if (!has('main', () => true)) faults.add('no main', page.address);
        if (!has('form', ({ role }) => role === 'search'))
          faults.add('no search form', page.address);
        if (!has('input', (one) => one.name === 'q')) faults.add('no input[name=q]', page.address);
        if (!has('button', (one) => 'data-elder-toggle' in one))
          faults.add('no elder switch', page.address);
        if (address !== '/' && address !== '/404.html') {
          const label = isTraditional(page) ? /^[麵麪]包屑$/ : /^面包屑$/;
          if (!has('nav', (one) => label.test(one['aria-label'] ?? ''))) {
            faults.add('no breadcrumb', page.address);
          }
        }
        if (/^\/reports\/\d+\/[^/]+\/$/.test(address)) {
          if (!/<main[\s\S]*<article[\s\S]*<\/main>/.test(page.html))
            faults.add('no main article', page.address);
          if (/<h[2-6](?![^>]*\bid=)[^>]*>/.test(articleOf(page.html))) {
            faults.add('a heading of the report without an id', page.address);
          }
        }
      }
      faults.assertNone();
    });

    test('sets no other mode than the normal one, which is the reader’s to choose', () => {
      for (const { elements, address } of pages) {
        const html = elements.find((one) => one.name === 'html');
        assert.equal(html?.attributes['data-mode'], undefined, address);
      }
    });
  });
}

function articleOf(html: string): string {
  return /<article[\s\S]*?<\/article>/.exec(html)?.[0] ?? '';
}

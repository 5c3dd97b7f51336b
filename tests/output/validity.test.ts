import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type ConfigData, HtmlValidate } from 'html-validate';
import { pageTypeOf } from '../../scripts/page-types.ts';
import { traditionalSegment } from '../../src/model/address.ts';
import { root } from '../sites.ts';
import { type BuiltPage, builtSite } from './built-site.ts';
import { Faults } from './faults.ts';

const config = JSON.parse(
  readFileSync(join(root, 'tests/lint/html-validate.json'), 'utf8'),
) as ConfigData;

/** Every report, and two pages of every other kind, in either script: the same template fails alike. */
function sample(pages: Iterable<BuiltPage>): BuiltPage[] {
  const seen = new Map<string, number>();
  return [...pages].filter(({ address }) => {
    const simplified = address.replace(new RegExp(`^/${traditionalSegment}/`), '/');
    const type = pageTypeOf(simplified);
    const kind = `${type} ${simplified === address}`;
    const count = seen.get(kind) ?? 0;
    seen.set(kind, count + 1);
    return type === undefined || type === 'report' || count < 2;
  });
}

for (const name of ['real', 'county'] as const) {
  describe(`The HTML of ${name}`, () => {
    const site = builtSite(name);
    const pages = sample(site.pages.values());

    test('passes html-validate', () => {
      const validator = new HtmlValidate(config);
      const faults = new Faults();
      for (const page of pages) {
        for (const { messages } of validator.validateStringSync(page.html).results) {
          for (const { ruleId, message, line } of messages) {
            faults.add(`${ruleId}: ${message}`, `${page.file}:${line}`);
          }
        }
      }
      faults.assertNone();
    });
  });
}

describe('The check of HTML', () => {
  test('finds an invalid page', () => {
    const { valid } = new HtmlValidate(config).validateStringSync('<p><div id="a" id="a"></p>');
    assert.equal(valid, false);
  });
});

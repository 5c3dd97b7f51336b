import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { heaviestPages } from '../../scripts/bench-bytes.ts';
import { expect, test } from '../e2e/quiet-page.ts';
import { testSite } from '../sites.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** WCAG 2.2 A and AA, the AAA rules that axe knows, and its best practices: all of them, no exceptions. */
const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The county's pages are held against axe in every mode by matrix.spec.ts. */
const { outDir, base, url } = testSite('real');

test.describe('On the real content axe finds nothing', () => {
  for (const [type, { address }] of heaviestPages(outDir, base)) {
    for (const prefix of ['', 'zh-hant/']) {
      test(`${prefix}${type}`, async ({ page }) => {
        await page.goto(url + prefix + address.slice(1));
        // Through the debugger, which no page's policy binds.
        await page.evaluate(axeSource);
        const violations = await page.evaluate(async (runOnly) => {
          const { violations } = await window.axe.run(document, {
            runOnly,
            resultTypes: ['violations'],
          });
          return violations.map(({ id, help, nodes }) => ({
            id,
            help,
            nodes: nodes
              .slice(0, 5)
              .map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
          }));
        }, tags);
        expect(violations).toEqual([]);
      });
    }
  }
});

import { heaviestPages } from '../../scripts/bench-bytes.ts';
import { expect, test } from '../e2e/quiet-page.ts';
import { testSite } from '../sites.ts';
import { axeFindings, injectEngines } from './engines.ts';

/** The county's pages are held against both engines in every mode by matrix.spec.ts. */
const { outDir, base, url } = testSite('real');

test.describe('On the real content axe finds nothing', () => {
  for (const [type, { address }] of heaviestPages(outDir, base)) {
    for (const prefix of ['', 'zh-hant/']) {
      test(`${prefix}${type}`, async ({ page }) => {
        await page.goto(url + prefix + address.slice(1));
        await injectEngines(page);
        expect(await axeFindings(page)).toEqual([]);
      });
    }
  }
});

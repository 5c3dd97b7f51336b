import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writePlainFolder } from '../../src/release/preserve/write-plain-folder.ts';
import { pageTypes } from '../a11y/page-types.ts';
import { plainRelease } from '../output/plain-release.ts';
import { expect, test } from '../policed-test.ts';
import { testDir } from '../sites.ts';

/** Opened from a folder whose name has what names on a stick have. */
const folder = join(testDir, 'preserved U盘 #1');
const plain = join(folder, 'archive');
const home = pathToFileURL(join(plain, 'site/index.html')).href;
const fileOf = (address: string) => new URL(`.${address.replace(/\/$/, '/index.html')}`, home).href;

test.describe.configure({ mode: 'serial' });
test.beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writePlainFolder(plainRelease('county', folder), plain);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

let faults: string[] = [];
test.beforeEach(({ page }) => {
  faults = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
  page.on('requestfailed', (request) => {
    // The next page was asked for before the icon had come.
    const error = request.failure()?.errorText ?? '';
    if (error !== 'net::ERR_ABORTED') faults.push(`${error}: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) faults.push(`asked: ${request.url()}`);
  });
});
test.afterEach(() => expect(faults).toEqual([]));

test('a double click on index.html leads to the home page', async ({ page }) => {
  await page.goto(pathToFileURL(join(plain, 'index.html')).href);
  await expect(page).toHaveURL(home);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('every kind of page opens in both scripts with its style and pictures', async ({ page }) => {
  for (const { address } of pageTypes) {
    for (const prefix of ['', '/zh-hant']) {
      await page.goto(fileOf(prefix + address));
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      const seen = await page.evaluate(() => ({
        paper: getComputedStyle(document.body).margin,
        broken: [...document.images].filter((one) => one.complete && one.naturalWidth === 0).length,
        forms: document.forms.length,
        unready: document.querySelectorAll('button:not([data-elder-toggle])').length,
      }));
      expect(seen, address).toEqual({ paper: '0px', broken: 0, forms: 0, unready: 0 });
    }
  }
});

test('a reader finds a report by year, by letter and in the other script, in elder mode', async ({
  page,
}) => {
  await page.goto(home);
  await page.locator('[data-elder-toggle]').click();
  await page.locator('main').getByRole('link', { name: '全部报告' }).click();
  await expect(page).toHaveTitle(/^全部报告 - /);
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  await expect(page.locator('main')).toContainText('不能逐字搜索');
  await page.locator('main').getByRole('link', { name: 'Q', exact: true }).click();
  await page
    .locator('#letter-Q + ul')
    .getByRole('link', { name: '青禾县2019年度法治政府建设情况的报告', exact: true })
    .click();
  await expect(page.locator('main article')).toBeVisible();
  await page.getByRole('link', { name: '繁體', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  await page.locator('.site-header-bar .search-box a, [data-search-fold] a').first().click();
  await page
    .locator('main')
    .getByRole('link', { name: /^2019年（/ })
    .click();
  await expect(page).toHaveURL(/\/zh-hant\/years\/2019\/index\.html$/);
});

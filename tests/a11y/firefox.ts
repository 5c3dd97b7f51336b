import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type ConsoleMessage, type Page } from 'puppeteer-core';
import { startStaticServer } from '../../src/building/preview/static-server.ts';
import { findFirefox } from '../browser.ts';
import { testDir, testSite } from '../sites.ts';

/**
 * The journeys of elder mode, reading tools and search in Firefox, over WebDriver BiDi (Playwright cannot drive
 * the Firefox of a distribution). Where there is no Firefox it says so, in a line that `npm test` shows.
 */
const executablePath = findFirefox();
if (executablePath === undefined) {
  console.log('skipped: there is no Firefox on this machine, so nothing was tried in it');
} else {
  const { outDir, base } = testSite('county');
  const report = 'reports/2019/government-annual-2019/';
  let browser: Browser;
  let site: string;
  let close: () => unknown;

  before(async () => {
    const server = await startStaticServer({ folder: outDir, base, port: 0, host: '127.0.0.1' });
    site = `http://127.0.0.1:${server.port}${base}`;
    close = () => server.close();
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      protocolTimeout: 180_000,
      extraPrefsFirefox: { 'intl.accept_languages': 'zh-CN' },
    });
  });

  after(async () => {
    await browser?.close();
    await close?.();
  });

  const attribute = (page: Page, name: string) =>
    page.evaluate((data) => document.documentElement.getAttribute(`data-${data}`), name);
  const fontSize = (page: Page) =>
    page.$eval('main article p', (element) =>
      Number.parseFloat(getComputedStyle(element).fontSize),
    );
  const overflow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  /** A journey on a page of its own, with nothing stored; what the console said is a fault. */
  function journey(name: string, go: (page: Page) => Promise<void>): void {
    test(name, { timeout: 300_000 }, async () => {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const said: string[] = [];
      page.on('console', (message: ConsoleMessage) => {
        if (message.type() === 'error') said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(String(error)));
      try {
        await page.setViewport({ width: 360, height: 740 });
        await go(page);
        assert.deepEqual(said, []);
      } finally {
        await context.close();
      }
    });
  }

  async function keepPicture(page: Page, name: string): Promise<void> {
    const folder = join(testDir, 'pictures');
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `firefox-${name}.png`) as `${string}.png` });
  }

  journey(
    'elder mode is entered, stays from page to page and script to script, and is left',
    async (page) => {
      await page.goto(site + report);
      assert.equal(await fontSize(page), 18);
      await page.click('[data-elder-toggle]');
      assert.equal(await attribute(page, 'mode'), 'elder');
      assert.equal(await fontSize(page), 24);
      await keepPicture(page, 'elder');
      await Promise.all([
        page.waitForNavigation(),
        page.click('a[hreflang=zh-Hant][data-variant-link]'),
      ]);
      assert.match(page.url(), /\/zh-hant\//);
      assert.equal(await attribute(page, 'mode'), 'elder');
      for (const address of ['', 'coverage/', 'indicators/', 'search/', report]) {
        await page.goto(site + address);
        assert.equal(await attribute(page, 'mode'), 'elder', address);
        assert.ok((await overflow(page)) <= 0, `${address} scrolls sideways`);
      }
      await page.click('[data-elder-toggle]');
      await page.reload();
      assert.equal(await attribute(page, 'mode'), null);
    },
  );

  journey('a link with ?mode=elder opens the page in elder mode', async (page) => {
    await page.goto(`${site}${report}?mode=elder`);
    assert.equal(await attribute(page, 'mode'), 'elder');
  });

  journey('the reading tools open, change the page and are kept', async (page) => {
    await page.goto(site + report);
    await page.click('[data-reading-tools]');
    await page.waitForSelector('[data-part=tools]:not([hidden])', { visible: true });
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-part')),
      'tools',
    );
    await page.$eval('input[value=contrast-dark]', (input) => (input as HTMLInputElement).click());
    await page.$eval('input[value=mask]', (input) => (input as HTMLInputElement).click());
    await keepPicture(page, 'tools');
    await page.goto(`${site}years/`);
    assert.equal(await attribute(page, 'scheme'), 'contrast-dark');
    assert.equal(
      await page.$eval('.page', (element) => getComputedStyle(element).backgroundColor),
      'rgb(0, 0, 0)',
    );
    await page.waitForSelector('.reading-guide[data-kind=mask]');
  });

  journey('the first Tab reaches the skip link, and Enter the text', async (page) => {
    await page.goto(site + report);
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent?.trim()),
      '跳到正文',
    );
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  });

  journey('the slash key is left to the browser', async (page) => {
    await page.goto(`${site}years/`);
    await page.evaluate(() => {
      addEventListener('keydown', (event) => {
        document.body.setAttribute('data-key-taken', String(event.defaultPrevented));
      });
    });
    await page.keyboard.press('/');
    assert.equal(await page.$eval('body', (body) => body.getAttribute('data-key-taken')), 'false');
  });

  journey('a search finds reports, and the result opens', async (page) => {
    await page.goto(`${site}search/?q=${encodeURIComponent('依法行政')}`);
    await page.waitForSelector('ol[data-search-results] > li a');
    const count = await page.$eval('[data-search-count]', (element) => Number(element.textContent));
    assert.ok(count > 0);
    await Promise.all([page.waitForNavigation(), page.click('ol[data-search-results] > li a')]);
    assert.match(page.url(), /\/reports\//);
    assert.ok(await page.$('main article'));
  });
}

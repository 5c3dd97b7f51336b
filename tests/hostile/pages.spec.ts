import { type Browser, expect, type Page, test } from 'playwright/test';
import type { RunningServer } from '../../src/building/preview/static-server.ts';
import { preferencesKey } from '../../src/model/preferences.ts';
import { canaryName, plantCanary } from './canary.ts';
import { brought, pageAddresses, policies, serve } from './served-site.ts';

/** As many parts as browsers look at side by side. */
const parts = [0, 1];

/** A page whose every sign of an attack is kept. */
async function watchedPage(
  browser: Browser,
  site: string,
): Promise<{ page: Page; alarms: string[] }> {
  const alarms: string[] = [];
  const context = await browser.newContext();
  const origin = new URL(site).origin;
  await context.exposeFunction(canaryName, (what: string) => alarms.push(what));
  await context.addInitScript(plantCanary, canaryName);
  context.on('page', (opened) => watch(opened));
  const page = await context.newPage();
  return { page, alarms };

  function watch(opened: Page): void {
    opened.on('dialog', (dialog) => {
      alarms.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => undefined);
    });
    opened.on('pageerror', (error) => alarms.push(`error: ${error.message} on ${opened.url()}`));
    opened.on('console', (message) => {
      if (/canary:|Content.Security.Policy/i.test(message.text())) alarms.push(message.text());
    });
    opened.on('download', (download) => alarms.push(`download: ${download.url()}`));
    opened.on('popup', (popup) => alarms.push(`window: ${popup.url()}`));
    opened.on('frameattached', (frame) => alarms.push(`frame: ${frame.url()}`));
    opened.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin) alarms.push(`request: ${url} on ${opened.url()}`);
    });
  }
}

for (const [name, folder] of Object.entries(policies)) {
  test.describe(name, () => {
    let server: RunningServer;
    test.beforeAll(async () => {
      server = await serve(folder);
    });
    test.afterAll(() => server.close());

    for (const part of parts) {
      test(`nothing of any page runs, asks or leads elsewhere (${part + 1} of ${parts.length})`, async ({
        browser,
      }) => {
        const site = server.url.slice(0, -1);
        const { page, alarms } = await watchedPage(browser, site);
        // A policy only adds to what the pages without it show: a third of them tells that it is not broken.
        const step = folder === policies['with the policy'] ? 3 * parts.length : parts.length;
        const addresses = pageAddresses(folder).filter((_, index) => index % step === part);
        expect(addresses.length).toBeGreaterThan(100);
        for (const address of addresses) {
          await page.goto(site + address, { waitUntil: 'load' });
          if (new URL(page.url()).pathname !== new URL(site + address).pathname) {
            alarms.push(`${address} led to ${page.url()}`);
          }
        }
        expect(alarms).toEqual([]);
        await page.context().close();
      });
    }

    test('nothing that a reader brings along, types or turns on runs either', async ({
      browser,
    }) => {
      const site = server.url.slice(0, -1);
      const { page, alarms } = await watchedPage(browser, site);
      await page.goto(`${site}/years/`);
      await page.evaluate(
        ([key]) => localStorage.setItem(key, '{"pinyin":"on","caption":"on","tools":"open"}'),
        [preferencesKey] as const,
      );
      for (const address of brought) {
        await page.goto(site + address);
        await page.waitForLoadState('networkidle');
        expect(page.url()).toContain(new URL(site + address).pathname);
      }
      await page.goto(`${site}/search/`);
      await page.locator('main input[name=q]').fill('alert');
      await page.locator('main input[name=q]').press('Enter');
      await expect(page.locator('[data-search-results] > li').first()).toBeVisible();
      await page.goto(`${site}/reports/2023/text-0/`);
      await expect(page.locator('.reading-pinyin span').first()).toBeAttached();
      expect(alarms).toEqual([]);
      await page.context().close();
    });
  });
}

test('a tag in a text is text to the search marks and to pinyin, which stands over its own characters', async ({
  page,
}) => {
  const server = await serve(policies['with the policy']);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.addInitScript(([key]) => localStorage.setItem(key, '{"pinyin":"on"}'), [
    preferencesKey,
  ] as const);
  for (const tree of ['', 'zh-hant/']) {
    const report = `${server.url}${tree}reports/2023/first/`;
    await page.goto(`${report}?highlight=${encodeURIComponent('报告')}#%E0%A4%A`);
    await expect(page.locator('search-highlight')).toBeVisible();
    const labels = page.locator('.reading-pinyin > div').nth(1).locator('span');
    await expect(labels).toHaveText(['guān', 'yú', 'xiàn', 'de', 'bào', 'gào']);
    // The third character of the paragraph that is read stands behind the tag.
    const middle = await page.evaluate(() => {
      const walker = document.createTreeWalker(
        document.querySelectorAll('main article p')[1] as Element,
        NodeFilter.SHOW_TEXT,
      );
      const range = document.createRange();
      const text = walker.nextNode() as Text;
      const at = text.data.indexOf('>') + 1;
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const { left, right } = range.getBoundingClientRect();
      return { left, right };
    });
    const box = await labels.nth(2).boundingBox();
    const centre = (box?.x ?? 0) + (box?.width ?? 0) / 2;
    expect(centre).toBeGreaterThan(middle.left);
    expect(centre).toBeLessThan(middle.right);
  }
  expect(errors).toEqual([]);
  await server.close();
});

test('the canary hears what it should', async ({ browser }) => {
  const server = await serve(policies['without the policy']);
  const { page, alarms } = await watchedPage(browser, server.url);
  await page.goto(server.url);
  for (const html of [
    '<img src=x onerror=alert(1)>',
    '<img src=https://evil.example/x>',
    '<iframe srcdoc=x></iframe>',
    '<img src=x onerror=nothing()>',
  ]) {
    const before = alarms.length;
    await page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), html);
    await expect.poll(() => alarms.length, { message: html }).toBeGreaterThan(before);
  }
  await page.context().close();
  await server.close();
});

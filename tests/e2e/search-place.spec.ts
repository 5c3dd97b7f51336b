import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';

async function answered(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      customElements.get('search-page') &&
      !document.querySelector('.is-searching, .is-filling, [aria-busy=true]'),
  );
}

async function search(page: Page, query: string, tree = ''): Promise<void> {
  await page.goto(`${tree}search/?q=${query}`);
  await expect(page.locator('[data-search-count]')).toBeVisible();
  await answered(page);
}

const scroll = (page: Page) => page.evaluate(() => Math.round(window.scrollY));

for (const [tree, results, parts, lists] of [
  ['', '搜索结果', '只含有其中一部分的报告', '不搜索，直接查阅'],
  ['zh-hant/', '搜索結果', '只含有其中一部分的報告', '不搜索，直接查閱'],
] as const) {
  test(`titles of results are headings under the heading of their list: ${results}`, async ({
    page,
  }) => {
    await search(page, '法治', tree);
    const list = page.getByRole('region', { name: results });
    await expect(list.getByRole('heading', { level: 2 })).toHaveText(results);
    const titles = list.getByRole('listitem').getByRole('heading', { level: 3 });
    await expect(titles).toHaveCount(10);
    for (const title of await titles.all()) await expect(title.getByRole('link')).toHaveCount(1);

    await search(page, '行政复议飞船', tree);
    await expect(list).toBeHidden();
    const partly = page.getByRole('region', { name: parts });
    await expect(partly.getByRole('heading', { level: 3 }).first()).toBeVisible();
  });

  test(`where nothing is found the ways to browse are as before the search: ${lists}`, async ({
    page,
  }) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${tree}search/`);
      await answered(page);
      const browse = page.locator('[data-search-browse]');
      const before = await browse.ariaSnapshot();
      expect(before).toContain(lists);
      await page.locator('search-page input[name=q]').fill('行政复议飞船');
      await page.keyboard.press('Enter');
      await expect(page.locator('[data-search-count]')).toHaveText('0');
      await answered(page);
      expect(await browse.ariaSnapshot()).toBe(before);
      const jump = page.getByRole('button', { name: lists });
      await jump.focus();
      await page.keyboard.press('Enter');
      await expect(browse.locator(':scope > summary')).toBeFocused();
    }
  });
}

test('that it goes on is said after 300 ms, seen and heard, and not before; then the answer is', async ({
  page,
}) => {
  const status = page.getByRole('status').first();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\.packed$|\.pf_/, async (route) => {
    await held;
    await route.continue();
  });
  const begin = new Date('2026-01-01T00:00:00Z').getTime();
  await page.clock.install({ time: begin });
  await page.goto('search/');
  await answered(page);
  await page.clock.pauseAt(begin + 600_000);
  await page.evaluate(() => {
    const input = document.querySelector('search-page input[name=q]') as HTMLInputElement;
    input.value = '行政复议';
    input.form?.requestSubmit();
  });
  await page.clock.runFor(299);
  await expect(status).toBeEmpty();
  await page.clock.runFor(2);
  await expect(status).toContainText('正在查找“行政复议”');
  await expect(status).toBeVisible();
  letGo();
  await expect(page.locator('[data-search-count]')).toBeVisible();
  await expect(status).not.toContainText('正在查找');
});

for (const width of [360, 1280]) {
  test(`from the box it is two stops to the way to the filters, and one from there to the years, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await search(page, '法治');
    await page.locator('search-page form button').focus();
    const focused = (selector: string) =>
      page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
    await page.keyboard.press('Tab');
    expect(await focused('[data-search-sort]')).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused('filter-jump button')).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused('[data-search-results] > li:first-child h3 > a')).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused('a[data-filter=year]')).toBe(true);
  });

  test(`reload and the way back lead to where the reader was, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await search(page, '法治');
    await page.locator('[data-search-more]').click();
    const results = page.locator('[data-search-results] > li');
    await expect(results).toHaveCount(20);
    await answered(page);
    const link = results.nth(14).locator('a').first();
    await link.focus();
    await link.scrollIntoViewIfNeeded();
    const place = await scroll(page);
    expect(place).toBeGreaterThan(700);
    const address = page.url();
    await expect.poll(() => page.evaluate(() => history.state?.place?.scroll)).toBe(place);

    await page.reload();
    await expect(results).toHaveCount(20);
    await expect.poll(() => scroll(page)).toBe(place);
    await expect(link).toBeFocused();

    await page.keyboard.press('Enter');
    await expect(page.locator('main article')).toBeVisible();
    await page.goBack();
    await expect(results).toHaveCount(20);
    await expect.poll(() => scroll(page)).toBe(place);
    await expect(link).toBeFocused();
    expect(page.url()).toBe(address);
  });
}

test('a step inside the page comes back to its place, and so do the lists without a search', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await search(page, '法治');
  const year = page.locator('a[data-filter=year][data-value="2019"]');
  await page.evaluate(() => window.scrollTo(0, 300));
  await year.evaluate((one) => (one as HTMLElement).click());
  await expect(page.locator('[data-search-chosen] li')).toHaveCount(1);
  await answered(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.goBack();
  await expect(page.locator('[data-search-chosen] li')).toHaveCount(0);
  await expect.poll(() => scroll(page)).toBe(300);

  await page.goto('search/');
  await answered(page);
  const indicator = page.locator('a[data-filter=indicator]').nth(20);
  await indicator.scrollIntoViewIfNeeded();
  const place = await scroll(page);
  expect(place).toBeGreaterThan(300);
  await indicator.click();
  await expect(page).toHaveURL(/\/indicators\//);
  await page.goBack();
  await expect.poll(() => scroll(page)).toBe(place);
  await page.reload();
  await expect.poll(() => scroll(page)).toBe(place);
});

test('who has begun to read elsewhere is not taken away from there', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await search(page, '法治');
  await page.evaluate(() => window.scrollTo(0, 800));
  await expect.poll(() => page.evaluate(() => history.state?.place?.scroll)).toBe(800);
  await page.route(/\/pagefind\//, async (route) => {
    await new Promise((wait) => setTimeout(wait, 1000));
    await route.continue();
  });
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => customElements.get('search-page'));
  await page.evaluate(() => window.scrollTo(0, 20));
  await expect(page.locator('[data-search-results] > li')).toHaveCount(10);
  await answered(page);
  expect(await scroll(page)).toBe(20);
});

test('switching the script keeps query, filters, order and how many results are open', async ({
  page,
}) => {
  await search(page, '法治&sort=oldest');
  await page.locator('[data-search-more]').click();
  await expect(page.locator('[data-search-results] > li')).toHaveCount(20);
  const { search: asked } = new URL(page.url());
  expect(asked).toContain('page=2');
  await page.locator('a[data-variant-link][hreflang=zh-Hant]').click();
  await expect(page).toHaveURL(/\/zh-hant\/search\//);
  expect(new URL(page.url()).search).toBe(asked);
  await expect(page.locator('[data-search-results] > li')).toHaveCount(20);
});

for (const [tree, said] of [
  ['', '见题名、年度或发布机构'],
  ['zh-hant/', '見題名、年度或發佈機構'],
] as const) {
  test(`what is found by the record says so, and opens with what its text has marked: ${said}`, async ({
    page,
  }) => {
    await search(page, '范家里乡政府 2021', tree);
    const first = page.locator('[data-search-results] > li').first();
    await expect(first.locator('a').first()).toHaveAttribute(
      'href',
      /reports\/2021\/fanjiali-annual-2021\//,
    );
    await expect(first.locator('[data-facts]')).toContainText(`“范家里乡政府”${said}`);
    await expect(page.locator('[data-search-retry]')).toBeHidden();
    await expect(page.locator('[data-search-status]')).toContainText(/其中\d+份/);
  });
}

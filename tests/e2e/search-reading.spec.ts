import type { Page } from 'playwright/test';
import { pageTexts } from '../../scripts/page-texts.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import { reportAddress } from '../../src/model/address.ts';
import type { Archive } from '../../src/model/archive.ts';
import type { Report } from '../../src/model/report.ts';
import { axeFindings, injectEngines } from '../a11y/engines.ts';
import { expect, test } from '../policed-test.ts';
import { testSite } from '../sites.ts';
import { FaultyServer } from './faulty-server.ts';

async function search(page: Page, q: string, where = '/search/', more = ''): Promise<void> {
  await page.goto(`${where}?q=${encodeURIComponent(q)}${more}`);
  await expect(page.locator('[data-search-count]')).toBeVisible();
  await expect(
    page.locator('[data-search-results], [data-search-parts-list]').first(),
  ).not.toHaveAttribute('aria-busy', 'true');
}

for (const [name, where, q, more] of [
  ['results', '/search/', '行政复议', ''],
  ['results in Traditional', '/zh-hant/search/', '行政 复议', ''],
  ['results with a filter, elder mode', '/search/', '法治', '&year=2019&mode=elder'],
  ['parts of what nothing contains', '/zh-hant/search/', '行政复议飞船', ''],
] as const) {
  test(`axe finds nothing in ${name}, and nothing needs to be scrolled sideways at 320 px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await search(page, q, where, more);
    await injectEngines(page);
    expect(await axeFindings(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
}

for (const [name, where, befalls, said] of [
  ['a failed search', '/search/', /\.pf_index$/, '这次没能查完'],
  ['a failed search in Traditional, elder mode', '/zh-hant/search/', /\/borders\//, '這次沒能查完'],
  ['results without excerpts', '/search/', /\/text\/\d+\.packed$/, '没有取到'],
] as const) {
  test(`axe finds nothing in ${name}, the other try is large and keeps the place of who asks for it`, async ({
    page,
  }) => {
    const server = await FaultyServer.start(testSite('county').outDir);
    server.befalls = befalls;
    server.fault = 'missing';
    await page.setViewportSize({ width: 320, height: 900 });
    const mode = name.includes('elder') ? '&mode=elder' : '';
    await page.goto(`${server.url}${where}?q=${encodeURIComponent('行政复议')}${mode}`);
    const retry = page.locator('[data-search-retry]');
    const status = page.getByRole('status');
    await expect(retry).toBeVisible();
    await expect(status).toContainText(said);
    expect((await retry.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await injectEngines(page);
    expect(await axeFindings(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    server.befalls = undefined;
    await retry.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-results] > li mark').first()).toBeVisible();
    await expect(retry).toBeHidden();
    await expect(status).toBeFocused();
    server.close();
  });
}

test('in elder mode what is pressed is large and the results are read without the bar of hints', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await search(page, '行政复议', '/search/', '&mode=elder');
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  for (const target of [
    'search-page input[name=q]',
    'search-page form button',
    '[data-search-results] > li a',
    '[data-search-more]',
  ]) {
    const box = await page.locator(target).first().boundingBox();
    expect(box?.height, target).toBeGreaterThanOrEqual(44);
  }
  await expect(page.locator('.search-hint')).toBeHidden();
});

for (const [name, size, elder] of [
  ['a phone whose keyboard is open', { width: 360, height: 330 }, ''],
  ['a phone whose keyboard is open, in elder mode', { width: 360, height: 330 }, 'mode=elder'],
  ['a window enlarged four times', { width: 320, height: 256 }, ''],
] as const) {
  test(`${name}: suggestions are in sight, and then the answer`, async ({ browser }) => {
    const isPhone = name.includes('phone');
    const context = await browser.newContext({
      baseURL: testSite('county').url,
      viewport: size,
      reducedMotion: 'reduce',
      isMobile: isPhone,
      hasTouch: isPhone,
    });
    const page = await context.newPage();
    await page.goto(`search/?${elder}`);
    const box = page.locator('search-page input[name=q]');
    await box.focus();
    await page.keyboard.insertText('司法局');
    const options = page.locator('search-page [role=option]');
    await expect(options.nth(1)).toBeVisible();
    await expect(box).toBeInViewport({ ratio: 0.9 });
    await expect(options.nth(0)).toBeInViewport({ ratio: elder ? 0.3 : 0.9 });
    // More of it is reached by the arrow, and by moving the list.
    await expect(options.nth(1)).toBeInViewport({ ratio: 0.3 });
    await page.keyboard.press('Escape');
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-count]')).toHaveText(/^[1-9]/);
    await expect(page.locator('[data-search-status]')).toBeInViewport({ ratio: 0.9 });
    // What a keyboard on the screen is open for is not the box any more.
    if (isPhone) await expect(box).not.toBeFocused();
    else await expect(box).toBeFocused();
    await context.close();
  });
}

test('who follows a way that the answer takes from the page goes on reading from the answer', async ({
  page,
}) => {
  const status = page.getByRole('status');
  await search(page, '政务公天');
  await page.locator('[data-search-help-list] a').first().focus();
  await page.keyboard.press('Enter');
  await expect(status).toContainText('政务公开');
  await expect(status).toBeFocused();
  await page.locator('a[data-filter=year][data-value="2019"]').focus();
  await page.keyboard.press('Enter');
  const chosen = page.locator('[data-search-chosen] a');
  await chosen.focus();
  await page.keyboard.press('Enter');
  await expect(chosen).toHaveCount(0);
  await expect(status).toBeFocused();
});

test('a search is done, narrowed, sorted and opened by keyboard alone', async ({ page }) => {
  await page.goto('/search/');
  await page.keyboard.press('/');
  await expect(page.locator('search-page input[name=q]')).toBeFocused();
  await page.keyboard.insertText('法治');
  await expect(page.locator('search-page [role=option]').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('search-page [role=option]')).toHaveCount(0);
  await page.keyboard.press('Enter');
  const count = page.locator('[data-search-count]');
  await expect(count).toBeVisible();
  const all = Number(await count.textContent());
  const reach = async (selector: string) => {
    for (let presses = 0; presses < 150; presses++) {
      await page.keyboard.press('Tab');
      if (
        await page
          .locator(selector)
          .evaluateAll((found) => found.some((each) => each === document.activeElement))
      )
        return;
    }
    throw new Error(`Tab does not reach ${selector}`);
  };
  await reach('[data-search-sort]');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('newest');
  await reach('[data-search-results] > li a');
  await reach('[data-search-more]');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-search-results] > li')).toHaveCount(Math.min(20, all));
  await expect(
    page.locator('[data-search-results] > li').nth(10).locator('a').first(),
  ).toBeFocused();
  await reach('a[data-filter=year][data-value="2019"]');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('year')).toBe('2019');
  await expect.poll(async () => Number(await count.textContent())).toBeLessThan(all);
  await page.locator('search-page input[name=q]').focus();
  await reach('[data-search-results] > li a');
  await page.keyboard.press('Enter');
  await expect(page.locator('main article')).toBeVisible();
});

test('the number found is announced politely, once, as a sentence', async ({ page }) => {
  await page.goto('/search/');
  const status = page.locator('[data-search-status]');
  await expect(status).toHaveAttribute('role', 'status');
  await expect(status).toBeEmpty();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const target = document.querySelector('[data-search-status]') as Element;
    new MutationObserver(() => said.push(target.textContent ?? '')).observe(target, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  await page.locator('search-page input[name=q]').fill('行政复议');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-search-results] > li').nth(5)).toBeVisible();
  const all = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  // On a starved machine that it is looked for is said before.
  const said = all.filter((each) => !each.includes('正在查找'));
  expect(said).toHaveLength(1);
  expect(said[0]?.trim()).toMatch(/^找到\d+份报告含有“行政复议”。$/);
});

for (const q of ['法', '的', '行政', '法治', '行政复议', '听证']) {
  test(`how often a result says that it has ${q} is how often its page has it`, async ({
    page,
  }) => {
    const { contentDir, outDir } = testSite('county');
    const { reports } = (await openArchive(contentDir)).archive as Archive;
    await search(page, q);
    const items = page.locator('[data-search-results] > li');
    await expect(items.nth(6)).toBeVisible();
    for (const item of await items.all()) {
      const address = await item.locator('a').evaluate((a) => (a as HTMLAnchorElement).pathname);
      const report = reports.find((each) => reportAddress(each) === address);
      const blocks = pageTexts(outDir, report as Report);
      const stands = blocks.reduce(
        (sum, text) => sum + text.replace(/\s/g, '').split(q).length - 1,
        0,
      );
      const said = /(\d+)处(以上)?(?!\S)/.exec(
        (await item.locator('[data-facts] > span').allTextContents()).join(' '),
      );
      // What is said to be the least is no more than there is, and said of nothing that is counted to its end.
      if (said?.[2]) expect(stands, address).toBeGreaterThanOrEqual(Number(said[1]));
      else expect(Number(said?.[1]), address).toBe(stands);
      if (q.length > 1) expect(said?.[2]).toBeUndefined();
    }
  });
}

test('without results the hints are there again', async ({ page }) => {
  await search(page, '行政复议');
  await expect(page.locator('.search-hint')).toBeHidden();
  await page.locator('search-page input[name=q]').fill('');
  await page.locator('search-page input[name=q]').press('Enter');
  await expect(page.locator('.search-hint')).toBeVisible();
  await expect(page.locator('[data-search-outcome]')).toBeHidden();
});

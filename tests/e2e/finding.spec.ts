import type { Page } from 'playwright/test';
import { expect, test } from './quiet-page.ts';
import { at, realReport, scripts } from './scripts.ts';

type Words = (typeof scripts)[number];

/** Finishes every journey: the report itself, in the reader's script, with its text. */
async function expectReport(page: Page, words: Words): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/${words.prefix}${realReport}`));
  await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${words.lang}`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
  expect(((await page.locator('main article').textContent()) ?? '').length).toBeGreaterThan(3000);
}

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name, exact: true }).click();
}

function browse(words: Words): void {
  test('from the home page by the indicator tree', async ({ page }) => {
    await page.goto(at('real', words.prefix));
    await page.locator('main').getByRole('link', { name: /^九、/ }).click();
    await page.locator('main').getByRole('link', { name: /^1\./ }).click();
    await page.locator('main').getByRole('link', { name: /^98\./ }).click();
    await page.locator('main').getByRole('link', { name: words.title }).click();
    await expectReport(page, words);
  });

  test('from the home page by the year', async ({ page }) => {
    await page.goto(at('real', words.prefix));
    await openSection(page, words.years);
    await page.locator('main').getByRole('link', { name: words.year }).first().click();
    await page.locator('main').getByRole('link', { name: words.title }).click();
    await expectReport(page, words);
  });

  test('from the home page by what is published and what is missing', async ({ page }) => {
    await page.goto(at('real', words.prefix));
    await openSection(page, words.coverage);
    const row = page.getByRole('row').filter({ hasText: '98.' });
    await row.getByRole('cell').getByRole('link').first().click();
    await page.locator('main').getByRole('link', { name: words.title }).click();
    await expectReport(page, words);
  });

  test('and back up by the breadcrumb', async ({ page }) => {
    await page.goto(at('real', words.prefix + realReport));
    const trail = page.locator('nav[aria-label="面包屑"], nav[aria-label="麵包屑"]');
    await trail.getByRole('link', { name: /^98\./ }).click();
    await expect(page).toHaveURL(/\/indicators\/2021\/98\/$/);
    await trail.getByRole('link').first().click();
    await expect(page).toHaveURL(at('real', words.prefix));
  });

  test('and reads it in the other script by one plain link, on the same page', async ({ page }) => {
    await page.goto(at('real', words.prefix + realReport));
    await page.getByRole('link', { name: words.other, exact: true }).click();
    const other = scripts.find((one) => one.name !== words.name) ?? words;
    await expectReport(page, other);
    await page.getByRole('link', { name: other.other, exact: true }).click();
    await expectReport(page, words);
  });
}

for (const words of scripts) {
  test.describe(`A reader of ${words.name} finds the report`, () => {
    browse(words);

    test('from the home page by searching for words of its text', async ({ page }) => {
      await page.goto(at('real', words.prefix));
      const form = page.locator('main form[role=search]');
      await form.locator('input[name=q]').fill(words.query);
      await form.getByRole('button').first().click();
      await expect(page).toHaveURL(new RegExp(`/${words.prefix}search/\\?q=`));
      await expect(page.locator('[data-search-count]')).toHaveText('1');
      await page.locator('ol[data-search-results] > li a').first().click();
      await expectReport(page, words);
    });

    test('by searching in the other script', async ({ page }) => {
      const other = scripts.find((one) => one.name !== words.name) ?? words;
      await page.goto(at('real', `${words.prefix}search/?q=${encodeURIComponent(other.query)}`));
      await page.locator('ol[data-search-results] > li a').first().click();
      await expectReport(page, words);
    });
  });

  test.describe(`Without scripts a reader of ${words.name} finds the report`, () => {
    test.use({ javaScriptEnabled: false });
    browse(words);

    test('from the search page, which offers tree, years and issuers', async ({ page }) => {
      await page.goto(at('real', `${words.prefix}search/?q=${encodeURIComponent(words.query)}`));
      const main = page.locator('main');
      await expect(main.locator('a[href*="/issuers/"]').first()).toBeVisible();
      await expect(main.locator('a[href*="/indicators/"]').first()).toBeVisible();
      await main.getByRole('link', { name: words.year }).first().click();
      await page.locator('main').getByRole('link', { name: words.title }).click();
      await expectReport(page, words);
    });
  });
}

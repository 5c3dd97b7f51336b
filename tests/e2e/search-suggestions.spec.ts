import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';

const box = 'form[role=search] input[name=q]';
const options = 'form[role=search] [role=option]';

/** Types as an input method does: a composition that is changed, then ended. */
async function compose(page: Page, syllables: string, word: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', {
    text: syllables,
    selectionStart: syllables.length,
    selectionEnd: syllables.length,
  });
  await page.waitForTimeout(400);
  await expect(page.locator(options)).toHaveCount(0);
  await client.send('Input.insertText', { text: word });
}

test('names are suggested while typing, and arrows, Enter and Escape move in them', async ({
  page,
}) => {
  await page.goto('/');
  await page.locator(box).focus();
  await page.keyboard.insertText('法治政府建设');
  await expect(page.locator(options).first()).toBeVisible();
  await expect(page.locator(box)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(page.locator(options)).toHaveCount(0);
  await expect(page.locator(box)).toHaveValue('法治政府建设');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(options).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const active = await page.locator(box).getAttribute('aria-activedescendant');
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator(box)).not.toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('ArrowDown');
  const name = await page
    .locator('[aria-selected=true]')
    .evaluate((option) => option.firstChild?.textContent ?? '');
  await page.keyboard.press('Enter');
  await expect(page.locator('main h1')).toHaveText(name);
});

test('an input method is left in peace: unfinished syllables are not looked up', async ({
  page,
}) => {
  await page.goto('/search/');
  await page.locator(box).focus();
  await compose(page, "fa'zhi", '法治');
  await expect(page.locator(options).first()).toBeVisible();
});

test('Enter without a chosen suggestion searches for what was typed', async ({ page }) => {
  await page.goto('/');
  await page.locator(box).focus();
  await page.keyboard.insertText('行政复议');
  await expect(page.locator(options).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\/\?q=/);
  await expect(page.locator('[data-search-count]')).toBeVisible();
});

test('suggestions of the Traditional pages are Traditional', async ({ page }) => {
  await page.goto('/zh-hant/');
  await page.locator(box).focus();
  await page.keyboard.insertText('法治');
  await expect(page.locator(options).first()).toContainText(/報告|指標/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/zh-hant\/(reports|indicators)\//);
});

test('the slash key goes to the box of the search page and types in it; elsewhere it waits until it is asked for', async ({
  page,
}) => {
  const pressSlash = async (address: string) => {
    await page.goto(address);
    await page.locator('main').focus();
    await page.keyboard.press('/');
  };
  await pressSlash('/years/');
  await expect(page.locator(box)).not.toBeFocused();
  await pressSlash('/search/');
  await expect(page.locator(box)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.locator(box)).toHaveValue('/');

  const use = page.getByLabel('按 / 键到搜索框');
  await use.selectOption('在所有页面');
  await pressSlash('/years/');
  await expect(page.locator(box)).toBeFocused();
  await page.goto('/search/');
  await use.selectOption('不用');
  await pressSlash('/search/');
  await expect(page.locator(box)).not.toBeFocused();
});

test('the keys of the reading tools bring the slash key with them', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('reading-preferences', '{"keys":"on"}'));
  await page.goto('/years/');
  await page.keyboard.press('/');
  await expect(page.locator(box)).toBeFocused();
});

import type { Page } from 'playwright/test';
import { expect, test } from './quiet-page.ts';
import { at, realReport, scripts } from './scripts.ts';

const bodySize = (page: Page) =>
  page
    .locator('main article p')
    .first()
    .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));

for (const words of scripts) {
  test.describe(`Elder mode in ${words.name}`, () => {
    test('is entered, kept on the next page and left by the same control', async ({ page }) => {
      await page.goto(at('real', words.prefix + realReport));
      const normal = await bodySize(page);
      await page.getByRole('button', { name: words.enter }).click();
      await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
      expect(await bodySize(page)).toBeGreaterThan(normal);

      await page.goto(at('real', words.prefix));
      await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
      await page.goto(at('real', words.prefix + realReport));
      await page.getByRole('button', { name: words.leave }).click();
      await expect(page.locator('html')).not.toHaveAttribute('data-mode', 'elder');
      expect(await bodySize(page)).toBe(normal);

      await page.reload();
      await expect(page.locator('html')).not.toHaveAttribute('data-mode', 'elder');
    });

    test('is there before the first thing is painted', async ({ page }) => {
      await page.goto(at('real', words.prefix));
      await page.getByRole('button', { name: words.enter }).click();
      // The mode at the moment when the body begins, long before any script file has arrived.
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          sessionStorage.setItem('mode-at-body', document.documentElement.dataset.mode ?? 'normal');
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
      });
      await page.goto(at('real', words.prefix + realReport));
      expect(await page.evaluate(() => sessionStorage.getItem('mode-at-body'))).toBe('elder');
    });

    test('is kept when the script of the text is changed', async ({ page }) => {
      await page.goto(at('real', words.prefix + realReport));
      await page.getByRole('button', { name: words.enter }).click();
      await page.getByRole('link', { name: words.other, exact: true }).click();
      await expect(page.locator('html')).not.toHaveAttribute('lang', new RegExp(`^${words.lang}`));
      await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
    });
  });
}

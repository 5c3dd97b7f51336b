import { expect, test } from './quiet-page.ts';
import { at, realReport, scripts } from './scripts.ts';

for (const words of scripts) {
  test(`A clerk prints the report in ${words.name}: its pages, and nothing that is for the screen`, async ({
    page,
  }) => {
    await page.goto(at('real', words.prefix + realReport));
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(3);
    expect(sheets).toBeLessThanOrEqual(12);

    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main article')).toBeVisible();
    await expect(page.locator('nav.breadcrumb')).toBeVisible();
    for (const control of ['form[role=search]', '[data-elder-toggle]', 'button']) {
      for (const one of await page.locator(control).all()) await expect(one).toBeHidden();
    }
  });
}

test('A printed page keeps its trail whatever the standard calls it', async ({ page }) => {
  // The county under a prefix follows Hong Kong's standard.
  await page.goto(at('prefix', 'zh-hant/reports/2019/government-annual-2019/'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('nav.breadcrumb')).toBeVisible();
  await expect(page.locator('nav').first()).toBeHidden();
});

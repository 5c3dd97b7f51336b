import { expect, test } from './quiet-page.ts';
import { at, realReport } from './scripts.ts';

test.describe('What the server sends', () => {
  test('the report takes at most five requests, its icon among them, and no font', async ({
    page,
  }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.resourceType()} ${request.url()}`));
    await page.goto(at('real', realReport), { waitUntil: 'networkidle' });
    expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(5);
    expect(requests.filter((one) => one.startsWith('font'))).toEqual([]);
  });

  test('an address that does not exist is answered by a page that helps, with status 404', async ({
    request,
  }) => {
    for (const [prefix, lang] of [
      ['', 'zh-Hans'],
      ['zh-hant/', 'zh-Hant'],
    ] as const) {
      const response = await request.get(at('real', `${prefix}reports/1999/nothing/`));
      expect(response.status()).toBe(404);
      expect(await response.text()).toMatch(new RegExp(`<html[^>]* lang="${lang}`));
    }
  });

  test('every answer carries the headers that only a server can send', async ({ request }) => {
    const response = await request.get(at('real', ''));
    const headers = response.headers();
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  });

  test('under a path prefix everything works as at the root', async ({ page }) => {
    await page.goto(at('prefix', ''));
    await page.getByRole('banner').getByRole('link', { name: '年度', exact: true }).click();
    await page
      .locator('main')
      .getByRole('link', { name: /^\d{4}年/ })
      .first()
      .click();
    await page.locator('main a[href*="/reports/"]').first().click();
    await expect(page).toHaveURL(/\/fz\/reports\//);
    await page.getByRole('link', { name: '繁體', exact: true }).click();
    await expect(page).toHaveURL(/\/fz\/zh-hant\/reports\//);
    await expect(page.locator('main article')).toBeVisible();
  });

  test('under a path prefix the search finds', async ({ page }) => {
    await page.goto(at('prefix', 'search/?q=行政'));
    await expect(page.locator('ol[data-search-results] > li').first()).toBeVisible();
    expect(Number(await page.locator('[data-search-count]').textContent())).toBeGreaterThan(0);
  });
});

test.describe('The page that helps', () => {
  test.use({ expectedFailures: /nothing-here/ });

  test('stands at the address that was asked for, with working links and search', async ({
    page,
  }) => {
    const response = await page.goto(at('county', 'years/nothing-here/'));
    expect(response?.status()).toBe(404);
    await expect(page).toHaveURL(/nothing-here/);
    await page.locator('main a[href*="/indicators/"]').first().click();
    await expect(page).toHaveURL(/\/indicators\//);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

import { expect, test } from '../policed-test.ts';

const bar = 'search-highlight';

test('a result opens at its section with the matches marked, which can be stepped through and taken away', async ({
  page,
}) => {
  await page.goto(`/search/?q=${encodeURIComponent('行政复议')}`);
  const result = page.locator('[data-search-results] > li a').first();
  const href = (await result.getAttribute('href')) ?? '';
  await result.click();
  await expect(page.locator(bar)).toBeVisible();
  expect(page.url()).toContain('highlight=');
  const marked = () =>
    page.evaluate(() => {
      const { highlights } = CSS as unknown as { highlights: Map<string, Iterable<Range>> };
      return [...(highlights.get('search-match') ?? [])].map(String);
    });
  const texts = await marked();
  expect(texts.length).toBeGreaterThan(1);
  expect(new Set(texts)).toEqual(new Set(['行政复议']));
  await expect(page.locator('[data-part=total]')).toHaveText(String(texts.length));
  const current = page.locator('[data-part=current]');
  const before = Number(await current.textContent());
  await page.locator('[data-part=next]').click();
  await expect(current).toHaveText(String((before % texts.length) + 1));
  await page.locator('[data-part=previous]').click();
  await expect(current).toHaveText(String(before));
  const inView = await page.evaluate(() => {
    const { highlights } = CSS as unknown as { highlights: Map<string, Iterable<Range>> };
    const [range] = [...(highlights.get('search-current') ?? [])];
    const box = range?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= window.innerHeight;
  });
  expect(inView).toBe(true);
  await page.locator('[data-part=clear]').click();
  await expect(page.locator(bar)).toBeHidden();
  expect(await marked()).toEqual([]);
  expect(page.url()).not.toContain('highlight=');
  await page.goBack();
  await expect(page.locator('[data-search-results] > li a').first()).toHaveAttribute('href', href);
});

test('browsers without highlights get marks, and the very same text after they are taken away', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'Highlight');
  });
  await page.goto(`/search/?q=${encodeURIComponent('行政 复议')}`);
  const href =
    (await page.locator('[data-search-results] > li a').first().getAttribute('href')) ?? '';
  await page.goto(href.replace(/\?[^#]*/, ''));
  const plain = await page.locator('main article').innerHTML();
  await page.goto(href);
  await expect(page.locator('mark.search-mark').first()).toBeVisible();
  await expect(page.locator('mark.search-mark.is-current')).toHaveCount(1);
  await page.locator('[data-part=clear]').click();
  await expect(page.locator('mark.search-mark')).toHaveCount(0);
  expect(await page.locator('main article').innerHTML()).toBe(plain);
});

test('the Traditional page marks what was typed in Simplified', async ({ page }) => {
  await page.goto(`/zh-hant/search/?q=${encodeURIComponent('行政复议')}`);
  await page.locator('[data-search-results] > li a').first().click();
  await expect(page.locator(bar)).toContainText('處');
  await page.locator('a[data-variant-link][hreflang="zh-Hans"]').click();
  await expect(page.locator(bar)).toContainText('处');
});

test('a page opened with marks that it does not have says nothing', async ({ page }) => {
  await page.goto('/search/?q=法治');
  const href =
    (await page.locator('[data-search-results] > li a').first().getAttribute('href')) ?? '';
  await page.goto(
    href.replace(/highlight=[^#]*/, `highlight=${encodeURIComponent('<b>飞船</b>')}`),
  );
  await page.waitForLoadState('networkidle');
  await expect(page.locator(bar)).toBeHidden();
});

for (const [name, taken] of [
  ['with highlights', false],
  ['with marks', true],
] as const) {
  test(`switching the script, a reload and the way back keep the match one is at, ${name}`, async ({
    page,
  }) => {
    if (taken)
      await page.addInitScript(() => {
        Reflect.deleteProperty(window, 'Highlight');
      });
    await page.goto(`/search/?q=${encodeURIComponent('行政')}`);
    await page.locator('[data-search-results] > li a').first().click();
    await expect(page.locator(bar)).toBeVisible();
    const total = Number(await page.locator('[data-part=total]').textContent());
    expect(total).toBeGreaterThan(4);
    const current = page.locator('[data-part=current]');
    for (let press = 0; press < 3; press++) await page.locator('[data-part=next]').click();
    const at = (await current.textContent()) ?? '';
    await page.locator('a[data-variant-link][hreflang="zh-Hant"]').click();
    await expect(page).toHaveURL(/\/zh-hant\/reports\//);
    await expect(current).toHaveText(at);
    await page.locator('[data-part=next]').click();
    const next = (await current.textContent()) ?? '';
    expect(next).not.toBe(at);
    await page.reload();
    await expect(page.locator(bar)).toBeVisible();
    await expect(current).toHaveText(next);
    await page.locator('a[data-variant-link][hreflang="zh-Hans"]').click();
    await expect(page).toHaveURL(/^[^?]*:\d+\/reports\//);
    await expect(page.locator(bar)).toBeVisible();
    await expect(current).toHaveText(next);
    await page.locator('[data-part=clear]').click();
    expect(page.url()).not.toContain('match=');
  });
}

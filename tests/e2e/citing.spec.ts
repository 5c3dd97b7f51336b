import type { BrowserContext, Page } from 'playwright/test';
import { expect, test } from './quiet-page.ts';
import { at } from './scripts.ts';

const report = 'reports/2019/government-annual-2019/';
const origin = 'https://archive.qinghe.example';
const trees = [
  {
    name: 'Simplified',
    prefix: '',
    work: '青禾县人民政府. 青禾县2019年度法治政府建设情况的报告：青政〔2020〕21号',
    whole: '复制引用格式',
    address: '复制网址',
    section: '复制本节引用格式',
    sectionAddress: '复制本节网址',
    copied: '已复制，可以粘贴到别处。',
  },
  {
    name: 'Traditional',
    prefix: 'zh-hant/',
    work: '青禾縣人民政府. 青禾縣2019年度法治政府建設情況的報告：青政〔2020〕21號',
    whole: '複製引用格式',
    address: '複製網址',
    section: '複製本節引用格式',
    sectionAddress: '複製本節網址',
    copied: '已複製，可以粘貼到別處。',
  },
] as const;

async function clipboard(page: Page, context: BrowserContext): Promise<string> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** As the tests' time zone has it. */
function today(page: Page): Promise<string> {
  // Swedish dates are written as ISO 8601 has them.
  return page.evaluate(() => new Intl.DateTimeFormat('sv-SE').format(new Date()));
}

for (const words of trees) {
  test(`A reader copies the citation of a report with the day of access, and its address, in ${words.name}`, async ({
    page,
    context,
  }) => {
    await page.goto(at('county', words.prefix + report));
    const tools = page.locator('.report-archived .citation-tools');
    await tools.getByRole('button', { name: words.whole }).press('Enter');
    await expect(tools.getByRole('status')).toHaveText(words.copied);
    expect(await clipboard(page, context)).toBe(
      `${words.work}[R/OL]. (2020-02-23)[${await today(page)}]. ${origin}/${report}`,
    );
    await tools.getByRole('button', { name: words.address }).click();
    await expect(tools.getByRole('status')).toHaveText(words.copied);
    await expect.poll(() => clipboard(page, context)).toBe(`${origin}/${words.prefix}${report}`);
  });

  test(`The link of a heading offers the citation and the address of its section in ${words.name}`, async ({
    page,
    context,
  }) => {
    await page.goto(at('county', words.prefix + report));
    const row = page.locator('article .heading-row').nth(1);
    const name = ((await row.locator('h2,h3').textContent()) ?? '').trim();
    const hash = new URL(await row.locator('a').evaluate((link: HTMLAnchorElement) => link.href))
      .hash;
    await row.locator('a').click();
    await expect(page).toHaveURL(new RegExp(`${report}#`));
    const tools = page.locator('article .citation-tools');
    await tools.getByRole('button', { name: words.section }).click();
    await expect(tools.getByRole('status')).toHaveText(words.copied);
    expect(await clipboard(page, context)).toBe(
      `${words.work}：${name}[R/OL]. (2020-02-23)[${await today(page)}]. ${origin}/${report}${hash}`,
    );
    await tools.getByRole('button', { name: words.sectionAddress }).click();
    await expect
      .poll(() => clipboard(page, context))
      .toBe(`${origin}/${words.prefix}${report}${hash}`);
    // Another heading takes them over, a second press takes them away.
    const other = page.locator('article .heading-row').nth(2);
    await other.locator('a').click();
    await expect(tools).toHaveCount(1);
    await expect(other.locator('xpath=following-sibling::*[1]')).toHaveClass(/citation-tools/);
    await other.locator('a').click();
    await expect(tools).toHaveCount(0);
  });
}

test('Where the browser has no clipboard of its own the citation is copied all the same', async ({
  page,
  context,
}) => {
  await page.addInitScript(() => {
    const { clipboard: real } = navigator;
    Object.defineProperty(window, 'realClipboard', { value: real });
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  });
  await page.goto(at('county', report));
  const button = page.getByRole('button', { name: '复制网址', exact: true });
  await button.click();
  await expect(page.locator('.report-archived').getByRole('status')).toHaveText(
    '已复制，可以粘贴到别处。',
  );
  await expect(button).toBeFocused();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = await page.evaluate(() =>
    (window as unknown as { realClipboard: Clipboard }).realClipboard.readText(),
  );
  expect(text).toBe(`${origin}/${report}`);
});

test('Where nothing may copy, the text is shown and selected', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.goto(at('county', report));
  await page.getByRole('button', { name: '复制网址', exact: true }).click();
  await expect(page.locator('.report-archived').getByRole('status')).toContainText(
    '浏览器没有让复制',
  );
  expect(await page.evaluate(() => String(getSelection()))).toBe(`${origin}/${report}`);
});

test('Print prints', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto(at('county', report));
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
});

test('An unknown day of publication is left out of what is copied', async ({ page, context }) => {
  await page.goto(at('county', 'reports/2023/unknown-publication-2023/'));
  await page.getByRole('button', { name: '复制引用格式', exact: true }).click();
  await expect(page.locator('.report-archived').getByRole('status')).not.toBeEmpty();
  expect(await clipboard(page, context)).toMatch(
    /^[^[\]]+\[R\/OL\]\. \[\d{4}-\d\d-\d\d\]\. https:\/\/\S+$/,
  );
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('there are no buttons, and the citation is there to be selected', async ({ page }) => {
    await page.goto(at('county', report));
    await expect(page.locator('[data-cite]').first()).toBeHidden();
    await expect(page.locator('.report-citation > p')).toHaveText(
      `${trees[0].work}[R/OL]. (2020-02-23)[引用日期]. ${origin}/${report}`,
    );
  });
});

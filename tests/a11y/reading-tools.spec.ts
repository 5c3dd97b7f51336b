import type { Page } from 'playwright/test';
import { preferencesKey } from '../../src/model/preferences.ts';
import { expect, test } from '../policed-test.ts';
import { axeFindings, injectEngines } from './engines.ts';
import { measurePage } from './measure.ts';

const report = 'reports/2019/government-annual-2019/';
const open = async (page: Page) => {
  await page.getByRole('button', { name: '无障碍阅读' }).click();
  await expect(tools(page)).toBeVisible();
};
const tools = (page: Page) => page.getByRole('region', { name: '无障碍阅读工具' });
const attribute = (page: Page, name: string) => page.locator('html').getAttribute(`data-${name}`);

test('the toolbar opens with the focus in it, is the last thing in Tab order, and gives the focus back', async ({
  page,
}) => {
  await page.goto(report);
  const button = page.getByRole('button', { name: '无障碍阅读' });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await open(page);
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(tools(page)).toBeFocused();
  expect(
    await page.evaluate(() => document.querySelector('.page')?.lastElementChild?.className),
  ).toContain('reading-dock');
  await page.getByRole('button', { name: '收起工具栏' }).click();
  await expect(tools(page)).toBeHidden();
  await expect(button).toBeFocused();
});

test('every setting shows at once, stays on the next page before its first frame, and is undone by one press', async ({
  page,
}) => {
  await page.goto(report);
  await open(page);
  for (const name of ['更大', '宽', '30字', '高对比深色', '遮罩']) {
    await tools(page).getByRole('radio', { name, exact: true }).check();
  }
  for (const name of ['大指针', '大字幕', '突出焦点', '停止动画', '纯文本', '快捷键']) {
    await tools(page).getByRole('checkbox', { name, exact: true }).check();
  }
  const expected = {
    size: '2',
    spacing: 'wide',
    width: 'narrow',
    scheme: 'contrast-dark',
    guide: 'mask',
    pointer: 'large',
    caption: 'on',
    focus: 'strong',
    motion: 'stop',
    plain: 'on',
    keys: 'on',
  };
  for (const [name, value] of Object.entries(expected))
    expect(await attribute(page, name)).toBe(value);
  await page.goto('years/', { waitUntil: 'commit' });
  for (const [name, value] of Object.entries(expected)) {
    await expect(page.locator('html')).toHaveAttribute(`data-${name}`, value);
  }
  await expect(tools(page)).toBeVisible();
  await expect(tools(page)).not.toBeFocused();
  await page.getByRole('button', { name: '恢复默认' }).click();
  expect(await attribute(page, 'scheme')).toBe(null);
  await expect(page.getByRole('status').filter({ hasText: '已恢复默认设置。' })).toBeVisible();
  await page.getByRole('button', { name: '撤销恢复' }).click();
  expect(await attribute(page, 'scheme')).toBe('contrast-dark');
});

test('at the start of the page the toolbar comes first in Tab order', async ({ page }) => {
  await page.goto(report);
  await open(page);
  await tools(page).getByRole('radio', { name: '页首' }).check();
  expect(
    await page.evaluate(() => document.querySelector('.page')?.firstElementChild?.className),
  ).toContain('reading-dock');
  await expect(tools(page).getByRole('radio', { name: '页首' })).toBeFocused();
});

test('keys do nothing until they are turned on, and then what the table of keys says', async ({
  page,
}) => {
  await page.goto(report);
  await page.keyboard.press('Alt+Shift+Digit6');
  expect(await attribute(page, 'size')).toBe(null);
  await open(page);
  await tools(page).getByRole('checkbox', { name: '快捷键' }).check();
  await page.keyboard.press('Alt+Shift+Digit6');
  expect(await attribute(page, 'size')).toBe('1');
  await page.keyboard.press('Alt+Shift+Digit7');
  expect(await attribute(page, 'size')).toBe(null);
  await page.keyboard.press('Alt+Shift+Digit8');
  expect(await attribute(page, 'scheme')).toBe('sepia');
  await page.keyboard.press('Alt+Shift+Digit9');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Control+Alt+Shift+Digit0');
  expect(await attribute(page, 'scheme')).toBe('sepia');
  await page.keyboard.press('Alt+Shift+Digit0');
  expect(await attribute(page, 'scheme')).toBe(null);
});

for (const [tree, name] of [
  ['', 'Simplified'],
  ['zh-hant/', 'Traditional'],
] as const) {
  test(`pinyin stands over the characters of a ${name} report and is not there for a screen reader`, async ({
    page,
  }) => {
    await page.addInitScript(([key]) => localStorage.setItem(key, '{"pinyin":"on"}'), [
      preferencesKey,
    ] as const);
    await page.goto(`${tree}${report}`);
    const label = page.locator('.reading-pinyin span').first();
    await expect(label).toBeAttached();
    const article = page.getByRole('main').getByRole('article');
    const withPinyin = await article.ariaSnapshot();
    expect(withPinyin).not.toMatch(/[āáǎàēéěèīíǐìōóǒòūúǔù]/);
    const over = await page.evaluate(() => {
      const paragraph = document.querySelector('main article p') as Element;
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const text = walker.nextNode() as Text;
      const first = Array.from(text.data).findIndex((character) =>
        /\p{Script=Han}/u.test(character),
      );
      const range = document.createRange();
      range.setStart(text, first);
      range.setEnd(text, first + 1);
      const box = range.getBoundingClientRect();
      return Array.from(document.querySelectorAll('.reading-pinyin span')).filter((span) => {
        const { left, right, bottom } = span.getBoundingClientRect();
        const middle = (left + right) / 2;
        return (
          middle > box.left && middle < box.right && bottom > box.top - 30 && bottom < box.bottom
        );
      }).length;
    });
    expect(over).toBe(1);
  });
}

test('pinyin says the same over both scripts, and says when it could not be loaded', async ({
  page,
}) => {
  await page.addInitScript(([key]) => localStorage.setItem(key, '{"pinyin":"on"}'), [
    preferencesKey,
  ] as const);
  const labels = async (tree: string) => {
    await page.goto(`${tree}${report}`);
    await expect(page.locator('.reading-pinyin span').first()).toBeAttached();
    return page.evaluate(() =>
      Array.from(document.querySelectorAll('.reading-pinyin > div'))
        .slice(0, 3)
        .map(({ textContent }) => textContent),
    );
  };
  const simplified = await labels('');
  expect(simplified.join('').length).toBeGreaterThan(20);
  expect(await labels('zh-hant/')).toEqual(simplified);
  await page.route('**/_assets/pinyin-pro*.js', (route) => route.abort());
  await page.goto(report);
  await expect(page.locator('[data-tools-status]')).toContainText('没有下载下来');
});

test('the toolbar shows what was set on another page when the browser brings this one back', async ({
  page,
}) => {
  await page.goto(report);
  await open(page);
  const large = page.getByRole('radio', { name: '更大' });
  await expect(large).not.toBeChecked();
  // What a kept page hears when it is shown again (headless browsers seldom keep one).
  await page.evaluate((key) => {
    localStorage.setItem(key, '{"tools":"open","size":"2"}');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }, preferencesKey);
  await expect(large).toBeChecked();
  // And what it hears when another tab changes them.
  const other = await page.context().newPage();
  await other.goto(report);
  await other.evaluate(
    (key) => localStorage.setItem(key, '{"tools":"open","size":"1"}'),
    preferencesKey,
  );
  await expect(page.getByRole('radio', { name: '大', exact: true })).toBeChecked();
});

test('pages do not load the tools before somebody asks for them', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(report);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => /reading-tools|pinyin/.test(path))).toEqual([]);
  await open(page);
  expect(asked.some((path) => path.endsWith('/reading-tools/'))).toBe(true);
});

test('when the tools cannot be loaded, their page opens instead', async ({ page }) => {
  await page.route('**/_assets/reading-tools*.js', (route) => route.abort());
  await page.goto(report);
  await page.getByRole('button', { name: '无障碍阅读' }).click();
  await expect(page).toHaveURL(/\/reading-tools\/$/);
});

for (const preferences of [
  {},
  { mode: 'elder' },
  { scheme: 'contrast-dark' },
  { scheme: 'contrast-light' },
]) {
  test(`player and toolbar measure up and give axe nothing to find with ${JSON.stringify(preferences)}`, async ({
    page,
  }) => {
    await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [
      preferencesKey,
      JSON.stringify({ ...preferences, tools: 'open' }),
    ] as const);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('years/');
      await expect(tools(page)).toBeVisible();
      await tools(page).getByRole('button', { name: '朗读本页' }).click();
      await expect(page.getByRole('region', { name: '朗读', exact: true })).toBeVisible();
      await injectEngines(page);
      expect(await axeFindings(page)).toEqual([]);
      const elder = 'mode' in preferences;
      expect(
        await page.evaluate(measurePage, {
          smallest: elder ? 18 : 16,
          body: elder ? 24 : 18,
          target: 44,
          mainTarget: 44,
          contrast: 7,
          line: 40,
        }),
      ).toEqual([]);
    }
  });
}

import { expect, test } from '../policed-test.ts';
import { giveSpeech, spokenText } from './speech-engine.ts';

const report = 'reports/2019/government-annual-2019/';
const player = { name: '朗读' };

test('听本页 reads the title and then the report, sentence by sentence, marked and in view', async ({
  page,
}) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 400 });
  await page.setViewportSize({ width: 800, height: 600 });
  await page.goto(report);
  await page.getByRole('button', { name: '听本页' }).click();
  await expect(page.getByRole('region', player)).toBeVisible();
  await expect.poll(() => spokenText(page).then(({ length }) => length)).toBeGreaterThan(12);
  const spoken = await spokenText(page);
  expect(spoken[0]).toContain('二零一九年度');
  const marked = await page.evaluate(() => {
    const [range] = [
      ...((CSS as unknown as { highlights: Map<string, Iterable<Range>> }).highlights.get(
        'reading-sentence',
      ) ?? []),
    ];
    if (!range) return null;
    const { top, bottom } = range.getBoundingClientRect();
    return { text: range.toString(), top, bottom, height: innerHeight };
  });
  expect(marked?.text).toMatch(/\S/);
  expect(marked?.top).toBeGreaterThanOrEqual(0);
  expect(marked?.bottom).toBeLessThanOrEqual(marked?.height ?? 0);
});

test('the numbers of footnotes are not read into the sentence, nor the arrows back from them', async ({
  page,
}) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 4000 });
  await page.goto('reports/2017/review-and-litigation-2017/');
  // In the text they stand between “件” and “，”, which only the number keeps apart.
  await expect(page.getByRole('main')).toContainText('受理49件1，上年');
  await page.locator('[data-read-aloud]').click();
  await expect
    .poll(async () => (await spokenText(page)).join(''), { timeout: 60_000 })
    .toContain('四舍五入保留一位小数');
  const spoken = (await spokenText(page)).join('');
  expect(spoken).toMatch(/受理四十九件，/);
  expect(spoken).not.toMatch(/↩|返回/);
});

test('the same button pauses, and goes on where it stopped', async ({ page }) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 20 });
  await page.goto(report);
  const button = page.locator('[data-read-aloud]');
  await button.click();
  await expect(button).toHaveAccessibleName('暂停');
  await expect.poll(() => spokenText(page).then(({ length }) => length)).toBe(1);
  await button.click();
  await expect(button).toHaveAccessibleName('听本页');
  await button.click();
  await expect.poll(() => spokenText(page).then(({ length }) => length)).toBe(2);
  const [first, second] = await spokenText(page);
  expect(second).toBe(first);
});

test('next and previous sentence and paragraph, and a chosen section', async ({ page }) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 3 });
  await page.goto(report);
  await page.locator('[data-read-aloud]').click();
  const region = page.getByRole('region', player);
  const last = async () => (await spokenText(page)).at(-1);
  const heading = await page
    .locator('main article h2')
    .nth(1)
    .evaluate((element) => ({
      id: element.id,
      text: (element.textContent ?? '').trim(),
    }));
  await expect.poll(last).toContain('青禾县');
  await region.getByRole('button', { name: '下一段' }).click();
  await expect.poll(() => spokenText(page).then(({ length }) => length)).toBe(2);
  await region.getByRole('button', { name: '上一段' }).click();
  await expect.poll(last).toBe((await spokenText(page))[0]);
  await region.getByLabel('从这里读').selectOption(heading.id);
  await expect.poll(last).toBe(heading.text);
  await region.getByRole('button', { name: '下一句' }).click();
  await expect.poll(last).not.toBe(heading.text);
  await region.getByRole('button', { name: '上一句' }).click();
  await expect.poll(last).toBe(heading.text);
  await region.getByRole('button', { name: '退出朗读' }).click();
  await expect(region).toBeHidden();
  await expect(page.locator('[data-read-aloud]')).toBeFocused();
});

test('a place in the text is picked by pressing it', async ({ page }) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 3 });
  await page.goto(report);
  await page.locator('[data-read-aloud]').click();
  await page.getByRole('button', { name: '点选起点' }).click();
  const paragraph = page.locator('main article p').nth(2);
  await paragraph.click({ position: { x: 60, y: 10 } });
  const start = (await paragraph.textContent())?.trim().slice(0, 4) ?? '';
  await expect
    .poll(async () => (await spokenText(page)).at(-1)?.slice(0, 4))
    .toBe(start.replace(/\d/g, ''));
});

test('a device without a Chinese voice is told so, plainly, and nothing is said', async ({
  page,
}) => {
  await giveSpeech(page, { voices: ['en-US', 'de-DE'], speed: 100 });
  await page.goto(report);
  await page.locator('[data-read-aloud]').click();
  await expect(page.getByRole('status').filter({ hasText: '没有安装中文语音' })).toBeVisible();
  expect(await spokenText(page)).toEqual([]);
});

test('an engine that makes no sound is reported', async ({ page }) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 100, mute: true });
  await page.goto(report);
  await page.locator('[data-read-aloud]').click();
  await expect(page.getByRole('status').filter({ hasText: '语音引擎没有出声' })).toBeVisible();
});

test('without the speech interface the button is not there', async ({ page }) => {
  await page.addInitScript(() => {
    // As in WeChat's WebView, where the interface does not exist at all.
    Reflect.deleteProperty(window, 'speechSynthesis');
    Reflect.deleteProperty(Object.getPrototypeOf(window), 'speechSynthesis');
  });
  await page.goto(report);
  await expect(page.locator('[data-read-aloud]')).toBeHidden();
});

test('on a Traditional page everything said to the reader is Traditional', async ({ page }) => {
  await giveSpeech(page, { voices: ['zh-CN', 'zh-TW'], speed: 300 });
  await page.goto(`zh-hant/${report}`);
  await page.locator('[data-read-aloud]').click();
  await expect(page.getByRole('region', { name: '朗讀' })).toBeVisible();
  await expect.poll(() => spokenText(page).then(({ length }) => length)).toBeGreaterThan(2);
  expect((await spokenText(page))[0]).toContain('二零一九年度');
});

test('reading aloud changes nothing of what a screen reader hears in the text', async ({
  page,
}) => {
  await giveSpeech(page, { voices: ['zh-CN'], speed: 200 });
  await page.goto(report);
  const article = page.getByRole('main').getByRole('article');
  const before = await article.ariaSnapshot();
  await page.locator('[data-read-aloud]').click();
  await expect.poll(() => spokenText(page).then(({ length }) => length)).toBeGreaterThan(3);
  expect(await article.ariaSnapshot()).toBe(before);
});

import type { BrowserContext, Page } from 'playwright/test';
import { preferencesKey } from '../../src/model/preferences.ts';
import { expect, test } from '../policed-test.ts';

const report = 'reports/2019/government-annual-2019/';
const fontSize = (page: Page) =>
  page.evaluate(() =>
    Number.parseFloat(
      getComputedStyle(document.querySelector('main article p') as Element).fontSize,
    ),
  );
const mode = (page: Page) => page.locator('html').getAttribute('data-mode');
const toggle = (page: Page) => page.locator('[data-elder-toggle]');

/** Records, at every frame from the very first, what the reader would see. */
async function recordFrames(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const frames: string[] = [];
    (window as unknown as { frames_: string[] }).frames_ = frames;
    const look = () => {
      const page = document.querySelector('.page');
      if (page) {
        frames.push(
          `${document.documentElement.getAttribute('data-mode')} ${getComputedStyle(page).fontSize}`,
        );
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

for (const [tree, enter, leave] of [
  ['', '进入适老模式', '退出适老模式'],
  ['zh-hant/', '進入適老模式', '退出適老模式'],
] as const) {
  test(`one press on ${enter} enters elder mode, the same press leaves it`, async ({ page }) => {
    await page.goto(tree + report);
    await expect(toggle(page)).toHaveAccessibleName(enter);
    expect(await fontSize(page)).toBe(18);
    await toggle(page).click();
    expect(await mode(page)).toBe('elder');
    expect(await fontSize(page)).toBe(24);
    await expect(toggle(page)).toHaveAccessibleName(leave);
    await expect(toggle(page)).toBeFocused();
    await toggle(page).click();
    expect(await mode(page)).toBe(null);
    expect(await fontSize(page)).toBe(18);
    await page.reload();
    expect(await mode(page)).toBe(null);
  });
}

test('three steps of type size lead from 24 to 36 px', async ({ page }) => {
  await page.goto(report);
  const sizes: number[] = [];
  for (const size of ['0', '1', '2', '3']) {
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
      preferencesKey,
      JSON.stringify({ mode: 'elder', size }),
    ] as const);
    await page.reload();
    sizes.push(await fontSize(page));
  }
  expect(sizes).toEqual([24, 28, 32, 36]);
});

test('elder mode stays on the next page, in the other script and after a reload', async ({
  page,
}) => {
  await page.goto('');
  await toggle(page).click();
  await page
    .getByRole('navigation', { name: '主导航' })
    .getByRole('link', { name: '年度' })
    .click();
  await expect(page).toHaveURL(/\/years\/$/);
  expect(await mode(page)).toBe('elder');
  await page.locator('a[hreflang=zh-Hant][data-variant-link]').click();
  await expect(page).toHaveURL(/\/zh-hant\/years\/$/);
  expect(await mode(page)).toBe('elder');
  await page.reload();
  expect(await mode(page)).toBe('elder');
  await page.goBack();
  expect(await mode(page)).toBe('elder');
});

test('no frame of a page in elder mode shows it in another mode', async ({ context, page }) => {
  await recordFrames(context);
  await page.goto(report);
  await toggle(page).click();
  await page.goto('coverage/');
  await page.waitForTimeout(500);
  const frames = await page.evaluate(() => (window as unknown as { frames_: string[] }).frames_);
  expect(frames.length).toBeGreaterThan(5);
  expect(new Set(frames)).toEqual(new Set(['elder 24px']));
});

test('a link with ?mode=elder carries the mode, and leaving the mode takes it out of the address', async ({
  page,
}) => {
  await page.goto(`${report}?mode=elder#section`);
  expect(await mode(page)).toBe('elder');
  await page.goto('years/');
  expect(await mode(page)).toBe('elder');
  await page.goto(`${report}?a=1&mode=elder&b=2#x`);
  await toggle(page).click();
  expect(new URL(page.url()).search).toBe('?a=1&b=2');
  expect(new URL(page.url()).hash).toBe('#x');
  await page.reload();
  expect(await mode(page)).toBe(null);
});

/** Ways in which a browser keeps nothing: storage closed altogether, or full of what was stored before. */
const refusals = {
  'refuses to store anything': () =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  'is full, with a voice stored whose name has the mode’s in it': () => {
    localStorage.setItem('reading-preferences', '{"voice":"elder-female"}');
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
};
for (const [refusal, refuse] of Object.entries(refusals)) {
  test(`where the browser ${refusal}, the address carries elder mode from page to page`, async ({
    page,
  }) => {
    await page.addInitScript(refuse);
    await page.goto('');
    await toggle(page).click();
    await page
      .getByRole('navigation', { name: '主导航' })
      .getByRole('link', { name: '年度' })
      .click();
    await expect(page).toHaveURL(/\/years\/\?mode=elder$/);
    expect(await mode(page)).toBe('elder');
  });
}

for (const stored of ['{', 'null', '[1,2]', '{"mode":"ancient","size":77}', '"elder"']) {
  test(`the damaged setting ${stored} is survived`, async ({ page }) => {
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [
      preferencesKey,
      stored,
    ] as const);
    await page.goto('');
    expect(await mode(page)).toBe(null);
    await toggle(page).click();
    expect(await mode(page)).toBe('elder');
    expect(errors).toEqual([]);
  });
}

for (const width of [320, 390, 768, 1280, 1920]) {
  test(`at ${width} px nothing but the switch comes under the finger that pressed it, and the line being read stays`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(report);
    const under = (x: number, y: number) =>
      page.evaluate(
        ([left, top]) =>
          Boolean(
            document
              .elementFromPoint(left as number, top as number)
              ?.closest('[data-elder-toggle]'),
          ),
        [x, y],
      );
    const box = await toggle(page).boundingBox();
    if (!box) throw new Error('the switch is not shown');
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    await page.mouse.click(x, y);
    expect(await under(x, y)).toBe(true);
    // In the middle of the text the switch is still there, and pressing it moves nothing that is read.
    const paragraph = page.locator('main article p').nth(4);
    await paragraph.evaluate((element) => {
      window.scrollTo({
        top: element.getBoundingClientRect().top + window.scrollY - 120,
        behavior: 'instant',
      });
    });
    const before = (await paragraph.boundingBox())?.y ?? Number.NaN;
    const second = await toggle(page).boundingBox();
    if (!second) throw new Error('the switch is gone');
    const at = { x: second.x + second.width / 2, y: second.y + second.height / 2 };
    await page.mouse.click(at.x, at.y);
    expect(await mode(page)).toBe(null);
    expect(await under(at.x, at.y)).toBe(true);
    expect(Math.abs(((await paragraph.boundingBox())?.y ?? Number.NaN) - before)).toBeLessThan(2);
    await page.mouse.click(at.x, at.y);
    expect(await mode(page)).toBe('elder');
  });
}

test('听 and 退出 stand at the same place of every page, 60 × 60 px and more', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('?mode=elder');
  const places = new Set<string>();
  for (const address of [
    '',
    'indicators/',
    report,
    'coverage/',
    'search/',
    '404.html',
    'zh-hant/',
  ]) {
    await page.goto(address);
    for (const button of [page.locator('[data-read-aloud]').first(), toggle(page)]) {
      const box = await button.boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(60);
      expect(box?.height).toBeGreaterThanOrEqual(60);
    }
    const exit = await toggle(page).boundingBox();
    places.add(`${exit?.x} ${exit?.y}`);
  }
  expect(places.size).toBe(1);
});

test('in elder mode the trail is 首页 and 上一级', async ({ page }) => {
  await page.goto(`${report}?mode=elder`);
  const trail = page.getByRole('navigation', { name: '面包屑' }).getByRole('link');
  await expect(trail).toHaveCount(2);
  await expect(trail.nth(0)).toHaveText('首页');
  await expect(trail.nth(1)).toHaveText(/上一级：\s*2019/);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a checkbox at the top gives the page its elder form, and takes it back', async ({
    page,
  }) => {
    await page.goto(report);
    await expect(toggle(page)).toBeHidden();
    expect(await fontSize(page)).toBe(18);
    const box = page.getByRole('checkbox', { name: '适老模式（大字）' });
    await box.check();
    expect(Math.round(await fontSize(page))).toBe(24);
    await expect(page.getByRole('navigation', { name: '面包屑' }).getByRole('link')).toHaveCount(2);
    await box.uncheck();
    expect(await fontSize(page)).toBe(18);
  });

  test('无障碍阅读 is a link to the page that explains it', async ({ page }) => {
    await page.goto('');
    await page.getByRole('link', { name: '无障碍阅读', exact: true }).click();
    await expect(page).toHaveURL(/\/reading-tools\/$/);
    await expect(page.getByRole('table', { name: '阅读工具的快捷键' })).toBeVisible();
  });
});

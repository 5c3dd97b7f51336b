import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';
import { type Mode, modes, storeMode } from './modes.ts';
import { inScript, pageTypes } from './page-types.ts';

const report = 'reports/2019/government-annual-2019/';

test.describe('On paper', () => {
  for (const mode of modes.filter(({ forcedColors }) => !forcedColors)) {
    // Who reads large on the screen reads large on paper.
    const points = mode.preferences.mode === 'elder' ? 16 : 12;
    test(`a report read in ${mode.name} mode is black on white, in ${points} points, with nothing of the screen on it`, async ({
      page,
    }) => {
      await storeMode(page, { ...mode, preferences: { ...mode.preferences, tools: 'open' } });
      await page.goto(report);
      await expect(page.getByRole('region', { name: '无障碍阅读工具' })).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      const paper = await page.evaluate(() => {
        const style = (selector: string) =>
          getComputedStyle(document.querySelector(selector) as Element);
        return {
          ink: style('main article p').color,
          paper: style('.page').backgroundColor,
          points: Math.round(Number.parseFloat(style('main article p').fontSize) * 0.75 * 10) / 10,
        };
      });
      expect(paper).toEqual({ ink: 'rgb(0, 0, 0)', paper: 'rgb(255, 255, 255)', points });
      await expect(page.locator('main h1')).toBeVisible();
      await expect(page.locator('main .record')).toBeVisible();
      for (const screen of ['button', 'form', '.reading-bar', '.reading-dock', '.skip-link']) {
        for (const one of await page.locator(screen).all()) await expect(one).toBeHidden();
      }
      // The file of pages is made without an error, and is one.
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    });
  }
});

/** Everything on the page that moves or would move by itself, when pressed or when scrolled to. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What follows the reader's own scrolling stands still with it: the hint of a table that has more columns.
    const found = document
      .getAnimations()
      .filter(({ timeline }) => timeline === document.timeline)
      .map(() => 'an animation runs');
    for (const element of [document.documentElement, ...document.querySelectorAll('body *')]) {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      if (/[1-9]/.test(transitionDuration)) found.push(`${element.localName} has a transition`);
      if (animationName !== 'none') found.push(`${element.localName} is animated`);
      if (scrollBehavior === 'smooth') found.push(`${element.localName} glides`);
    }
    return [...new Set(found)];
  });
}

test.describe('Motion', () => {
  for (const [name, stored, reducedMotion] of [
    ['the system asks for less of it', '{}', 'reduce'],
    ['the reader stopped it', '{"motion":"stop"}', 'no-preference'],
  ] as const) {
    test(`there is none on any page when ${name}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion });
      await page.addInitScript((text) => localStorage.setItem('reading-preferences', text), stored);
      for (const type of pageTypes) {
        await page.goto(inScript(type, 'zh-Hans'));
        expect(await moving(page), type.name).toEqual([]);
      }
    });
  }

  test('with less of it elder mode, the contents and the way back still work', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(report);
    await page.locator('[data-elder-toggle]').click();
    await page.locator('main nav summary').click();
    const section = page.locator('main nav a[href^="#"]').last();
    await section.click();
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
    // The heading that was asked for is in sight, under the bar of elder mode and not behind it.
    const top = await page.evaluate(
      (name) => document.getElementById(name)?.getBoundingClientRect().top,
      id,
    );
    const bar = await page.locator('.reading-bar').boundingBox();
    expect(top).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0) - 1);
    await page.goBack();
    await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  });
});

test.describe('Without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a reader goes from the home page to a report, to the other script and back, and searches by indicator', async ({
    page,
  }) => {
    await page.goto('');
    await page
      .getByRole('navigation', { name: '主导航' })
      .getByRole('link', { name: '指标' })
      .click();
    await page.locator('main a[href*="/indicators/2019/8.2/"]').first().click();
    await page.locator(`main a[href$="${report}"]`).first().click();
    await expect(page.locator('main article')).toContainText('青禾县');
    await page.getByRole('link', { name: '繁體', exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
    await expect(page.locator('main article')).toContainText('青禾縣');
    await page.goBack();
    await expect(page.locator('main article')).toContainText('青禾县');
  });

  for (const type of pageTypes) {
    test(`${type.name} shows no control that would do nothing`, async ({ page }) => {
      await page.goto(inScript(type, 'zh-Hans'));
      await expect(page.locator('h1')).toBeVisible();
      const dead = page.locator(
        'button:not([type=submit]):visible, input[type=range]:visible, [role=combobox]:visible',
      );
      expect(await dead.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML))).toEqual([]);
    });
  }

  test('the checkbox of elder mode enlarges every page and widens none beyond the window', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const type of pageTypes) {
      await page.goto(inScript(type, 'zh-Hans'));
      await page.getByRole('checkbox', { name: '适老模式（大字）' }).check();
      const body = page.locator('.page');
      expect(
        Math.round(
          await body.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
        ),
        type.name,
      ).toBe(24);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        type.name,
      ).toBeLessThanOrEqual(0);
    }
  });
});

test('elder mode with every colour scheme and the largest type is there in the first frame that shows the page', async ({
  context,
  page,
}) => {
  await context.addInitScript(() => {
    const frames: string[] = [];
    (window as unknown as { frames_: string[] }).frames_ = frames;
    const look = () => {
      const shown = document.querySelector('.page');
      if (shown) {
        const { fontSize, backgroundColor } = getComputedStyle(shown);
        frames.push(`${fontSize} ${backgroundColor}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (const scheme of ['sepia', 'night', 'contrast-dark', 'contrast-light']) {
    const mode: Mode = { name: scheme, preferences: { mode: 'elder', size: '3', scheme } };
    await storeMode(page, mode);
    await page.goto('coverage/');
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { frames_: string[] }).frames_.length))
      .toBeGreaterThan(3);
    const frames = await page.evaluate(() => (window as unknown as { frames_: string[] }).frames_);
    expect(new Set(frames).size, scheme).toBe(1);
    expect(frames[0], scheme).toMatch(/^36px /);
  }
});

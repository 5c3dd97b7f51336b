import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';
import { type Mode, modes, showMode } from './modes.ts';
import { inScript, pageTypes } from './page-types.ts';

interface Stop {
  readonly name: string;
  readonly faults: readonly string[];
  readonly top: number;
  readonly left: number;
  readonly fixed: boolean;
}

/** What has the focus now, and what is wrong with how it is seen. */
function focusedStop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const rect = element.getBoundingClientRect();
    const faults: string[] = [];
    if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2) {
      faults.push('no visible focus');
    }
    if (rect.bottom < 0 || rect.top > innerHeight || rect.right < 0 || rect.left > innerWidth) {
      faults.push('outside the window');
    } else {
      // WCAG 2.4.12: no part of it hidden by what is fixed over the page.
      for (const y of [rect.top + 2, rect.bottom - 2]) {
        const x = Math.min(innerWidth - 2, Math.max(2, rect.left + Math.min(rect.width / 2, 20)));
        if (y < 0 || y > innerHeight) continue;
        const over = document
          .elementFromPoint(x, y)
          ?.closest('.reading-bar,.reading-dock,.contents-return');
        if (over && !over.contains(element)) faults.push('hidden under what is fixed');
      }
    }
    return {
      name: `${element.localName} “${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 14)}”`,
      faults,
      top: rect.top + scrollY,
      left: rect.left,
      fixed: element.closest('.reading-bar,.reading-dock,.contents-return,.skip-link') !== null,
    };
  });
}

// A page that glides to the focus is measured when it has arrived.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const type of pageTypes) {
  for (const mode of modes.slice(0, 2) as Mode[]) {
    test(`on ${type.name} in ${mode.name} mode Tab goes where the eye goes, always seen and never covered`, async ({
      page,
    }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(inScript(type, 'zh-Hans'));
      await showMode(page, mode);
      const stops: Stop[] = [];
      for (let press = 0; press < 60; press++) {
        await page.keyboard.press('Tab');
        const stop = await focusedStop(page);
        if (!stop) break;
        stops.push(stop);
      }
      expect(stops.length).toBeGreaterThan(5);
      expect(stops[0]?.name).toContain('跳到正文');
      const faults = stops.flatMap(({ name, faults: own }) =>
        own.map((fault) => `${name}: ${fault}`),
      );
      const inPage = stops.filter(({ fixed }) => !fixed);
      inPage.forEach((stop, index) => {
        const before = inPage[index - 1];
        if (before && stop.top < before.top - 30)
          faults.push(`${stop.name} comes after ${before.name}`);
      });
      expect(faults).toEqual([]);
    });
  }
}

test('the skip link goes to the text, past everything that repeats', async ({ page }) => {
  await page.goto('reports/2019/government-annual-2019/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('elder mode and the reading tools are entered and left by keyboard alone', async ({
  page,
}) => {
  await page.goto('');
  const toggle = page.locator('[data-elder-toggle]');
  for (
    let press = 0;
    press < 6 && !(await toggle.evaluate((it) => it === document.activeElement));
    press++
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  await page.keyboard.press('Space');
  await expect(page.locator('html')).not.toHaveAttribute('data-mode', 'elder');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '无障碍阅读工具' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-reading-tools]')).toBeFocused();
});

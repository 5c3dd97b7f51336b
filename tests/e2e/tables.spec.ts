import type { Page } from 'playwright/test';
import { expect, test } from './quiet-page.ts';
import { at, scripts } from './scripts.ts';

const statistics = 'reports/2016/enforcement-statistics-2016/';
const widths = [360, 1280] as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Boxes on the screen of the widest table: its region, its header row, and a cell of its first and last column. */
function boxes(page: Page): Promise<Record<'region' | 'head' | 'corner' | 'first' | 'last', Box>> {
  return page.evaluate(() => {
    const region = [...document.querySelectorAll('.table-scroll')].at(-1) as Element;
    const box = (selector?: string) => {
      const element = selector ? region.querySelector(selector) : region;
      const { left, top, right, bottom } = (element as Element).getBoundingClientRect();
      return { left, top, right, bottom };
    };
    return {
      region: box(),
      head: box('thead'),
      corner: box('thead th'),
      first: box('tbody tr:last-child > :first-child'),
      last: box('tbody tr:last-child > :last-child'),
    };
  });
}

/** For each table of the page, whether it has more columns than are seen, and how high its hint is. */
function hints(page: Page): Promise<{ scrolls: boolean; hint: number }[]> {
  return page.locator('.table-scroll').evaluateAll((regions) =>
    regions.map((region) => {
      const { height, visibility, display } = getComputedStyle(region, '::before');
      const isSeen = display !== 'none' && visibility === 'visible';
      return {
        scrolls: region.scrollWidth > region.clientWidth,
        hint: isSeen ? Number.parseFloat(height) : 0,
      };
    }),
  );
}

for (const { name, prefix } of scripts) {
  for (const width of widths) {
    test(`In ${name} at ${width} px a table keeps its header row and first column in sight`, async ({
      page,
    }) => {
      // So low that the table is higher than its box.
      await page.setViewportSize({ width, height: 500 });
      await page.goto(at('county', prefix + statistics));
      // More rows than any screen has, and type that needs more width than it has.
      await page.evaluate((isWide) => {
        if (isWide) document.documentElement.dataset.size = '3';
        const body = [...document.querySelectorAll('.table-scroll tbody')].at(-1) as Element;
        const own = [...body.children];
        for (let time = 0; time < 9; time += 1)
          body.append(...own.map((row) => row.cloneNode(true)));
        for (const cell of isWide ? body.querySelectorAll('td') : [])
          cell.style.minInlineSize = '5em';
      }, width > 1000);
      const region = page.locator('.table-scroll').last();
      await region.scrollIntoViewIfNeeded();
      await region.evaluate((one) => one.scrollTo({ left: 9999, top: 9999, behavior: 'instant' }));
      const end = await boxes(page);
      expect(end.region.right).toBeLessThanOrEqual(width);
      expect(Math.abs(end.head.top - end.region.top)).toBeLessThanOrEqual(2);
      for (const cell of [end.corner, end.first]) {
        expect(Math.abs(cell.left - end.region.left)).toBeLessThanOrEqual(2);
      }
      // What was scrolled to is beside them and not under them.
      expect(end.last.right).toBeLessThanOrEqual(end.region.right + 1);
      expect(end.last.left).toBeGreaterThanOrEqual(end.first.right);
      expect(end.last.bottom).toBeLessThanOrEqual(end.region.bottom + 1);
      expect(end.last.top).toBeGreaterThanOrEqual(end.head.bottom);
    });

    test(`In ${name} at ${width} px a table says that there is more where there is, and only there`, async ({
      page,
    }) => {
      for (const size of ['0', '3']) {
        for (const mode of ['normal', 'elder']) {
          await page.setViewportSize({ width, height: 740 });
          await page.goto(at('county', `${prefix}${statistics}?mode=${mode}`));
          await page.evaluate((step) => {
            document.documentElement.dataset.size = step;
          }, size);
          await expect
            .poll(async () =>
              (await hints(page)).filter(({ scrolls, hint }) => scrolls !== hint > 10),
            )
            .toEqual([]);
          const all = await hints(page);
          expect(all.length).toBe(2);
          // Cards have nothing to scroll.
          if (mode === 'elder') expect(all.filter(({ scrolls }) => scrolls)).toEqual([]);
          else if (width === 360) expect(all.at(-1)?.scrolls).toBe(true);
          const whole = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(whole, 'the page itself does not scroll sideways').toBeLessThanOrEqual(width);
        }
      }
    });
  }
}

test('A table is scrolled by the keyboard alone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(at('county', statistics));
  const region = page.locator('.table-scroll').last();
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press('Tab');
    if (await region.evaluate((one) => one === document.activeElement)) break;
  }
  await expect(region).toBeFocused();
  const start = await region.evaluate((one) => one.scrollLeft);
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => region.evaluate((one) => one.scrollLeft)).toBeGreaterThan(start + 50);
});

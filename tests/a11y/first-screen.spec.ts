import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';
import { testSite } from '../sites.ts';
import { type Mode, modes, showMode } from './modes.ts';
import { inScript, pageTypes } from './page-types.ts';
import { giveSpeech } from './speech-engine.ts';

const report = 'reports/2019/government-annual-2019/';
const phone = { width: 360, height: 740 };
const normal = modes[0] as Mode;
const elder = modes[1] as Mode;

/** Px from the top of the page. */
const budgets = {
  normal: { heading: 200, text: 700, result: 420 },
  elder: { heading: 300, text: 900, result: 560 },
} as const;

/** Where the first line in an element begins, from the top and the left edge of the page; what is hidden has none. */
function firstLine(page: Page, selector: string): Promise<{ top: number; left: number } | null> {
  return page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    if (!element) return null;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!/\S/.test(node.nodeValue ?? '')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getClientRects()[0];
      if (rect?.width) return { top: rect.top + scrollY, left: rect.left + scrollX };
    }
    return null;
  }, selector);
}

function topOf(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => element.getBoundingClientRect().top + scrollY);
}

function reportsOf(name: 'county' | 'real'): string[] {
  const { outDir, url } = testSite(name);
  return readdirSync(join(outDir, 'reports'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'index.html')
    .map(({ parentPath }) => `${url}${parentPath.slice(outDir.length + 1)}/`)
    .sort();
}

test.describe('On a phone', () => {
  test.use({ viewport: phone });

  for (const mode of [normal, elder]) {
    const budget = budgets[mode === elder ? 'elder' : 'normal'];

    test(`the heading of every page begins within ${budget.heading} px in ${mode.name} mode`, async ({
      page,
    }) => {
      const late: string[] = [];
      for (const type of pageTypes) {
        for (const script of ['zh-Hans', 'zh-Hant'] as const) {
          await page.goto(inScript(type, script));
          await showMode(page, mode);
          const top = await topOf(page, 'main h1');
          if (top > budget.heading) late.push(`${Math.round(top)} px: ${type.name} in ${script}`);
        }
      }
      expect(late).toEqual([]);
    });

    for (const site of ['county', 'real'] as const) {
      test(`the text of every report of ${site} begins within ${budget.text} px in ${mode.name} mode`, async ({
        page,
      }) => {
        const reports = reportsOf(site);
        expect(reports.length).toBeGreaterThan(0);
        const late: string[] = [];
        for (const url of reports) {
          await page.goto(url);
          await showMode(page, mode);
          const top =
            (await firstLine(page, 'main article'))?.top ?? (await topOf(page, 'article'));
          if (top > budget.text) late.push(`${Math.round(top)} px: ${url}`);
        }
        expect(late).toEqual([]);
      });
    }

    test(`the first result of a search begins within ${budget.result} px in ${mode.name} mode`, async ({
      page,
    }) => {
      for (const tree of ['', 'zh-hant/']) {
        await page.goto(`${tree}search/?q=法治&mode=${mode.name}`);
        await expect(page.locator('[data-search-results] > li').nth(5)).toBeVisible();
        expect(await topOf(page, '[data-search-results] > li')).toBeLessThanOrEqual(budget.result);
      }
    });

    test(`the player is one row in ${mode.name} mode, and the rest of it is behind a button`, async ({
      page,
    }) => {
      await giveSpeech(page, { voices: ['zh-CN'], speed: 2 });
      await page.goto(`${report}?mode=${mode.name}`);
      await page.locator('[data-read-aloud]').click();
      const player = page.getByRole('region', { name: '朗读' });
      await expect(player).toBeVisible();
      const shown = player.locator('button:visible');
      const tops = await shown.evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().top),
      );
      expect(new Set(tops).size).toBe(1);
      expect(tops.length).toBeGreaterThanOrEqual(3);
      expect((await player.boundingBox())?.height).toBeLessThanOrEqual(mode === elder ? 90 : 70);
      const more = player.getByRole('button', { name: '更多' });
      await expect(more).toHaveAttribute('aria-expanded', 'false');
      await more.click();
      await expect(more).toHaveAttribute('aria-expanded', 'true');
      await expect(player.getByRole('button', { name: '上一段' })).toBeVisible();
      await expect(player.getByLabel('语速')).toBeVisible();
      await more.click();
      await expect(player.getByRole('button', { name: '上一段' })).toBeHidden();
    });
  }

  test('menu and search open by keyboard, and whoever opens the search can type', async ({
    page,
  }) => {
    await page.goto(report);
    const menu = page.getByRole('navigation', { name: '主导航' });
    await expect(menu).toBeHidden();
    await page.locator('.site-menu-fold > summary').focus();
    await page.keyboard.press('Enter');
    await expect(menu.getByRole('link')).toHaveCount(6);
    await page.keyboard.press('Enter');
    await expect(menu).toBeHidden();
    const box = page.locator('form[role=search] input[name=q]');
    await expect(box).toBeHidden();
    await page.locator('.site-search-fold > summary').focus();
    await page.keyboard.press('Space');
    await expect(box).toBeFocused();
    await page.locator('.site-menu-fold > summary').click();
    for (const mode of [normal, elder]) {
      await showMode(page, mode);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    }
    await box.focus();
    await page.keyboard.insertText('法治');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\/\?q=/);
  });

  test('the contents say how many entries they have, and the way back to them is always in sight', async ({
    page,
  }) => {
    await page.goto(report);
    const contents = page.getByRole('navigation', { name: '本文目录' });
    const entries = contents.locator('a');
    const count = await entries.count();
    await expect(contents.locator('summary')).toHaveText(`目录（${count}项）`);
    await expect(entries.first()).toBeHidden();
    await page.locator('main article p').nth(20).scrollIntoViewIfNeeded();
    const back = page.getByRole('link', { name: '回目录' });
    await expect(back).toBeInViewport({ ratio: 1 });
    await back.click();
    await expect(contents).toBeInViewport();
    await expect(entries.first()).toBeVisible();
    await entries.nth(2).click();
    await expect(page.locator('main article :is(h2, h3)').nth(2)).toBeInViewport();
  });

  test('a filter is reached from before the results, and after the choice they are in sight', async ({
    page,
  }) => {
    await page.goto('search/?q=法治');
    const button = page.getByRole('button', { name: /^缩小范围/ });
    await expect(button).toHaveAccessibleName('缩小范围');
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-browse] > summary')).toBeFocused();
    await page.locator('a[data-filter=year][data-value="2019"]').click();
    await expect(page.locator('[data-search-status]')).toBeFocused();
    await expect(page.locator('[data-search-status]')).toBeInViewport();
    await expect(page.locator('[data-search-results] > li').first()).toBeInViewport();
    await expect(button).toHaveAccessibleName(/1\s*项/);
  });

  test('on paper everything that is folded is open', async ({ page }) => {
    await page.goto(report);
    await expect(page.locator('.record-rest')).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.record-rest')).toBeVisible();
    // The page's own name stands right below the trail, which is one line.
    const steps = await page.locator('.breadcrumb li').all();
    for (const step of steps.slice(0, -1)) await expect(step).toBeVisible();
    await expect(page.locator('main h1')).toContainText('青禾县2019年度');
    for (const fold of await page.locator('main summary, header summary, nav summary').all())
      await expect(fold).toBeHidden();
  });

  test('in forced colours a fold is seen to be one, open and closed', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(report);
    const menu = page.locator('.site-menu-fold > summary');
    const outline = () => menu.evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(await menu.evaluate((one) => getComputedStyle(one).borderTopStyle)).toBe('solid');
    expect(await outline()).toBe('none');
    await menu.click();
    expect(await outline()).toBe('solid');
  });

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false });

    test('headings and texts begin as high, and every fold opens', async ({ page }) => {
      const late: string[] = [];
      const look = async (name: string, budget: { heading: number; text: number }) => {
        const top = await topOf(page, 'main h1');
        if (top > budget.heading) late.push(`${Math.round(top)} px: ${name}`);
        const text = (await firstLine(page, 'main article'))?.top ?? 0;
        if (text > budget.text) late.push(`${Math.round(text)} px: text of ${name}`);
      };
      for (const type of pageTypes) {
        await page.goto(inScript(type, 'zh-Hans'));
        await look(type.name, budgets.normal);
        await page.getByRole('checkbox', { name: '适老模式（大字）' }).check();
        await look(`${type.name} in elder mode`, budgets.elder);
      }
      expect(late).toEqual([]);
      await page.goto(report);
      const folded = ['.site-header-sections', '.search-box', '.record-rest', '.contents > ol'];
      for (const one of folded) await expect(page.locator(one)).toBeHidden();
      for (const summary of await page.locator('summary').all()) await summary.click();
      for (const one of folded) await expect(page.locator(one)).toBeVisible();
      for (const step of await page.locator('.breadcrumb li').all())
        await expect(step).toBeVisible();
    });
  });
});

test.describe('The trail', () => {
  test.use({ viewport: phone });

  for (const mode of [normal, elder]) {
    test(`is one line in ${mode.name} mode, with the step above in it, and opens to all steps`, async ({
      page,
    }) => {
      await page.goto(`${report}?mode=${mode.name}`);
      const trail = page.getByRole('navigation', { name: '面包屑' });
      expect((await trail.boundingBox())?.height).toBeLessThan(70);
      await expect(trail.getByRole('link', { name: /^上一级：\s*2019$/ })).toBeVisible();
      const summary = trail.locator('summary');
      await expect(summary).toHaveText(/完整路径/);
      await summary.focus();
      await page.keyboard.press('Enter');
      for (const step of await trail.getByRole('listitem').all()) await expect(step).toBeVisible();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    });
  }
});

test.describe('On a desk', () => {
  for (const width of [768, 1024, 1280, 1440, 1920]) {
    test(`strip, name, sections, trail and text begin at one edge at ${width} px`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      const astray: string[] = [];
      for (const type of pageTypes) {
        await page.goto(inScript(type, 'zh-Hans'));
        for (const mode of [normal, elder]) {
          await showMode(page, mode);
          const edge = await page
            .locator('main h1')
            .evaluate((heading) => heading.getBoundingClientRect().left);
          for (const part of [
            '.reading-strip li:first-child',
            '.site-header-name',
            '.site-header-sections',
            '.breadcrumb ol',
            'main article',
          ]) {
            // In normal mode the strip begins with its buttons; the links are at its other end.
            const selector =
              mode === normal && part.startsWith('.reading-strip') ? '.reading-bar' : part;
            const box = page.locator(selector).first();
            if ((await box.count()) === 0 || !(await box.isVisible())) continue;
            const folded = part === '.breadcrumb ol' && mode === elder;
            const at =
              part === 'main article'
                ? await box.evaluate((one) => one.getBoundingClientRect().left)
                : (await firstLine(page, folded ? '.breadcrumb' : selector))?.left;
            // In elder mode on a narrow desk the sections are a grid in the menu.
            if (at !== undefined && Math.abs(at - edge) > 1.5)
              astray.push(`${type.name}, ${mode.name}: ${part} at ${at}, text at ${edge}`);
          }
        }
      }
      expect(astray).toEqual([]);
    });
  }

  for (const mode of [normal, elder]) {
    test(`the band of sections is one height on all pages in ${mode.name} mode`, async ({
      page,
    }) => {
      for (const width of mode === elder ? [1280, 1920] : [768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const heights = new Set<number>();
        for (const type of pageTypes) {
          await page.goto(inScript(type, 'zh-Hans'));
          await showMode(page, mode);
          const box = await page.locator('.site-header-bar').boundingBox();
          heights.add(Math.round(box?.height ?? 0));
        }
        expect([...heights], `${width}`).toHaveLength(1);
      }
    });
  }

  test('in elder mode the heading of every page begins within 400 px at 1280 px', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    const late: string[] = [];
    for (const type of pageTypes) {
      await page.goto(inScript(type, 'zh-Hans'));
      await showMode(page, elder);
      const top = await topOf(page, 'main h1');
      if (top > 400) late.push(`${Math.round(top)} px: ${type.name}`);
    }
    expect(late).toEqual([]);
  });

  test('the steps of the trail stand evenly apart', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('years/2019/');
    const gaps = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.breadcrumb li > *')].map((step) => {
        const range = document.createRange();
        range.selectNodeContents(step);
        return range.getBoundingClientRect();
      });
      return boxes.slice(1).map((box, index) => Math.round(box.left - (boxes[index]?.right ?? 0)));
    });
    expect(gaps.length).toBeGreaterThan(1);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });
});

test('a long list is narrowed by what is typed, and is whole again without it', async ({
  page,
}) => {
  await page.goto('issuers/qinghe-government/');
  const items = page.locator('main .report-list > li');
  const all = await items.count();
  const box = page.getByRole('searchbox', { name: `在这${all}份报告中筛选` });
  await box.fill('2019');
  const left = items.filter({ visible: true });
  await expect(left.first()).toContainText('2019');
  const shown = await left.count();
  expect(shown).toBeLessThan(all);
  await expect(page.locator('list-filter [role=status]')).toHaveText(
    new RegExp(`^\\s*符合的有${shown}\\s*份报告。\\s*$`),
  );
  await box.fill('2019 没有这样的报告');
  await expect(left).toHaveCount(0);
  await box.fill('');
  await expect(left).toHaveCount(all);
});

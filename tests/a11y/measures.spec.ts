import type { Page } from 'playwright/test';
import { expect, test } from '../policed-test.ts';
import { lostText, measurePage } from './measure.ts';
import { furtherModes, type Mode, modes, showMode } from './modes.ts';
import { inScript, pageTypes, scripts } from './page-types.ts';

const limits = { smallest: 16, body: 18, target: 44, mainTarget: 44, contrast: 7, line: 40 };
// 18 px is the floor of MIIT 67号 for text, 24 px ours for what is read in elder mode.
const elderLimits = { ...limits, smallest: 18, body: 24, mainTarget: 60 };
const coloured = [...modes, ...furtherModes].filter(({ forcedColors }) => !forcedColors);
const limitsOf = (mode: Mode) => (mode.preferences.mode === 'elder' ? elderLimits : limits);

const sideways = 'never scrolls sideways from 320 to 1440 px, in normal and elder mode';
const widened = 'loses nothing when the reader widens the spacing of text (WCAG 1.4.12)';

/** One visit shows all: what is measured changes modes, the window and, last, the spacing. */
for (const type of pageTypes) {
  for (const script of scripts) {
    test(`${type.name} in ${script} measures up: sizes, contrast, targets, lines`, async ({
      page,
    }) => {
      test.setTimeout(120_000);
      await page.goto(inScript(type, script));
      const faults: string[] = [];
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        for (const mode of coloured) {
          await showMode(page, mode);
          for (const fault of await page.evaluate(measurePage, limitsOf(mode))) {
            faults.push(`${fault} (${mode.name}, ${width})`);
          }
        }
      }
      expect(faults).toEqual([]);
      // Traditional has the same boxes.
      if (script === 'zh-Hans') {
        await test.step(sideways, () => neverScrollsSideways(page));
        await test.step(widened, () => losesNothing(page));
      }
    });
  }
}

async function neverScrollsSideways(page: Page): Promise<void> {
  const wide: string[] = [];
  const largest = furtherModes.find(({ name }) => name === 'largest elder') as Mode;
  for (const mode of [modes[0] as Mode, modes[1] as Mode, largest]) {
    await showMode(page, mode);
    for (let width = 320; width <= 1440; width += 40) {
      await page.setViewportSize({ width, height: 700 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${over} px too wide at ${width} px in ${mode.name} mode`);
    }
  }
  expect(wide).toEqual([]);
}

async function losesNothing(page: Page): Promise<void> {
  await showMode(page, modes[0] as Mode);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await page.evaluate(lostText)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
  }
}

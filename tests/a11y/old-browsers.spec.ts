import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { testDir, testSite } from '../sites.ts';
import { OldChromium } from './old-chromium.ts';

const site = testSite('county').url;
const report = `${site}reports/2019/government-annual-2019/`;
const fontSize = `parseFloat(getComputedStyle(document.querySelector('main article p')).fontSize)`;

// The packages hold binaries for Linux on x64 alone.
test.skip(
  process.platform !== 'linux' || process.arch !== 'x64',
  'Chromium 72 and 92 run on Linux x64',
);
test.describe.configure({ mode: 'serial' });

for (const version of [72, 92] as const) {
  test(`Chromium ${version}: elder mode, script switch and navigation work, and nothing is thrown`, async () => {
    const browser = await OldChromium.open(version);
    try {
      await browser.setWindow(360, 640);
      await browser.goto(report);
      expect(await browser.evaluate<number>(fontSize)).toBe(18);
      // The first screen is the record's here too: what folds needs nothing newer.
      expect(
        await browser.evaluate('document.querySelector("main h1").getBoundingClientRect().top'),
      ).toBeLessThanOrEqual(200);
      await browser.press('.site-menu-fold > summary');
      expect(
        await browser.evaluate('document.querySelector(".site-header-sections").offsetHeight > 0'),
      ).toBe(true);
      await browser.press('.site-menu-fold > summary');
      await browser.press('[data-elder-toggle]');
      expect(await browser.evaluate('document.documentElement.getAttribute("data-mode")')).toBe(
        'elder',
      );
      expect(await browser.evaluate<number>(fontSize)).toBe(24);
      await browser.press('a[hreflang=zh-Hant][data-variant-link]');
      await browser.until(
        'document.documentElement.lang === "zh-Hant" && document.readyState === "complete"',
      );
      expect(await browser.evaluate('document.documentElement.getAttribute("data-mode")')).toBe(
        'elder',
      );
      await browser.goto(`${site}coverage/`);
      expect(await browser.evaluate('document.documentElement.getAttribute("data-mode")')).toBe(
        'elder',
      );
      expect(
        await browser.evaluate('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0);
      await keepPicture(browser, `elder-${version}`);
      await browser.press('[data-elder-toggle]');
      expect(await browser.evaluate('document.documentElement.getAttribute("data-mode")')).toBe(
        null,
      );
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test(`Chromium ${version}: without script the checkbox gives elder mode`, async () => {
    const browser = await OldChromium.open(version);
    try {
      await browser.setScript(false);
      await browser.goto(report);
      await browser.press('#elder-switch');
      expect(Math.round(await browser.evaluate<number>(fontSize))).toBe(24);
    } finally {
      await browser.close();
    }
  });

  test(`Chromium ${version}: the reading tools open, change the page and are kept`, async () => {
    const browser = await OldChromium.open(version);
    try {
      await browser.setWindow(1280, 800);
      await browser.goto(report);
      await browser.press('[data-reading-tools]');
      await browser.until('document.querySelector("[data-part=tools]:not([hidden])")');
      await browser.evaluate('document.querySelector("input[value=contrast-dark]").click()');
      expect(
        await browser.evaluate('getComputedStyle(document.querySelector(".page")).backgroundColor'),
      ).toBe('rgb(0, 0, 0)');
      await keepPicture(browser, `tools-${version}`);
      await browser.goto(`${site}years/`);
      expect(
        await browser.evaluate('getComputedStyle(document.querySelector(".page")).backgroundColor'),
      ).toBe('rgb(0, 0, 0)');
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}

/** For people: what was seen, beside the other results of the run. */
async function keepPicture(browser: OldChromium, name: string): Promise<void> {
  const folder = join(testDir, 'pictures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await browser.screenshot());
}

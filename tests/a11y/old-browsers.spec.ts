import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { pageTexts } from '../../scripts/page-texts.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import { reportAddress } from '../../src/model/address.ts';
import type { Archive } from '../../src/model/archive.ts';
import { normalizeText } from '../../src/search/normalize.ts';
import { type Fault, FaultyServer } from '../e2e/faulty-server.ts';
import { type DrivenPage, journeys, kindsOf, lies } from '../e2e/lost-files.ts';
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
      // Opened over http the page has no clipboard of its own in some browsers: either way is used.
      const copies = '.report-archived [data-cite=citation]';
      // Not gliding there: it is pressed where it is.
      await browser.evaluate('document.documentElement.style.scrollBehavior = "auto"');
      await browser.evaluate(`document.querySelector("${copies}").scrollIntoView()`);
      await browser.evaluate('scrollBy(0, -300)');
      await browser.press(copies);
      await browser.until(
        'document.querySelector(".report-archived [role=status]").textContent !== ""',
      );
      expect(
        await browser.evaluate(
          'document.querySelector(".report-archived [role=status]").textContent',
        ),
      ).toMatch(/已複製|文字已經選中/);
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

  test(`Chromium ${version}: a search is typed, answered exactly, narrowed, sorted, prolonged and opened`, async () => {
    const browser = await OldChromium.open(version);
    try {
      await browser.setWindow(1280, 800);
      // From the first page, as readers do; the policy is that of every page.
      await browser.goto(site);
      expect(
        await browser.evaluate(
          'document.querySelector("meta[http-equiv=Content-Security-Policy]").content',
        ),
      ).not.toContain('unsafe');
      await browser.goto(`${site}search/`);
      await browser.evaluate(`document.querySelector('search-page input[name=q]').focus()`);
      await browser.type('法治');
      await browser.until(`document.querySelector('search-page [role=option]')`);
      for (const q of ['行政复议', '行政復議', '"行政 复议"']) {
        await typeAndSearch(browser, q);
        await answered(browser);
        expect(await browser.evaluate(foundNow), q).toEqual(await holding('行政复议'));
      }
      await typeAndSearch(browser, '行政复议 -听证');
      await answered(browser);
      const heard = await holding('听证');
      expect(await browser.evaluate(foundNow)).toEqual(
        (await holding('行政复议')).filter((address) => !heard.includes(address)),
      );
      await typeAndSearch(browser, '行政复议飞船');
      await answered(browser);
      expect(await browser.evaluate(countNow)).toBe('0');
      expect(
        await browser.evaluate(
          `document.querySelector('[data-search-parts-list] mark').textContent`,
        ),
      ).toBe('行政复议');

      await typeAndSearch(browser, '法治');
      await answered(browser);
      const all = await holding('法治');
      expect(await browser.evaluate(countNow)).toBe(String(all.length));
      await keepPicture(browser, `search-${version}`);
      const results = `document.querySelectorAll('[data-search-results] > li')`;
      await browser.evaluate(`document.querySelector('[data-search-more]').click()`);
      await browser.until(`${results}.length === 20 && !${busy}`);
      await browser.evaluate(
        `(() => { const sort = document.querySelector('[data-search-sort]'); sort.value = 'oldest'; sort.dispatchEvent(new Event('change')) })()`,
      );
      await browser.until(`/sort=oldest/.test(location.search) && !${busy}`);
      await browser.until(
        `${results}[0].querySelector('a').pathname.startsWith('/reports/' + ${JSON.stringify(all.map((address) => address.split('/')[2]).sort()[0])})`,
      );
      await browser.evaluate(
        `document.querySelector('a[data-filter=year][data-value="2019"]').click()`,
      );
      const narrowed = all.filter((address) => address.startsWith('/reports/2019/'));
      await browser.until(
        `document.querySelector('[data-search-count]') && ${countNow} === '${narrowed.length}'`,
      );
      expect(await browser.evaluate(foundNow)).toEqual(narrowed);
      await browser.evaluate('history.back()');
      await browser.until(`${countNow} === '${all.length}' && !${busy}`);

      await browser.evaluate(
        `document.querySelector('a[data-variant-link][hreflang=zh-Hant]').click()`,
      );
      await browser.until(`document.documentElement.lang === 'zh-Hant'`);
      await answered(browser);
      expect(await browser.evaluate(countNow)).toBe(String(all.length));
      await browser.evaluate(`${results}[0].querySelector('a').click()`);
      await browser.until(`document.querySelector('main article mark')`);
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test(`Chromium ${version}: on a phone, help where nothing is found, filters, the way back, Traditional and elder mode`, async () => {
    const browser = await OldChromium.open(version);
    try {
      await browser.setWindow(360, 640);
      await browser.goto(`${site}search/`);
      // What is pressed stays where it is.
      const still = `document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 0)`;
      const links = `Array.from(document.querySelectorAll('[data-search-help-list] a'), (a) => a.textContent)`;
      for (const [q, meant] of [
        ['行政付议', '行政复议'],
        ['xingzhengfuyi', '行政复议'],
        ['政务公天', '政务公开'],
      ] as const) {
        await browser.evaluate(still);
        await typeAndSearch(browser, q);
        await browser.until(`${settled} && ${countNow} === '0'`);
        const found = (await holding(meant)).length;
        expect(await browser.evaluate(links), q).toContain(`是不是“${meant}”：${found}份`);
      }
      await browser.evaluate(`document.querySelector('[data-search-help-list] a').click()`);
      const open = await holding('政务公开');
      await browser.until(`${settled} && ${countNow} === '${open.length}'`);
      expect(await browser.evaluate(foundNow)).toEqual(open);

      await browser.evaluate(
        `document.querySelector('a[data-filter=issuer][data-value="qinghe-government"]').click()`,
      );
      await browser.until(`/issuer=/.test(location.search) && ${settled}`);
      const narrowed = await browser.evaluate<string[]>(foundNow);
      expect(narrowed.length).toBeGreaterThan(0);
      expect(narrowed.length).toBeLessThan(open.length);
      for (const address of narrowed) expect(open).toContain(address);
      await browser.evaluate('history.back()');
      await browser.until(
        `!/issuer=/.test(location.search) && ${settled} && ${countNow} === '${open.length}'`,
      );

      await browser.goto(`${site}zh-hant/search/?q=${encodeURIComponent('政務公天')}`);
      await browser.until(`${settled} && ${countNow} === '0'`);
      expect(await browser.evaluate(links)).toContain(`是不是“政務公開”：${open.length}份`);
      await browser.evaluate(still);
      await browser.press('[data-elder-toggle]');
      expect(
        await browser.evaluate('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0);
      await browser.evaluate(`document.querySelector('[data-search-help-list] a').click()`);
      await browser.until(`${settled} && ${countNow} === '${open.length}'`);
      await keepPicture(browser, `search-elder-${version}`);
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test(`Chromium ${version}: whatever befalls any kind of file of a search, nothing untrue is said`, async () => {
    test.setTimeout(600_000);
    const browser = await OldChromium.open(version);
    const server = await FaultyServer.start(testSite('county').outDir);
    const page: DrivenPage = {
      goto: (url) => browser.goto(url),
      evaluate: (expression) => browser.evaluate(expression),
      async forget() {
        await browser.goto('about:blank');
        await browser.clearCache();
      },
    };
    try {
      const wrong: string[] = [];
      const tried = new Set<string>();
      for (const address of Object.values(journeys))
        for (const kind of await kindsOf(page, server, address)) {
          // These browsers keep a program in memory, whatever is cleared.
          if (tried.has(kind) || kind.includes('nearest-words')) continue;
          tried.add(kind);
          wrong.push(...(await lies(page, server, address, kind, someFaults)));
        }
      expect(tried.size).toBeGreaterThan(9);
      expect(wrong).toEqual([]);
      expect(browser.errors).toEqual([]);
    } finally {
      await browser.close();
      server.close();
    }
  });
}

/** A fault of each sort: all of them are tried in the present Chromium, and what reads the bytes is the same. */
const someFaults: readonly Fault[] = ['broken-off', 'missing', 'page-instead', 'altered'];

/** Addresses of the reports that contain a run, found by reading all of their pages. */
async function holding(run: string): Promise<string[]> {
  const { contentDir, outDir } = testSite('county');
  const archive = (await openArchive(contentDir)).archive as Archive;
  const wanted = normalizeText(run);
  return archive.reports
    .filter((report) =>
      pageTexts(outDir, report).some((text) => normalizeText(text).includes(wanted)),
    )
    .map((report) => reportAddress(report))
    .sort();
}

const busy = `document.querySelector('.is-searching, [aria-busy=true]')`;

/** Everything of an answer is there, its help included. */
const settled = `document.querySelector('[data-search-count]') && !document.querySelector('.is-searching, .is-filling, [aria-busy=true]')`;

async function answered(browser: OldChromium): Promise<void> {
  await browser.until(`document.querySelector('[data-search-count]') && !${busy}`);
}

async function typeAndSearch(browser: OldChromium, q: string): Promise<void> {
  await browser.evaluate(`document.querySelector('search-page input[name=q]').focus()`);
  await browser.evaluate(`document.querySelector('search-page input[name=q]').value = ''`);
  await browser.type(q);
  await browser.press('search-page form button');
  await browser.until(`new URLSearchParams(location.search).get('q') === ${JSON.stringify(q)}`);
}

const foundNow = `document.querySelector('search-page').found().then((all) => all.sort())`;
const countNow = `document.querySelector('[data-search-count]').textContent`;

/** For people: what was seen, beside the other results of the run. */
async function keepPicture(browser: OldChromium, name: string): Promise<void> {
  const folder = join(testDir, 'pictures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await browser.screenshot());
}

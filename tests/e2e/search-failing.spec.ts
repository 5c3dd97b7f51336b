import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright/test';
import { openArchive } from '../../src/archive/open-archive.ts';
import { writeArchiveIndex } from '../../src/derive/search-index/archive-index.ts';
import type { Archive } from '../../src/model/archive.ts';
import { expect, test } from '../policed-test.ts';
import { testSite } from '../sites.ts';
import { FaultyServer, faults } from './faulty-server.ts';
import { type DrivenPage, journeys, kindsOf, lies } from './lost-files.ts';

const county = testSite('county');
const query = '行政复议';
const lostWords = '这次没能查完';

let server: FaultyServer;
/** What a sound host says. */
let expected: string;

const otherRelease = mkdtempSync(join(tmpdir(), 'other-release-'));

test.beforeAll(async ({ browser }) => {
  server = await FaultyServer.start(county.outDir);
  const archive = (await openArchive(county.contentDir)).archive as Archive;
  await writeArchiveIndex({ ...archive, reports: archive.reports.slice(1) }, otherRelease);
  const page = await fresh(browser);
  await page.goto(`${server.url}/search/?q=${query}`);
  expected = (await page.locator('[data-search-count]').textContent()) ?? '';
  expect(Number(expected)).toBeGreaterThan(5);
  await page.context().close();
});
test.afterAll(() => {
  server.close();
  rmSync(otherRelease, { recursive: true, force: true });
});
test.beforeEach(() => {
  server.folders = [county.outDir];
  server.befalls = undefined;
  server.delay = 2500;
  server.otherRelease = otherRelease;
  server.gone = undefined;
  server.ranges = 'kept';
});

/** A page with nothing in any cache. */
async function fresh(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: server.url })).newPage();
}

/** Nothing is claimed, the failure is said, another try is offered, and what was typed is there. */
async function expectSaidLost(page: Page, q: string): Promise<void> {
  await expect(page.locator('[data-search-status]')).toContainText(lostWords);
  await expect(page.locator('[data-search-status]')).toContainText(q);
  await expect(page.locator('[data-search-retry]')).toBeVisible();
  await expect(page.locator('[data-search-count]')).toHaveCount(0);
  await expect(page.locator('[data-search-results] > li:visible')).toHaveCount(0);
  await expect(page.locator('[data-filter=year]').first()).toBeVisible();
  await expect(page.locator('search-page input[name=q]')).toHaveValue(q);
}

const ways = ['by the button', 'by itself', 'when the network is back'] as const;

async function tryAgain(page: Page, way: (typeof ways)[number]): Promise<void> {
  // On a starved machine the page may have been faster by itself, and the button gone from sight.
  if (way === 'by the button')
    await page.locator('[data-search-retry]').evaluate((button) => (button as HTMLElement).click());
  if (way === 'when the network is back')
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

/** In the browser of these tests. */
async function driven(browser: Browser): Promise<DrivenPage & { close(): Promise<void> }> {
  let page = await fresh(browser);
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    async forget() {
      await page.context().close();
      page = await fresh(browser);
    },
    close: () => page.context().close(),
  };
}

for (const [name, address] of Object.entries(journeys)) {
  test(`${name}: whatever befalls any kind of file it asks for, nothing untrue is said`, async ({
    browser,
  }) => {
    test.setTimeout(600_000);
    const page = await driven(browser);
    const kinds = await kindsOf(page, server, address);
    const before = Object.entries(journeys).slice(0, Object.keys(journeys).indexOf(name));
    for (const [, earlier] of before)
      for (const kind of await kindsOf(page, server, earlier))
        if (kinds.includes(kind)) kinds.splice(kinds.indexOf(kind), 1);
    if (before.length === 0) expect(kinds).toContain('/pagefind/archive.json');
    expect(kinds, 'asks for some file that no other does').not.toEqual([]);
    const wrong: string[] = [];
    for (const kind of kinds) wrong.push(...(await lies(page, server, address, kind)));
    expect(wrong).toEqual([]);
    await page.close();
  });
}

for (const way of ways) {
  test(`what was lost is found after all ${way}`, async ({ browser }) => {
    const page = await fresh(browser);
    server.befalls = /\.pf_index$/;
    server.fault = 'lost';
    await page.goto(`/search/?q=${query}`);
    await expectSaidLost(page, query);
    server.befalls = undefined;
    await tryAgain(page, way);
    await expect(page.locator('[data-search-count]')).toHaveText(expected);
    await expect(page.locator('[data-search-retry]')).toBeHidden();
    await expect(page.locator('[data-search-results] > li mark').first()).toHaveText(query);
    await page.context().close();
  });
}

test('every file ten seconds late: that it goes on is said, and nothing else before the answer', async ({
  browser,
}) => {
  const page = await fresh(browser);
  server.befalls = /\/pagefind\//;
  server.fault = 'delayed';
  server.delay = 10_000;
  await page.goto(`/search/?q=${query}`);
  await expect(page.locator('[data-search-status]')).toContainText(`正在查找“${query}”`);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const status = document.querySelector('[data-search-status]') as Element;
    new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, {
      childList: true,
    });
  });
  await expect(page.locator('[data-search-count]')).toHaveText(expected, { timeout: 120_000 });
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.filter((each) => !each.includes(`含有“${query}”`))).toEqual([]);
  await page.context().close();
});

test('one lost chunk of several is as much as all of them', async ({ browser }) => {
  const words = '行政复议 法治政府';
  const before = await fresh(browser);
  server.asked.length = 0;
  await before.goto(`/search/?q=${words}`);
  await expect(before.locator('[data-search-count]')).toBeVisible();
  const found = (await before.locator('[data-search-count]').textContent()) ?? '';
  await before.context().close();
  const chunks = [...new Set(server.asked.filter((path) => path.endsWith('.pf_index')))];
  expect(chunks.length).toBeGreaterThan(1);
  for (const chunk of chunks) {
    const page = await fresh(browser);
    server.befalls = new RegExp(`^${chunk}$`);
    server.fault = 'lost';
    await page.goto(`/search/?q=${words}`);
    await expectSaidLost(page, words);
    server.befalls = undefined;
    await tryAgain(page, 'by the button');
    await expect(page.locator('[data-search-count]')).toHaveText(found);
    await page.context().close();
  }
});

test('the script of the page lost: said without it, and the button of the form asks again', async ({
  browser,
}) => {
  const page = await fresh(browser);
  await page.goto('/search/');
  await page.waitForTimeout(4500);
  await expect(page.locator('.search-unready')).toBeHidden();
  const scripts = [...new Set(server.asked.filter((path) => /^\/_assets\/.*\.js$/.test(path)))];
  const own = scripts.filter((path) => /SearchResults|query|fill/.test(path));
  expect(own.length).toBe(3);
  await page.context().close();
  for (const script of own) {
    const late = await fresh(browser);
    server.befalls = new RegExp(`^${script}$`);
    server.fault = 'lost';
    await late.goto(`/search/?q=${query}`);
    await expect(late.locator('.search-unready')).toBeVisible();
    server.befalls = undefined;
    await late.locator('search-page input[name=q]').fill(query);
    await late.locator('search-page form button').click();
    await expect(late.locator('[data-search-count]')).toHaveText(expected);
    await expect(late.locator('.search-unready')).toBeHidden();
    await late.context().close();
  }
});

test('an answer that is there stays, however late the texts of its results are', async ({
  browser,
}) => {
  const page = await fresh(browser);
  server.askedParts.length = 0;
  await page.goto(`/search/?q=${query}`);
  await expect(page.locator('[data-search-results] > li')).toHaveCount(10);
  await page.context().close();
  const late = await fresh(browser);
  // What is known of the first result, and its passage, are asked for before those of the others.
  const [head, passage] = server.askedParts;
  server.befalls = new RegExp(`^(?!${head}$|${passage}$).*@`);
  server.fault = 'delayed';
  await late.goto(`/search/?q=${query}`);
  await expect(late.locator('[data-search-count]')).toHaveText(expected);
  await late.waitForTimeout(1500);
  await expect(late.locator('[data-search-count]')).toHaveText(expected);
  await expect(late.locator('[data-search-results] > li')).toHaveCount(10);
  await expect(late.locator('[data-search-count]')).toHaveText(expected);
  await late.context().close();
});

test('a file that never comes is given up, and asked for again', async ({ browser }) => {
  const page = await fresh(browser);
  server.befalls = /\.pf_index$/;
  server.fault = 'stalled';
  await page.goto(`/search/?q=${query}`);
  await expectSaidLost(page, query);
  server.befalls = undefined;
  await expect(page.locator('[data-search-count]')).toHaveText(expected);
  await page.context().close();
});

test('tries become rarer, and one that fails leaves the words and the button', async ({
  browser,
}) => {
  const page = await fresh(browser);
  server.befalls = /\.pf_index$/;
  server.fault = 'missing';
  await page.goto(`/search/?q=${query}`);
  await expectSaidLost(page, query);
  server.asked.length = 0;
  await page.waitForTimeout(9000);
  // At 2 and 6 seconds, give or take a quarter; each asks once for every chunk and for the name of the index.
  const tries = server.asked.filter((path) => path === '/pagefind/archive.json').length;
  expect(tries).toBeGreaterThanOrEqual(1);
  expect(tries).toBeLessThanOrEqual(3);
  await expectSaidLost(page, query);
  await page.context().close();
});

test('a history that refuses to be told more: the search goes on in a page opened anew', async ({
  browser,
}) => {
  const page = await fresh(browser);
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('too often', 'SecurityError');
    };
    Object.assign(history, { pushState: refuse, replaceState: refuse });
  });
  const thrown: Error[] = [];
  page.on('pageerror', (error) => thrown.push(error));
  await page.goto('/search/?q=听证');
  await expect(page.locator('[data-search-count]')).toHaveText(/^[1-9]/);
  await page.locator('search-page input[name=q]').fill(query);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-search-count]')).toHaveText(expected);
  await expect(page.locator('[data-search-status]')).toContainText(query);
  await page.locator('[data-search-more]').click();
  await expect(page.locator('[data-search-results] > li')).toHaveCount(20);
  expect(thrown).toEqual([]);
  await page.context().close();
});

test('another search after a failure is its own, and the first one is right when asked again', async ({
  browser,
}) => {
  const page = await fresh(browser);
  await page.goto(`/search/?q=${query}`);
  await expect(page.locator('[data-search-count]')).toHaveText(expected);
  server.befalls = /\.pf_index$/;
  server.fault = 'lost';
  await page.locator('search-page input[name=q]').fill('听证');
  await page.keyboard.press('Enter');
  await expectSaidLost(page, '听证');
  // What is known already needs no network.
  await page.goBack();
  await expect(page.locator('[data-search-count]')).toHaveText(expected);
  await expect(page.locator('[data-search-retry]')).toBeHidden();
  server.befalls = undefined;
  await page.goForward();
  await expect(page.locator('[data-search-count]')).toHaveText(/^[1-9]/);
  await page.context().close();
});

/** Where excerpts are taken from, asked for in parts. */
const texts = /\/text\/\d+\.packed$/;

for (const way of ways) {
  test(`the texts lost: the count stands, the excerpts' absence is said, and ${way} they come`, async ({
    browser,
  }) => {
    const page = await fresh(browser);
    server.befalls = texts;
    server.fault = 'lost';
    await page.goto(`/search/?q=${query}`);
    await expect(page.locator('[data-search-count]')).toHaveText(expected);
    await expect(page.locator('[data-search-status]')).toContainText('标题和摘录没有取到');
    await expect(page.locator('[data-search-retry]')).toBeVisible();
    const results = page.locator('[data-search-results] > li');
    await expect(results.filter({ hasText: '没有取到' }).first()).toBeVisible();
    const shown = await results.count();
    server.befalls = undefined;
    await tryAgain(page, way);
    await expect(results.filter({ has: page.locator('mark') })).toHaveCount(shown);
    await expect(results.filter({ hasText: '没有取到' })).toHaveCount(0);
    await expect(page.locator('[data-search-status]')).not.toContainText('没有取到');
    await expect(page.locator('[data-search-retry]')).toBeHidden();
    await page.context().close();
  });
}

for (const [ranges, how] of [
  ['ignored', 'whole files for parts of them'],
  ['unsaid', 'parts without saying which'],
  ['called whole', 'parts as if they were whole files'],
  ['shifted', 'other parts than it says'],
  ['short', 'less than it says'],
] as const) {
  test(`a server that sends ${how}: every result has its excerpt, and nothing is said to be missing`, async ({
    browser,
  }) => {
    const page = await fresh(browser);
    server.ranges = ranges;
    server.asked.length = 0;
    await page.goto(`/search/?q=${query}`);
    await expect(page.locator('[data-search-results] > li mark').nth(9)).toBeVisible();
    await expect(page.locator('[data-search-results] > li')).toHaveCount(10);
    await expect(page.locator('[data-search-status]')).not.toContainText('没有取到');
    await expect(page.locator('[data-search-retry]')).toBeHidden();
    const asked = server.asked.filter((path) => texts.test(path));
    if (ranges === 'ignored') expect(asked.length).toBeLessThan(20);
    await page.context().close();
  });
}

test('more results that could not be had are said to be missing, and come in their order', async ({
  browser,
}) => {
  const page = await fresh(browser);
  // What leads to the older reports, with their texts and without.
  const lost = /\/documents\.\d+\.|\/heads\/0\.packed@[4-9]\d{3}$/;
  server.befalls = lost;
  server.fault = 'lost';
  await page.goto('/search/?q=法治&sort=newest');
  const all = Number(await page.locator('[data-search-count]').textContent());
  const results = page.locator('[data-search-results] > li');
  const more = page.locator('[data-search-more]');
  const failed = page.locator('[data-search-more-failed]');
  let shown = 10;
  for (; shown < all; shown += 10) {
    await expect(results).toHaveCount(shown);
    await more.click();
    const next = Math.min(shown + 10, all);
    await expect
      .poll(async () => (await failed.isVisible()) || (await results.count()) === next)
      .toBe(true);
    if (await failed.isVisible()) break;
  }
  await expect(failed).toBeVisible();
  expect(new URL(page.url()).searchParams.get('page') ?? '1').toBe(String(shown / 10));
  await expect(page.locator('[data-search-count]')).toHaveText(String(all));
  server.befalls = undefined;
  await more.click();
  await expect(failed).toBeHidden();
  await expect(results).toHaveCount(Math.min(shown + 10, all));
  for (shown += 10; shown < all; shown += 10) {
    await more.click();
    await expect(results).toHaveCount(Math.min(shown + 10, all));
  }
  const links = await results
    .locator('a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  expect(new Set(links).size).toBe(all);
  await page.context().close();
});

test('suggestions that could not be loaded are asked for again at the next key', async ({
  browser,
}) => {
  const page = await fresh(browser);
  await page.goto('/search/');
  await page.locator('search-page input[name=q]').focus();
  for (const file of [/\/names\.zh-Hans\.json/, /\/names\.zh-Hans\.\d+\.json/])
    for (const fault of faults) {
      // What only the packing was taken from is whole.
      if (fault === 'unpacked') continue;
      server.befalls = file;
      server.fault = fault;
      const before = server.befallen;
      await page.locator('search-page input[name=q]').fill('');
      await page.keyboard.insertText('法');
      await expect.poll(() => server.befallen, `${file} ${fault}`).toBeGreaterThan(before);
      await page.waitForTimeout(200);
      await expect(page.locator('search-page [role=option]')).toHaveCount(0);
    }
  server.befalls = undefined;
  await page.keyboard.insertText('治');
  await expect(page.locator('search-page [role=option]').first()).toBeVisible();
  await page.context().close();
});

test.describe('A site that is updated while the page is open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  let archive: Archive;
  let old: string;

  test.beforeAll(async () => {
    const opened = (await openArchive(county.contentDir)).archive as Archive;
    // The next release has one report less: the numbers of all others are other ones.
    archive = { ...opened, reports: opened.reports.slice(1) };
    await writeArchiveIndex(archive, folder);
    old = readdirSync(join(county.outDir, 'pagefind')).find((name) => !name.includes('.')) ?? '';
  });
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function update(): void {
    server.folders = [folder, county.outDir];
    server.gone = new RegExp(`^/pagefind/${old}/`);
  }

  async function answer(page: Page): Promise<string[]> {
    return page.evaluate(() =>
      (
        document.querySelector('search-page') as HTMLElement & { found(): Promise<string[]> }
      ).found(),
    );
  }

  for (const gone of ['missing', 'page-instead', 'swapped'] as const) {
    test(`its old files ${gone}: the new index answers, and the query stays`, async ({
      browser,
    }) => {
      const other = await fresh(browser);
      update();
      await other.goto('/search/?q=听证');
      await expect(other.locator('[data-search-count]')).toHaveText(/^[1-9]/);
      const right = await answer(other);
      await other.context().close();

      server.folders = [county.outDir];
      server.gone = undefined;
      const page = await fresh(browser);
      await page.goto(`/search/?q=${query}`);
      await expect(page.locator('[data-search-count]')).toHaveText(expected);
      update();
      if (gone !== 'missing') {
        server.gone = undefined;
        server.befalls = new RegExp(`^/pagefind/${old}/`);
        server.fault = gone;
      }
      await page.locator('search-page input[name=q]').fill('听证');
      await page.keyboard.press('Enter');
      await expect(page.locator('[data-search-count]')).toHaveText(String(right.length));
      await expect(page.locator('[data-search-retry]')).toBeHidden();
      expect(await answer(page)).toEqual(right);
      expect(new URL(page.url()).searchParams.get('q')).toBe('听证');
      // And what was found in the old index is found anew.
      await page.goBack();
      await expect(page.locator('[data-search-count]')).toHaveText(/^[1-9]/);
      expect(await answer(page)).not.toContain(undefined);
      await page.context().close();
    });
  }

  test('what a reader types meanwhile stays, when the page takes the new index by itself', async ({
    browser,
  }) => {
    server.befalls = /\/text\//;
    server.fault = 'missing';
    const page = await fresh(browser);
    await page.goto(`/search/?q=${query}`);
    await expect(page.locator('[data-search-count]')).toHaveText(expected);
    await expect(page.locator('[data-search-retry]')).toBeVisible();
    const box = page.locator('search-page input[name=q]');
    await box.fill('听证');
    server.befalls = undefined;
    update();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    // The report that is gone had it.
    await expect(page.locator('[data-search-count]')).toHaveText(String(Number(expected) - 1));
    await expect(page.locator('[data-search-retry]')).toBeHidden();
    await expect(box).toHaveValue('听证');
    await expect(box).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=%E5%90%AC%E8%AF%81/);
    await expect(page.locator('[data-search-results] mark').first()).toHaveText('听证');
    await page.context().close();
  });

  test('more results are those of one release, never of both', async ({ browser }) => {
    const page = await fresh(browser);
    await page.goto('/search/?q=法治&sort=newest');
    const results = page.locator('[data-search-results] > li');
    await expect(results).toHaveCount(10);
    update();
    for (let shown = 10; await page.locator('[data-search-more]').isVisible(); shown += 10) {
      await page.locator('[data-search-more]').click();
      await expect(results.nth(shown)).toBeVisible();
      await expect(page.locator('[data-search-results]')).not.toHaveAttribute('aria-busy', 'true');
    }
    const links = await results
      .locator('a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
    expect(links).toEqual(await answer(page));
    expect(new Set(links).size).toBe(links.length);
    await page.context().close();
  });

  test('more results of the old index, whose texts are gone, are not waited for', async ({
    browser,
  }) => {
    const page = await fresh(browser);
    // Nothing is tried again by the clock.
    await page.addInitScript(() => {
      const { setTimeout } = window;
      Object.assign(window, {
        setTimeout: (work: () => void, wait: number) =>
          wait >= 1000 && wait < 10_000 ? 0 : setTimeout(work, wait),
      });
    });
    await page.goto('/search/?q=法治&sort=newest');
    const results = page.locator('[data-search-results] > li');
    await expect(results).toHaveCount(10);
    update();
    await page.locator('[data-search-more]').click();
    await expect(results.filter({ has: page.locator('mark') })).toHaveCount(20);
    await expect(page.locator('[data-search-status]')).not.toContainText('没有取到');
    const links = await results
      .locator('a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
    expect(links).toEqual((await answer(page)).slice(0, 20));
    await page.context().close();
  });

  test('an index of a format that the open page does not know asks to open it again', async ({
    browser,
  }) => {
    const page = await fresh(browser);
    server.befalls = /\/archive\.json$/;
    server.fault = (body) =>
      Buffer.from(body.toString('utf8').replace(/"format":"[^"]*"/, '"format":"9.0.0/crc32-1"'));
    await page.goto(`/search/?q=${query}`);
    await expect(page.locator('[data-search-status]')).toContainText('重新打开本页');
    await expect(page.locator('[data-search-count]')).toHaveCount(0);
    server.befalls = undefined;
    await page.locator('[data-search-reopen]').click();
    await expect(page.locator('[data-search-count]')).toHaveText(expected);
    await page.context().close();
  });
});

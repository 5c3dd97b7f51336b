import { expect, type Page, type Route, test } from 'playwright/test';
import { pageTexts } from '../../scripts/page-texts.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { Archive } from '../../src/model/archive.ts';
import { normalizeText } from '../../src/search/normalize.ts';
import { axeFindings, injectEngines } from '../a11y/engines.ts';
import { testSite } from '../sites.ts';
import { shifts, watchShifts } from './shifts.ts';

const county = testSite('county');
let texts: { year: number; blocks: string[] }[];

test.beforeAll(async () => {
  const archive = (await openArchive(county.contentDir)).archive as Archive;
  texts = archive.reports.map((report) => ({
    year: report.year,
    blocks: pageTexts(county.outDir, report).map(normalizeText),
  }));
});

/** Reports whose page has a run, found by reading all of them. */
function holding(run: string, year?: number): number {
  const wanted = normalizeText(run);
  return texts.filter(
    (text) =>
      (year === undefined || text.year === year) &&
      text.blocks.some((block) => block.includes(wanted)),
  ).length;
}

async function nothing(page: Page, query: string, tree = ''): Promise<void> {
  await page.goto(`${tree}search/?q=${query}`);
  await expect(page.locator('[data-search-count]')).toHaveText('0');
  await page.waitForFunction(
    () => !document.querySelector('.is-searching, .is-filling, [aria-busy=true]'),
  );
}

for (const [tree, typed, meant, words] of [
  ['', '行政付议', '行政复议', '是不是'],
  ['', '行政執灋', '行政执法', '是不是'],
  ['', '政务公天', '政务公开', '是不是'],
  ['zh-hant/', '行政付議', '行政復議', '是不是'],
  // By the sound: too short to be nearly anything, or with nothing rare beside the slip.
  ['', '付议', '复议', '是不是'],
  ['', '依发行政', '依法行政', '是不是'],
  ['', '规犯性', '规范性', '是不是'],
  ['zh-hant/', '付議', '復議', '是不是'],
  // The input method was left off.
  ['', 'xingzhengfuyi', '行政复议', '是不是'],
  ['', 'xing zheng fu yi', '行政复议', '是不是'],
  ['', 'zhengwu公开', '政务公开', '是不是'],
  ['zh-hant/', 'zhengwugongkai', '政務公開', '是不是'],
  ['zh-hant/', '依發行政', '依法行政', '是不是'],
] as const) {
  test(`${typed} is nowhere: ${meant} is, and so often as is said`, async ({ page }) => {
    const expected = holding(meant);
    expect(expected).toBeGreaterThan(0);
    expect(holding(typed)).toBe(0);
    await nothing(page, typed, tree);
    const help = page
      .getByRole('region', { name: '可以这样找' })
      .or(page.getByRole('region', { name: '可以這樣找' }));
    const link = help.getByRole('link', { name: `${words}“${meant}”：${expected}份` });
    await expect(link).toBeVisible();
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-count]')).toHaveText(String(expected));
    await expect(help).toBeHidden();
    await expect(page.locator('search-page input[name=q]')).toHaveValue(meant);
  });
}

test('of words that stand nowhere together the wrong one is put right, the others stay', async ({
  page,
}) => {
  await nothing(page, '听证 行政付议');
  const link = page.locator('[data-search-help] a', { hasText: '是不是“听证 行政复议”' });
  await expect(link).toBeVisible();
  const said = /：(\d+)份/.exec((await link.textContent()) ?? '')?.[1];
  await link.click();
  await expect(page.locator('[data-search-count]')).toHaveText(String(said));
});

test('every part that stands somewhere is offered with its number, and no part that does not', async ({
  page,
}) => {
  await nothing(page, '行政复议飞船');
  const said = await page.locator('[data-search-help] a').allTextContents();
  expect(said).toContain(`只找“行政复议”：${holding('行政复议')}份`);
  for (const each of said) {
    const [, q = '', count] = /“(.*)”：(\d+)份/.exec(each) ?? [];
    expect(holding(q), each).toBe(Number(count));
    expect(Number(count)).toBeGreaterThan(0);
  }
});

test('conditions that hide what is there are named, each with what it hides', async ({ page }) => {
  const q = '鸣鼓而攻之';
  const all = holding(q);
  expect(all).toBeGreaterThan(0);
  expect(holding(q, 2015)).toBe(0);
  await nothing(page, `${q}&year=2015`);
  const link = page.locator('[data-search-help] a');
  await expect(link).toHaveText([`去掉：2015年：${all}份`]);
  await link.click();
  await expect(page.locator('[data-search-count]')).toHaveText(String(all));
  await expect(page.locator('[data-search-help]')).toBeHidden();
});

test('what stands nowhere even nearly is offered nothing', async ({ page }) => {
  await nothing(page, '麒麟麒麟麒麟');
  await expect(page.locator('[data-search-help]')).toBeHidden();
});

test('help opens at most three reports beside those that are shown, and is no part of a failure', async ({
  page,
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).pathname));
  await nothing(page, '行政付议');
  await expect(page.locator('[data-search-help] a')).not.toHaveCount(0);
  const shown = await page
    .locator('[data-search-parts-list] > li h3 > a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  const beside = [...asked].filter((path) => path.includes('/reports/') && !shown.includes(path));
  expect(beside.length).toBeLessThanOrEqual(3);
  await page.route(/\/reports\//, (route) => route.abort());
  await nothing(page, '行政付义');
  await expect(page.locator('[data-search-status]')).toContainText('没有报告含有');
});

/**
 * Ten reports with parts of it take a head and a passage each (20), three offers as much (6), three reports are
 * opened at the most, and the rest is the entry, the catalog, the sounds and chunks.
 */
const mostRequests = 45;

/** Requests for files of the index, counted by what is asked for; a part of a file is a request of its own. */
function requests(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (/\/pagefind\/|\/reports\//.test(request.url())) count++;
  });
  return () => count;
}

test(`a zero with all its help asks for no more than ${mostRequests} files, whatever was typed`, async ({
  page,
}) => {
  const most: [string, number][] = [];
  for (const query of [
    '付议',
    '行政付议',
    '依发行政',
    '听证 行政付议 飞船',
    '关于进一步加强法制政府建设工作的实施意剑',
    '麒麟麒麟麒麟麒麟麒麟麒麟麒麟麒麟麒麟麒麟',
  ]) {
    const context = await page.context().browser()?.newContext();
    const fresh = (await context?.newPage()) as Page;
    const count = requests(fresh);
    await nothing(fresh, query);
    most.push([query, count()]);
    await context?.close();
  }
  expect(most.filter(([, count]) => count > mostRequests)).toEqual([]);
});

test('the sounds are asked for where nothing is found, and nowhere else', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const sounds = () => asked.filter((path) => path.endsWith('/sounds.json.packed')).length;
  await page.goto('search/?q=行政复议');
  await expect(page.locator('[data-search-count]')).toHaveText(/^[1-9]/);
  expect(sounds()).toBe(0);
  await nothing(page, '付议');
  expect(sounds()).toBe(1);
});

for (const [fault, befall] of [
  ['lost', (route: Route) => route.abort()],
  ['cut', (route: Route) => route.fulfill({ body: Buffer.from([0x1f, 0x8b, 8, 0, 0]) })],
  ['another page', (route: Route) => route.fulfill({ body: '<title>404</title>' })],
  ['never there', () => undefined],
] as const) {
  test(`the sounds ${fault}: that nothing is found is said all the same, and the failure in the help alone`, async ({
    page,
  }) => {
    await page.route(/\/sounds\.json\.packed$/, befall);
    await nothing(page, '付议');
    await expect(page.locator('[data-search-status]')).toContainText('没有报告含有');
    await expect(page.locator('[data-search-status]')).not.toContainText('没有取到');
    await expect(page.locator('[data-search-retry]')).toBeHidden();
    await expect(page.locator('[data-search-help]')).toHaveText(
      /可以这样找\s*相近的写法.*没有取到/,
    );
    // What needs no sounds is offered as ever.
    await page.goto('search/?q=政务公天');
    await expect(page.locator('[data-search-help] a').first()).toContainText('政务公开');
  });
}

for (const mode of ['normal', 'elder']) {
  test(`the help is read, pressed and seen in ${mode} mode at 320 px, and moves nothing`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await nothing(page, `行政付议&mode=${mode}`);
    await injectEngines(page);
    expect(await axeFindings(page)).toEqual([]);
    const links = page.locator('[data-search-help] a');
    for (const link of await links.all())
      expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
  });
}

/** Every sentence that a screen reader is told by itself, in order. */
async function watchAnnouncements(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    addEventListener('DOMContentLoaded', () => {
      for (const region of document.querySelectorAll('[role=status], [aria-live=polite]'))
        new MutationObserver(() => {
          if (region.textContent?.trim()) said.push(region.textContent.trim());
        }).observe(region, { childList: true, subtree: true, characterData: true });
    });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

for (const [when, milliseconds] of [
  ['soon', 700],
  ['late', 4000],
] as const) {
  for (const width of [360, 1280]) {
    test(`help that comes ${when} at ${width} px: the zero is there before it, nothing moves, and it is announced once`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 740 });
      await watchShifts(page);
      const announced = await watchAnnouncements(page);
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      // What no zero needs: the words of the help, and what sounds alike.
      await page.route(/nearest-words|\/sounds\.json\.packed$/, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto('search/?q=行政付议');
      await expect(page.locator('[data-search-count]')).toHaveText('0');
      await expect(page.locator('[data-search-help]')).toBeHidden();
      await page.waitForTimeout(milliseconds);
      await expect(page.locator('[data-search-help]')).toBeHidden();
      if (when === 'late') await expect(page.locator('[data-search-parts]')).toBeVisible();
      letGo();
      const link = page.locator('[data-search-help] a').first();
      await expect(link).toContainText('是不是“行政复议”');
      await page.waitForFunction(
        () => !document.querySelector('.is-searching, .is-filling, [aria-busy=true]'),
      );
      expect((await shifts(page)).what).toEqual([]);
      const said = await announced();
      expect(said.filter((each) => each.includes('没有报告含有'))).toHaveLength(1);
      expect(said.filter((each) => each.includes('可以这样找'))).toHaveLength(1);
      expect(said.filter((each) => !each.startsWith('正在查找'))).toHaveLength(2);
    });
  }
}

test('the program of the help lost: said in the help, and the zero stays', async ({ page }) => {
  await page.route(/nearest-words/, (route) => route.abort());
  await nothing(page, '行政付议');
  await expect(page.locator('[data-search-help]')).toContainText('没有取到');
  await expect(page.locator('[data-search-retry]')).toBeHidden();
  await expect(page.locator('[data-search-parts-list] > li').first()).toBeVisible();
});

test('a fault of ours in the help is told by the console, and the zero stays', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.route(/nearest-words/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'export function otherWords() { throw new RangeError("a fault of ours"); }',
    }),
  );
  await nothing(page, '行政付议');
  await expect(page.locator('[data-search-parts-list] > li').first()).toBeVisible();
  await expect.poll(() => faults).toEqual(['a fault of ours']);
});

test('every link of the help leads to exactly the number that it says', async ({ page }) => {
  const wrong: string[] = [];
  let links = 0;
  for (const query of [
    '付议',
    '行政付议',
    '依发行政',
    '听证 行政付议',
    '行政复议飞船 司法局',
    '鸣鼓而攻之&year=2015',
    '行政复议&year=2017&issuer=qinghe-finance',
    '飞船 -报告 规犯性',
  ]) {
    await nothing(page, query);
    const all = await page
      .locator('[data-search-help] a')
      .evaluateAll((each) =>
        each.map((link) => [link.textContent ?? '', (link as HTMLAnchorElement).href]),
      );
    for (const [said = '', href = ''] of all) {
      links++;
      const promised = /：(\d+)份$/.exec(said)?.[1];
      await page.goto(href);
      await expect(page.locator('[data-search-count]')).toBeVisible();
      const there = await page.locator('[data-search-count]').textContent();
      const { searchParams } = new URL(href);
      const q = searchParams.get('q') ?? '';
      const year = searchParams.get('year');
      const plain = !/[\s-]/.test(q) && !searchParams.get('issuer');
      const held = plain ? String(holding(q, year === null ? undefined : Number(year))) : there;
      if (promised !== there || promised !== held)
        wrong.push(`${query} ${said}: ${there}, ${held}`);
    }
  }
  expect(links).toBeGreaterThan(9);
  expect(wrong).toEqual([]);
});

test('what a title says in other words is found and said to be so', async ({ page }) => {
  const q = '青禾县司法局工作情况的报告';
  expect(holding(q)).toBe(0);
  await page.goto(`search/?q=${q}`);
  await expect(page.locator('[data-search-status]')).toContainText(`没有报告连着写有“${q}”`);
  const found = Number(await page.locator('[data-search-count]').textContent());
  expect(found).toBeGreaterThan(0);
  const titles = await page.locator('[data-search-results] h3').allTextContents();
  for (const part of ['司法局', '工作情况的报告']) expect(titles[0]).toContain(part);
  // More than half of what was asked for is in the title of each.
  for (const title of titles) expect(title).toMatch(/工作情况的?报告|青禾县司法局/);
});

for (const [tree, typed, wanted, unwanted, said] of [
  ['', '行政复议 -复议', '行政复议', '复议', '没有报告含有整个“行政复议”而不含“复议”（0份）'],
  [
    'zh-hant/',
    '行政復議 -復議',
    '行政復議',
    '復議',
    '沒有報告含有整個“行政復議”而不含“復議”（0份）',
  ],
] as const) {
  test(`${typed}: it is said what was left out, and how many there are with it`, async ({
    page,
  }) => {
    expect(holding(wanted)).toBeGreaterThan(0);
    expect(holding(unwanted)).toBeGreaterThanOrEqual(holding(wanted));
    await nothing(page, typed, tree);
    await expect(page.locator('[data-search-status]')).toContainText(said);
    const link = page.getByRole('link', { name: `只找“${wanted}”：${holding(wanted)}份` });
    await link.click();
    await expect(page.locator('[data-search-count]')).toHaveText(String(holding(wanted)));
    await expect(page.locator('[data-search-status]')).not.toContainText('而不含');
  });
}

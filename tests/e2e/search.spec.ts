import type { Page } from 'playwright/test';
import { pageTexts } from '../../scripts/page-texts.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import { reportAddress } from '../../src/model/address.ts';
import type { Archive } from '../../src/model/archive.ts';
import { normalizeText } from '../../src/search/normalize.ts';
import { expect, test } from '../policed-test.ts';
import { testSite } from '../sites.ts';

const county = testSite('county');
let archive: Archive;
let texts: { address: string; blocks: string[] }[];

test.beforeAll(async () => {
  const opened = await openArchive(county.contentDir);
  archive = opened.archive as Archive;
  texts = archive.reports.map((report) => ({
    address: reportAddress(report),
    blocks: pageTexts(county.outDir, report).map(normalizeText),
  }));
});

/** Addresses of the reports that contain a run, found by reading all of them. */
function holding(run: string): string[] {
  const wanted = normalizeText(run);
  return texts
    .filter(({ blocks }) => blocks.some((block) => block.includes(wanted)))
    .map(({ address }) => address);
}

/** Problems that a reader would never see, but that are there. */
function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on('console', (message) => seen.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(error.message));
  return seen;
}

async function search(page: Page, q: string, where = '/search/'): Promise<void> {
  await page.goto(`${where}?q=${encodeURIComponent(q)}`);
  await expect(page.locator('[data-search-count]')).toBeVisible();
}

async function found(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (document.querySelector('search-page') as HTMLElement & { found(): Promise<string[]> }).found(),
  );
}

test('a phrase finds exactly the reports that contain it, from both scripts alike', async ({
  page,
}) => {
  const seen = watch(page);
  const expected = holding('行政复议').sort();
  expect(expected.length).toBeGreaterThan(5);
  for (const q of ['行政复议', '行政復議', '行政複議', ' 行政复议 ']) {
    await search(page, q);
    await expect(page.locator('[data-search-count]')).toHaveText(String(expected.length));
    expect((await found(page)).sort()).toEqual(expected);
    await search(page, q, '/zh-hant/search/');
    expect((await found(page)).sort()).toEqual(expected.map((address) => `/zh-hant${address}`));
  }
  expect(seen).toEqual([]);
});

test('results speak the script of the page, with the match marked where it stands', async ({
  page,
}) => {
  await search(page, '行政复议', '/zh-hant/search/');
  const results = page.locator('[data-search-results] > li');
  await expect(results.first().locator('mark').first()).toHaveText('行政復議');
  expect(await results.first().locator('a').first().getAttribute('href')).toMatch(
    /^\/zh-hant\/reports\//,
  );
  expect(await results.allTextContents()).not.toContainEqual(
    expect.stringMatching(/[\u200b-\u200f\ufeff]/),
  );
});

test('the title that is the query comes first', async ({ page }) => {
  for (const report of archive.reports.filter((_, i) => i % 7 === 0)) {
    await search(page, report.title);
    expect((await found(page))[0]).toBe(reportAddress(report));
  }
});

test('document numbers are found in any width and bracket', async ({ page }) => {
  const numbered = archive.reports.find((report) => report.documentNumber?.includes('〔'));
  const number = numbered?.documentNumber as string;
  const typed = number.replace('〔', '（').replace('〕', ')').replace('号', ' 号');
  for (const q of [
    number,
    `"${typed}"`,
    number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ]) {
    await search(page, q);
    expect((await found(page)).sort()).toEqual(holding(number).sort());
  }
});

test('several words, a phrase in quotes and an exclusion do what the hint says', async ({
  page,
}) => {
  await search(page, '行政复议 听证');
  const both = holding('行政复议').filter((address) => holding('听证').includes(address));
  expect((await found(page)).sort()).toEqual(both.sort());
  await search(page, '行政复议 -听证');
  const without = holding('行政复议').filter((address) => !holding('听证').includes(address));
  expect((await found(page)).sort()).toEqual(without.sort());
  await search(page, '"行政 复议"');
  expect((await found(page)).sort()).toEqual(holding('行政复议').sort());
});

const pairs = [
  ['行政', '复议'],
  ['依法', '行政'],
  ['法治', '政府'],
  ['行政', '执法'],
  ['政务', '公开'],
  ['人民', '政府'],
  ['工作', '情况'],
  ['规范性', '文件'],
] as const;
const joined = ([first, second]: readonly [string, string]) => holding(first + second).length;
const apart = ([first, second]: readonly [string, string]) =>
  holding(first).filter((address) => holding(second).includes(address)).length;

test('words that also stand joined offer the other reading, and taking it is one press', async ({
  page,
}) => {
  const [first, second] =
    pairs.find((pair) => apart(pair) > joined(pair) && joined(pair) > 0) ?? [];
  if (!first || !second) throw new Error('No pair stands apart in more reports than joined');
  await search(page, `${first} ${second}`);
  await expect(page.locator('[data-search-count]')).toHaveText(String(apart([first, second])));
  const other = page.locator('[data-search-other] a');
  await expect(other).toContainText(String(joined([first, second])));
  await other.click();
  await expect(page.locator('[data-search-count]')).toHaveText(String(joined([first, second])));
  expect(new URL(page.url()).searchParams.get('q')).toBe(`"${first} ${second}"`);
  await expect(page.locator('[data-search-results] > li mark').first()).toHaveText(first + second);
});

test('words that stand joined wherever they stand offer no other reading', async ({ page }) => {
  const same = pairs.find((pair) => apart(pair) === joined(pair) && joined(pair) > 0);
  if (!same) throw new Error('No pair always stands joined');
  await search(page, same.join(' '));
  await expect(page.locator('[data-search-count]')).toHaveText(String(joined(same)));
  await expect(page.locator('[data-search-other] a')).toBeHidden();
});

test('when nothing holds the whole phrase, that is said and parts are offered apart', async ({
  page,
}) => {
  await search(page, '行政复议飞船');
  await expect(page.locator('[data-search-count]')).toHaveText('0');
  await expect(page.locator('[data-search-status]')).toContainText(
    '没有报告含有整个“行政复议飞船”',
  );
  await expect(page.locator('[data-search-results] > li')).toHaveCount(0);
  await expect(page.locator('[data-search-parts]')).toBeVisible();
  await expect(
    page.locator('[data-search-parts-list] > li').first().locator('mark').first(),
  ).toHaveText('行政复议');
});

test('more results come until there are no more', async ({ page }) => {
  await search(page, '法治');
  const all = (await found(page)).length;
  expect(all).toBeGreaterThan(20);
  const more = page.locator('[data-search-more]');
  const results = page.locator('[data-search-results] > li');
  for (let shown = 10; shown < all; shown += 10) {
    await expect(results).toHaveCount(shown);
    await more.click();
  }
  await expect(results).toHaveCount(all);
  await expect(more).toBeHidden();
  expect(new URL(page.url()).searchParams.get('page')).toBe(String(Math.ceil(all / 10)));
});

test('filters narrow, count what they would give, stand in the address and go back', async ({
  page,
}) => {
  await search(page, '法治');
  const all = Number(await page.locator('[data-search-count]').textContent());
  const year = page.locator('a[data-filter=year][data-value="2019"]');
  const promised = Number.parseInt(
    (await page
      .locator('li:has(> a[data-filter=year][data-value="2019"]) > [data-filter-count]')
      .textContent()) ?? '',
    10,
  );
  await year.click();
  await expect(page.locator('[data-search-count]')).toHaveText(String(promised));
  expect(new URL(page.url()).searchParams.get('year')).toBe('2019');
  expect((await found(page)).every((address) => address.startsWith('/reports/2019/'))).toBe(true);
  const indicator = page.locator('a[data-filter=indicator]:visible').first();
  await indicator.click();
  await expect(page.locator('[data-search-chosen] li')).toHaveCount(2);
  const shared = page.url();
  await page.goBack();
  await page.goBack();
  await expect(page.locator('[data-search-count]')).toHaveText(String(all));
  await page.goto(shared);
  await expect(page.locator('[data-search-chosen] li')).toHaveCount(2);
  await page.locator('[data-search-chosen] a').first().click();
  await expect(page.locator('[data-search-chosen] li')).toHaveCount(1);
});

test('an indicator of the first level counts the reports of all below it', async ({ page }) => {
  await search(page, '法治');
  const hits = new Set(await found(page));
  const edition = archive.editions[0];
  for (const indicator of edition?.indicators ?? []) {
    const key = `${indicator.edition}/${indicator.code}` as const;
    const under = (archive.reportsUnderIndicator.get(key) ?? []).filter((report) =>
      hits.has(reportAddress(report)),
    );
    const count = page.locator(`li:has(> a[data-value="${key}"]) > [data-filter-count]`);
    if (under.length > 0) await expect(count).toHaveText(`${under.length}份`);
    else await expect(count).toBeHidden();
  }
});

test('results can be put from new to old and from old to new', async ({ page }) => {
  await search(page, '法治');
  const years = async () => (await found(page)).map((address) => Number(address.split('/')[2]));
  await page.selectOption('[data-search-sort]', 'newest');
  await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('newest');
  await expect
    .poll(async () => (await years()).join())
    .toBe([...(await years())].sort((a, b) => b - a).join());
  await page.selectOption('[data-search-sort]', 'oldest');
  await expect
    .poll(async () => (await years()).join())
    .toBe([...(await years())].sort((a, b) => a - b).join());
});

test('switching the script keeps the search', async ({ page }) => {
  await search(page, '行政复议');
  const count = await page.locator('[data-search-count]').textContent();
  await page.locator('a[data-variant-link][hreflang="zh-Hant"]').click();
  await expect(page).toHaveURL(/\/zh-hant\/search\/\?q=/);
  await expect(page.locator('[data-search-count]')).toHaveText(count ?? '');
  await expect(page.locator('[data-search-status]')).toContainText('報告');
});

test('hostile queries give an answer, never an error or markup', async ({ page }) => {
  const seen = watch(page);
  await page.goto('/search/');
  const input = page.locator('search-page input[name=q]');
  const hostile = [
    '依'.repeat(10_000),
    '依法 '.repeat(3_000),
    '.*+?^${}()|[]\\/',
    '<img src=x onerror=alert(1)><script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    '😀👨‍👩‍👧',
    '\ud800 法治',
    '法治\udfff',
    '\u202e法治\u200f',
    '"',
    '-',
    '- - -',
    '“”""',
    '%00%ff&q=1#x',
    'constructor __proto__',
    '\u0000',
  ];
  for (const q of hostile) {
    await input.evaluate((element, value) => {
      (element as HTMLInputElement).value = value;
      (element as HTMLInputElement).form?.requestSubmit();
    }, q);
    await expect(page.locator('search-page')).not.toHaveClass(/is-searching/);
    await expect(page.locator('[data-search-status]')).not.toBeEmpty();
    expect(await page.locator('[data-search-status] *:not([data-search-count])').count()).toBe(0);
  }
  await expect(page.locator('main img, main svg, main script:not([src])')).toHaveCount(0);
  expect(seen).toEqual([]);
});

test('without script the search page leads to the tree, the years and the issuers', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: county.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('main form[role=search] input[name=q]').fill('法治');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\/\?q=/);
  await expect(page.locator('main .search-noscript')).toContainText('脚本');
  for (const filter of ['year', 'issuer', 'indicator']) {
    const link = page.locator(`a[data-filter=${filter}]`).first();
    await expect(link).toBeVisible();
    expect((await page.request.get((await link.getAttribute('href')) as string)).status()).toBe(
      200,
    );
  }
  await context.close();
});

test('nothing of search is loaded before somebody wants to search', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const report = archive.reports[0] as Archive['reports'][number];
  for (const address of ['/', reportAddress(report), '/search/']) {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
  }
  expect(requests.filter((url) => /pagefind|suggestions|highlight/.test(url))).toEqual([]);
});

test('recent searches are kept on the device and can be erased', async ({ page }) => {
  await page.goto('/search/');
  await page.locator('search-page input[name=q]').fill('行政复议');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-search-count]')).toBeVisible();
  await page.goto('/search/');
  await expect(page.locator('[data-search-recent-list] a')).toHaveText(['行政复议']);
  await page.locator('[data-search-recent-list] a').click();
  await expect(page.locator('[data-search-count]')).toBeVisible();
  await page.goBack();
  await page.locator('[data-search-forget]').click();
  await expect(page.locator('[data-search-recent]')).toBeHidden();
  expect(await page.evaluate(() => localStorage.getItem('recent-searches'))).toBeNull();
});

test('the search page under a path prefix finds and links', async ({ page }) => {
  const prefix = testSite('prefix');
  await page.goto(`${prefix.url}search/?q=${encodeURIComponent('行政复议')}`);
  await expect(page.locator('[data-search-count]')).toHaveText(String(holding('行政复议').length));
  await page.locator('[data-search-results] > li a').first().click();
  await expect(page.locator('main article')).toBeVisible();
  expect(page.url().startsWith(`${prefix.url}reports/`)).toBe(true);
});

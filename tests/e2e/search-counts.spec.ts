import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright/test';
import { seededRandom } from '../../scripts/seeded-random.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import {
  indexPlan,
  type PlannedReport,
  writePlannedIndex,
} from '../../src/derive/search-index/index-plan.ts';
import { searchFolder } from '../../src/model/address.ts';
import type { Archive } from '../../src/model/archive.ts';
import { type Indicator, indicatorKey } from '../../src/model/indicator.ts';
import { siteConverters, variantSettings } from '../../src/variant/site-converters.ts';
import { expect, test } from '../policed-test.ts';
import { testSite } from '../sites.ts';
import { FaultyServer } from './faulty-server.ts';

/*
 * The pages of the county over the index of a large archive of its issuers and indicators: so many reports that
 * the values of a filter are counted only where they are seen.
 */

const county = testSite('county');
const folder = mkdtempSync(join(tmpdir(), 'search-counts-'));
const size = 6000;
const word = '共同词语';

let server: FaultyServer;
/** Reports by value, as `issuer/…` and `indicator/…`. */
const truth = new Map<string, number>();

test.beforeAll(async () => {
  test.setTimeout(600_000);
  const archive = (await openArchive(county.contentDir)).archive as Archive;
  const issuers = archive.issuers.filter(({ id }) => archive.reportsByIssuer.has(id));
  const indicators = [...archive.indicatorByKey.values()].filter(({ ancestors }) => ancestors[0]);
  const random = seededRandom(13);
  const add = (value: string) => truth.set(value, (truth.get(value) ?? 0) + 1);
  const reports: PlannedReport[] = [];
  for (let i = 0; i < size; i++) {
    // One issuer has nothing of it; of the indicators each has as much as any other.
    const issuer = issuers[random.below(issuers.length - 1)] as (typeof issuers)[number];
    const draw = () => indicators[random.below(indicators.length)] as Indicator;
    const [one, other] = [draw(), draw()];
    const filed: [Indicator, ...Indicator[]] = one === other ? [one] : [one, other];
    add(`issuer/${issuer.id}`);
    const keys = filed.flatMap((own) => [own, ...own.ancestors].map(indicatorKey));
    for (const key of new Set(keys)) add(`indicator/${key}`);
    const title = `报告之${i}`;
    const year = 2023 - Math.floor((i * 10) / size);
    reports.push({
      report: {
        ...{ year, slug: `report-${i}`, title, issuer, indicators: filed, attachments: [] },
        ...{ documentNumber: undefined, indexNumber: undefined },
      },
      html: `<p>${word}，其${i}。</p>`,
    });
  }
  const converterOf = siteConverters(variantSettings(archive));
  await writePlannedIndex(indexPlan(archive), reports, join(folder, searchFolder), converterOf);
  server = await FaultyServer.start(folder, county.outDir);
});
test.afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});
test.beforeEach(() => {
  server.befalls = undefined;
  server.asked.length = 0;
});

interface Row {
  readonly value: string;
  /** Nothing while it is not counted. */
  readonly said: string;
  readonly isShown: boolean;
  readonly isSeen: boolean;
}

function rows(page: Page): Promise<Row[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('a[data-filter]'), (link) => {
      const { top, bottom, height } = link.getBoundingClientRect();
      const count = link.closest('li')?.querySelector('[data-filter-count]') as Element;
      const isSaid = getComputedStyle(count).visibility === 'visible';
      return {
        value: `${link.dataset.filter}/${link.dataset.value}`,
        said: isSaid ? (count.textContent ?? '') : '',
        isShown: height > 0,
        isSeen: height > 0 && bottom > 0 && top < window.innerHeight,
      };
    }).filter(({ value }) => !value.startsWith('year/')),
  );
}

/** What is said of a value that is not so. */
function wrong(all: readonly Row[]): Row[] {
  return all.filter(({ value, said, isShown }) => {
    const found = truth.get(value) ?? 0;
    return isShown ? said !== '' && said !== `${found}份` : found > 0;
  });
}

async function search(browser: Browser, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height },
  });
  const page = await context.newPage();
  await page.goto(`/search/?q=${word}`);
  await expect(page.locator('[data-search-count]')).toHaveText(String(size));
  await page.waitForFunction(() => !document.querySelector('.is-filling, .is-searching'));
  return page;
}

const lists = (column: string) =>
  server.asked.filter((path) => new RegExp(`/(facets-)?${column}\\.\\d+\\.`).test(path));

test('the values of a filter are counted where they are seen, rightly, and no others', async ({
  browser,
}) => {
  const page = await search(browser, 1280, 800);
  await page.locator('a[data-filter=issuer]').first().scrollIntoViewIfNeeded();
  await expect
    .poll(async () => (await rows(page)).filter(({ isSeen, said }) => isSeen && !said))
    .toEqual([]);
  const first = await rows(page);
  expect(first.some(({ value, said }) => value.startsWith('issuer/') && said)).toBe(true);
  expect(first.some(({ isShown, said }) => isShown && !said)).toBe(true);
  expect(wrong(first)).toEqual([]);
  expect(server.asked.filter((path) => /\/facets(-[a-z]+)?\.\d/.test(path))).toEqual([]);
  const before = lists('indicator').length;

  for (let last = -1; ; ) {
    await expect
      .poll(async () => (await rows(page)).filter(({ isSeen, said }) => isSeen && !said))
      .toEqual([]);
    expect(wrong(await rows(page))).toEqual([]);
    const at = await page.evaluate(() => {
      window.scrollBy({ top: window.innerHeight / 2, behavior: 'instant' });
      return window.scrollY;
    });
    if (at === last) break;
    last = at;
  }
  const all = await rows(page);
  for (const { value, said, isShown } of all) {
    const found = truth.get(value) ?? 0;
    expect(isShown ? said : '', value).toBe(found > 0 ? `${found}份` : '');
  }
  expect(all.some(({ isShown }) => !isShown)).toBe(true);
  expect(lists('indicator').length).toBeGreaterThan(before);
  const loaded = [...lists('indicator'), ...lists('issuer')];
  expect(new Set(loaded).size, 'a list is loaded twice').toBe(loaded.length);

  // What a count promises is what choosing it gives.
  for (const column of ['indicator', 'issuer']) {
    const link = page.locator(`a[data-filter=${column}]:visible`).nth(2);
    const promised = truth.get(`${column}/${await link.getAttribute('data-value')}`);
    await link.click();
    await expect(page.locator('[data-search-count]')).toHaveText(String(promised));
    await page.goBack();
    await expect(page.locator('[data-search-count]')).toHaveText(String(size));
  }
  await page.context().close();
});

test('lists that are folded load nothing, and are counted when they are opened', async ({
  browser,
}) => {
  const page = await search(browser, 360, 740);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(500);
  expect([...lists('issuer'), ...lists('indicator')]).toEqual([]);
  await page.locator('[data-search-browse] > summary').click();
  await page.locator('a[data-filter=issuer]').first().scrollIntoViewIfNeeded();
  await expect
    .poll(async () => (await rows(page)).filter(({ isSeen, said }) => isSeen && !said))
    .toEqual([]);
  expect(wrong(await rows(page))).toEqual([]);
  expect(lists('issuer').length).toBeGreaterThan(0);
  await page.context().close();
});

for (const fault of ['lost', 'missing', 'page-instead', 'cut', 'altered', 'swapped'] as const)
  test(`where the list of a value is ${fault}, no number stands, and then the right one`, async ({
    browser,
  }) => {
    server.befalls = /\/(issuer|indicator)\.\d+\./;
    server.fault = fault;
    const before = server.befallen;
    const page = await search(browser, 1280, 800);
    await page.locator('a[data-filter=issuer]').first().scrollIntoViewIfNeeded();
    await expect.poll(() => server.befallen).toBeGreaterThan(before);
    await page.waitForTimeout(500);
    expect((await rows(page)).filter(({ said }) => said)).toEqual([]);
    expect(wrong(await rows(page))).toEqual([]);
    server.befalls = undefined;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect
      .poll(async () => (await rows(page)).filter(({ isSeen, said }) => isSeen && !said))
      .toEqual([]);
    expect((await rows(page)).some(({ said }) => said)).toBe(true);
    expect(wrong(await rows(page))).toEqual([]);
    await page.context().close();
  });

test('a value that the keyboard is on stays, though nothing has it', async ({ browser }) => {
  server.befalls = /\/issuer\.\d+\./;
  server.fault = 'lost';
  const page = await search(browser, 1280, 800);
  const none = (await rows(page)).find(
    ({ value }) => value.startsWith('issuer/') && !truth.has(value),
  );
  const link = page.locator(`a[data-filter=issuer][data-value="${none?.value.slice(7)}"]`);
  await link.focus();
  server.befalls = undefined;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.locator('li', { has: link }).locator('[data-filter-count]')).toHaveText('0份');
  await expect(link).toBeFocused();
  await page.context().close();
});

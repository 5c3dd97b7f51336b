import { pageTexts } from '../../scripts/page-texts.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { Archive } from '../../src/model/archive.ts';
import { normalizeText } from '../../src/search/normalize.ts';
import { expect, test } from '../policed-test.ts';
import { testSite } from '../sites.ts';

const county = testSite('county');
let texts: { title: string; blocks: string[] }[];

test.beforeAll(async () => {
  const archive = (await openArchive(county.contentDir)).archive as Archive;
  texts = archive.reports.map((report) => ({
    title: report.title,
    blocks: pageTexts(county.outDir, report).map(normalizeText),
  }));
});

/** Reports whose page has a run, found by reading all of them. */
function holding(run: string): number {
  const wanted = normalizeText(run);
  return texts.filter(({ blocks }) => blocks.some((block) => block.includes(wanted))).length;
}

const phrase = '行政复议';
const long = '关于进一步加强法治政府建设的工作报告'.repeat(120).slice(0, 2000);
const none = '没有可以查找的文字';

/** What is typed, and what is said: how many reports have which run, or a sentence. */
const odd: readonly (readonly [typed: string, said: string, found?: string])[] = [
  ['法', '含有“法”', '法'],
  ['A', '含有“A”', 'A'],
  ['。', '含有“。”', '。'],
  ['，。！？', '没有报告含有整个“，。！？”', '，。！？'],
  ['%', '含有“%”', '%'],
  ['①', '含有“①”', '1'],
  ['"', '含有“"”', '"'],
  [`"${phrase}`, `含有“${phrase}”`, phrase],
  [`${phrase}"`, `含有“${phrase}”`, phrase],
  [`“${phrase}`, `含有“${phrase}”`, phrase],
  [`"${phrase}" "`, `含有“${phrase}”和“"”`],
  [`-${phrase}`, '只写了不要的词', `-${phrase}`],
  ['-行政 -复议', '只写了不要的词'],
  ['   ', ''],
  ['\u3000\u00a0\t\u200b', none],
  ['\u0000', none],
  [`\u3000${phrase}\u2003`, `含有“${phrase}”`, phrase],
  [`\u202e${phrase}`, `含有“${phrase}”`, phrase],
  ['行政\u3000复议', '含有“行政”和“复议”'],
  ['😀', '没有报告含有整个“😀”', '😀'],
  [`😀${phrase}`, `没有报告含有整个“😀${phrase}”`, `😀${phrase}`],
  [long, '只用了开头的一部分'],
  ['，'.repeat(2000), '只用了开头的一部分'],
  ['法 '.repeat(900), '含有“法”', '法'],
  ['*', '没有报告含有整个“*”', '*'],
  ['<b>&amp;</b>', '没有报告含有整个“<b>&amp;</b>”', '<b>&amp;</b>'],
  [`${phrase} OR 行政诉讼`, `没有报告同时含有“${phrase}”和“OR”和“行政诉讼”`],
];

test('whatever is typed, what is said of it is true', async ({ page }) => {
  await page.goto('search/');
  const wrong: string[] = [];
  for (const [typed, said, run] of odd) {
    await page.locator('search-page input[name=q]').fill(typed);
    await page.keyboard.press('Enter');
    const status = page.locator('[data-search-status]');
    if (said) await expect(status).toContainText(said);
    await page.waitForFunction(
      () => !document.querySelector('.is-searching, .is-filling, [aria-busy=true]'),
    );
    const count = page.locator('[data-search-count]');
    const claimed = (await count.count()) > 0 ? Number(await count.textContent()) : undefined;
    if (run !== undefined && claimed !== holding(run))
      wrong.push(`${typed.slice(0, 20)}: ${claimed}, and not ${holding(run)}`);
    if (/[\u202a-\u202e]/.test((await status.textContent()) ?? '')) wrong.push('turned about');
    for (const link of await page.locator('[data-search-help] a').allTextContents())
      if (/[\ud800-\udfff]/.test(link.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')))
        wrong.push(`half a character in ${link}`);
  }
  expect(wrong).toEqual([]);
});

test('of a single symbol the passage shown is the one that has it most often', async ({ page }) => {
  const symbols = new Map<string, Set<number>>();
  for (const [document, { blocks }] of texts.entries())
    for (const symbol of new Set(blocks.slice(1).join('')))
      if (/\p{Script=Han}/u.test(symbol))
        symbols.set(symbol, (symbols.get(symbol) ?? new Set()).add(document));
  const often = (block: string, symbol: string) => block.split(symbol).length - 1;
  const most = (blocks: readonly string[], symbol: string) =>
    Math.max(...blocks.map((block) => often(block, symbol)));
  // Of a text where it stands once nothing is to be chosen.
  const rare = [...symbols].filter(
    ([symbol, documents]) =>
      documents.size <= 8 &&
      [...documents].some((document) => most(texts[document]?.blocks.slice(1) ?? [], symbol) > 1),
  );
  expect(rare.length).toBeGreaterThan(3);
  const wrong: string[] = [];
  let chosen = 0;
  for (const [symbol] of rare.slice(0, 16)) {
    await page.goto(`search/?q=${symbol}`);
    await page.waitForFunction(
      () =>
        document.querySelector('[data-search-results] > li') &&
        !document.querySelector('.is-searching, .is-filling, [aria-busy=true]'),
    );
    const results = await page.locator('[data-search-results] > li').evaluateAll((all) =>
      all.map((item) => ({
        title: item.querySelector('h3')?.textContent?.trim() ?? '',
        excerpt: item.querySelector('[data-excerpt]')?.textContent ?? '',
      })),
    );
    for (const { title, excerpt } of results) {
      const text = texts.find((each) => each.title === title);
      const blocks = text?.blocks.slice(1) ?? [];
      const shown = normalizeText(excerpt.replace(/^…|…$/g, ''));
      const best = most(blocks, symbol);
      if (best < 2) continue;
      chosen++;
      const own = blocks.filter((block) => block.includes(shown));
      if (!own.some((block) => often(block, symbol) === best))
        wrong.push(`${symbol} of ${title}: ${shown.slice(0, 40)} and not ${best} times`);
    }
  }
  expect(chosen).toBeGreaterThan(3);
  expect(wrong).toEqual([]);
});

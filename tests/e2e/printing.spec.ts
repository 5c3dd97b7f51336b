import type { Page } from 'playwright/test';
import { expect, test } from './quiet-page.ts';
import { footHeight, readPdf, type Sheet } from './read-pdf.ts';
import { at, realReport, scripts } from './scripts.ts';

for (const words of scripts) {
  test(`A clerk prints the report in ${words.name}: its pages, and nothing that is for the screen`, async ({
    page,
  }) => {
    await page.goto(at('real', words.prefix + realReport));
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect(sheets).toBeGreaterThanOrEqual(3);
    expect(sheets).toBeLessThanOrEqual(12);

    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main article')).toBeVisible();
    await expect(page.locator('nav.breadcrumb')).toBeVisible();
    for (const control of ['form[role=search]', '[data-elder-toggle]', 'button']) {
      for (const one of await page.locator(control).all()) await expect(one).toBeHidden();
    }
  });
}

test('A printed page keeps its trail whatever the standard calls it', async ({ page }) => {
  // The county under a prefix follows Hong Kong's standard.
  await page.goto(at('prefix', 'zh-hant/reports/2019/government-annual-2019/'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('nav.breadcrumb')).toBeVisible();
  await expect(page.locator('nav').first()).toBeHidden();
});

const statistics = 'reports/2016/enforcement-statistics-2016/';
const annual = 'reports/2019/government-annual-2019/';

async function printed(page: Page, address: string, mode?: 'elder'): Promise<readonly Sheet[]> {
  await page.goto(at('county', mode ? `${address}?mode=${mode}` : address));
  return readPdf(await page.pdf({ preferCSSPageSize: true }));
}

test('every sheet has its number, the address and the date of the report at its foot', async ({
  page,
}) => {
  for (const [tree, label] of [
    ['', '公开日期：'],
    ['zh-hant/', '公開日期：'],
  ] as const) {
    const sheets = await printed(page, tree + statistics);
    for (const [index, { texts, height }] of sheets.entries()) {
      const foot = texts
        .filter(({ top }) => top > height - footHeight)
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' ');
      expect(foot).toContain(`${index + 1} / ${sheets.length}`);
      expect(foot.replace(/\s/g, '')).toContain(statistics);
      expect(foot.replace(/\s/g, '')).toContain(`${label}2017-01-2617:40`);
    }
  }
});

test('the trail is one line on paper', async ({ page }) => {
  const [first] = await printed(page, statistics);
  const trail = first?.texts.filter(({ top, size }) => size < 8.5 && top < 200) ?? [];
  expect(trail.map(({ text }) => text).join('')).toContain('法治政府建设示范创建');
  expect(trail.map(({ text }) => text).join('')).toMatch(/2016\s*$/);
  expect(new Set(trail.map(({ top }) => Math.round(top))).size).toBe(1);
});

test('a table of thirteen columns is turned, with its heading, and nothing of it is cut or set one character a line', async ({
  page,
}) => {
  for (const tree of ['', 'zh-hant/']) {
    const sheets = await printed(page, tree + statistics);
    const turned = sheets.filter(({ width, height }) => width > height);
    expect(turned.length).toBe(1);
    const [sheet] = turned as [Sheet];
    expect(sheet.words).toMatch(/^二、各[单單]位行政[处處][罚罰][数數][据據]/);
    for (const cell of ['1131', '88.75', '15.08', '341']) expect(sheet.words).toContain(cell);
    for (const { left, right } of sheet.texts) {
      expect(left).toBeGreaterThanOrEqual(50);
      expect(right).toBeLessThanOrEqual(sheet.width - 50);
    }
    // 县住房和城乡建设局: one of its lines is long.
    expect(sheet.texts.some(({ text }) => text.length >= 5 && /住房和城/.test(text))).toBe(true);
    const small = sheet.texts.filter(({ size }) => size < 8.9);
    expect(small).toEqual([]);
  }
});

test('the borders of a printed table are whole', async ({ page }) => {
  await page.goto(at('county', statistics));
  await page.emulateMedia({ media: 'print' });
  const cut = await page.locator('.table-scroll').evaluateAll((regions) =>
    regions.flatMap((region) => {
      const table = region.querySelector('table') as HTMLElement;
      const cells = [...table.querySelectorAll('th, td')];
      return [
        ...(region.scrollWidth > region.clientWidth + 1 ? ['wider than its box'] : []),
        ...(getComputedStyle(region).overflowX === 'visible' ? [] : ['its box cuts']),
        ...cells
          .filter((cell) => {
            const { borderTopWidth, borderLeftWidth } = getComputedStyle(cell);
            return borderTopWidth === '0px' || borderLeftWidth === '0px';
          })
          .map((cell) => `no border: ${cell.textContent}`),
      ];
    }),
  );
  expect(cut).toEqual([]);
});

test('a long table repeats its header on every sheet and breaks between rows', async ({ page }) => {
  await page.goto(at('county', statistics));
  // As many rows as a year of cases has; the fixture's own, again and again.
  const rows = await page.evaluate(() => {
    const body = document.querySelectorAll('.table-scroll tbody')[1] as Element;
    const own = [...body.children];
    for (let time = 0; time < 9; time += 1) body.append(...own.map((row) => row.cloneNode(true)));
    return body.children.length;
  });
  const sheets = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  const turned = sheets.filter(({ width, height }) => width > height);
  expect(turned.length).toBeGreaterThan(1);
  for (const { words } of turned) {
    expect(words).toContain('行政拘留');
    expect(words).toContain('金额（万元）');
  }
  // 县住房和 | 城乡建设局 stand on one sheet: as many beginnings as ends on each.
  const count = (words: string, part: string) => words.split(part).length - 1;
  for (const { words } of turned) expect(count(words, '县住房和城')).toBe(count(words, '建设局'));
  expect(turned.reduce((sum, { words }) => sum + count(words, '建设局'), 0)).toBe(rows / 6);
});

test('no sheet has a single line, ends with a heading or parts the hash from its label', async ({
  page,
}) => {
  for (const address of [annual, statistics, `zh-hant/${annual}`]) {
    const sheets = await printed(page, address);
    await page.emulateMedia({ media: 'print' });
    const headings = await page
      .locator('article :is(h2, h3, h4)')
      .evaluateAll((all) => all.map((one) => (one.textContent ?? '').replace(/\s/g, '')));
    await page.emulateMedia({ media: null });
    for (const { lines, texts, height } of sheets) {
      expect(lines.length).toBeGreaterThan(1);
      const body = texts.filter(({ top }) => top < height - footHeight);
      const last = Math.max(...body.map(({ top }) => top));
      const lastLine = body
        .filter(({ top }) => Math.abs(top - last) < 2)
        .map(({ text }) => text)
        .join('')
        .replace(/\s/g, '');
      expect(headings).not.toContain(lastLine);
    }
    const hashed = sheets.filter(({ words }) => /[0-9a-f]{60}/.test(words));
    expect(hashed.length).toBe(1);
    expect(hashed[0]?.words).toContain('SHA-256');
  }
});

test('elder mode prints at 16 points, a wide table as a card for each row, each whole on its sheet', async ({
  page,
}) => {
  const sheets = await printed(page, statistics, 'elder');
  expect(sheets.every(({ width, height }) => width < height)).toBe(true);
  const sizes = sheets.flatMap(({ texts }) =>
    texts.filter(({ text }) => /统计口径|合计：/.test(text)).map(({ size }) => Math.round(size)),
  );
  expect(sizes.length).toBeGreaterThan(3);
  expect(new Set(sizes)).toEqual(new Set([16]));
  const count = (words: string, part: string) => words.split(part).length - 1;
  for (const { words } of sheets) expect(count(words, '单位：县')).toBe(count(words, '备注：'));
});

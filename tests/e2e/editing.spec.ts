import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { type EditServer, startEditServer } from '../../src/editing/server/edit-server.ts';
import { axeFindings, injectEngines } from '../a11y/engines.ts';
import { root } from '../sites.ts';
import { cell, centred, paragraph, picture, wordFile } from '../unit/importing/word-file.ts';
import { expect, test } from './quiet-page.ts';

interface Desk {
  readonly contentDir: string;
  readonly url: string;
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
}

/** A content folder without a report, as a county begins, and the editor over it. */
const withDesk = test.extend<{ desk: Desk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
  desk: async ({}, use) => {
    const scratch = mkdtempSync(join(tmpdir(), 'archive-desk-'));
    const contentDir = join(scratch, 'content');
    mkdirSync(contentDir);
    for (const part of ['site.yaml', 'issuers.yaml', 'indicators', 'pages'])
      cpSync(join(root, 'tests/fixtures/county', part), join(contentDir, part), {
        recursive: true,
      });
    let server: EditServer | undefined;
    const start = async (port = 0) => {
      server = await startEditServer({
        root,
        contentDir,
        outDir: join(scratch, 'out'),
        cacheDir: join(scratch, 'cache'),
        importEntry: join(root, 'scripts/import-one.ts'),
        buildEntry: join(root, 'scripts/build.ts'),
        releaseEntry: join(root, 'scripts/release.ts'),
        releasesDir: join(scratch, 'releases'),
        port,
      });
      return server.url;
    };
    const url = await start();
    await use({ contentDir, url, start, stop: async () => server?.close() });
    await server?.close();
    rmSync(scratch, { recursive: true, force: true });
  },
});

const slug = 'qing-he-xian-2019-nian-du-yi-fa-xing-zheng-gong-zuo-qing';

async function report(): Promise<Buffer> {
  const image = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#446' } })
    .png()
    .toBuffer();
  const rows = [
    ['项目', '件数'],
    ['复议', '12'],
  ].map((row) => `<w:tr>${row.map((text) => cell(text)).join('')}</w:tr>`);
  return wordFile(
    [
      paragraph('青禾县2019年度依法行政工作情况的报告', centred),
      paragraph('一、基本情况'),
      paragraph('全年办理行政复议案件12件，松谷镇的干部当面向群众说明理由。'),
      `<w:tbl>${rows.join('')}</w:tbl>`,
      picture(''),
      paragraph('二、下一步'),
      paragraph('大厅里的钟不准，已经修好。'),
    ].join(''),
    { 'word/media/image1.png': image },
  );
}

async function expectAccessible(page: Page): Promise<void> {
  await injectEngines(page);
  expect(await axeFindings(page)).toEqual([]);
  const wide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('main *, header *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(wide, `${page.url()} is wider than the window`).toEqual([]);
}

withDesk.describe('A clerk with a Word file', () => {
  withDesk(
    'imports, mends, dates, converts, looks and builds, all in the browser',
    async ({ page, desk, context }) => {
      withDesk.setTimeout(600_000);
      page.setDefaultTimeout(60_000);
      await page.goto(desk.url);
      expect(page.url()).not.toContain('token');
      await expectAccessible(page);

      await page.getByRole('link', { name: '导入' }).click();
      await page.getByLabel('文件', { exact: true }).setInputFiles({
        name: '依法行政报告.docx',
        mimeType: 'application/octet-stream',
        buffer: await report(),
      });
      await page.getByLabel('发布机构').selectOption('青禾县人民政府');
      await page.getByRole('button', { name: '导入' }).click();
      await expect(page.getByText('没有写指标')).toBeVisible();
      await expect(page.getByText('1 张图片没有文字说明')).toBeVisible();
      await expectAccessible(page);

      await page.getByRole('link', { name: /打开编辑/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        '青禾县2019年度依法行政工作情况的报告',
      );
      await expectAccessible(page);
      const count = page.locator('[data-count]');
      await expect(count).toContainText('错误');

      const indicators = page.getByRole('group', { name: /^指标/ });
      await expect(indicators).toContainText('缺少 indicators（指标）');
      await indicators.getByRole('checkbox').first().check();
      await expect(indicators).not.toContainText('缺少 indicators（指标）');

      const date = page.getByLabel('公开日期', { exact: true });
      await date.fill('2020年3月20日');
      await expect(date).toHaveAttribute('aria-invalid', 'true');
      await expect(page.locator('[data-problems=published]')).toContainText('2020-03-20');
      await date.fill('2020-03-20');
      await expect(date).not.toHaveAttribute('aria-invalid', 'true');

      const body = page.getByLabel('正文（Markdown）');
      await page.getByRole('link', { name: /^正文第 \d+ 行/ }).click();
      await expect(body).toBeFocused();
      expect(
        await body.evaluate((area) => {
          const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
          return value.slice(selectionStart, selectionEnd);
        }),
      ).toContain('![](');
      await page.keyboard.insertText(`![政务大厅里的公示栏](${slug}-1.png)`);
      await expect(count).toHaveText('没有发现问题');

      await page.getByRole('button', { name: /^繁体/ }).click();
      const frame = page.frameLocator('iframe[name=preview]');
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText(
        '青禾縣2019年度依法行政工作情況的報告',
      );
      await expect(frame.getByRole('cell', { name: '12' })).toBeVisible();
      const doubt = frame
        .locator('.doubts > li')
        .filter({ has: frame.locator('input[name=simplified][value=不准]') });
      const offer = doubt.getByRole('button', { name: /^改为/ }).first();
      const wanted = ((await offer.textContent()) ?? '').replace('改为', '').trim();
      await offer.click();
      await expect(frame.getByText('写进了对照表')).toBeVisible();
      await expect(frame.locator('article')).toContainText(wanted);
      await expect(doubt).toHaveCount(0);

      await page.getByRole('button', { name: '保存' }).last().click();
      await expect(page.getByText('保存了。')).toBeVisible();
      const saved = readFileSync(join(desk.contentDir, `reports/2019/${slug}.md`), 'utf8');
      expect(saved).toContain('\npublished: 2020-03-20\n');
      expect(saved).toContain('![政务大厅里的公示栏](');
      expect(readFileSync(join(desk.contentDir, 'glossary.yaml'), 'utf8')).toContain(wanted);

      await page.getByRole('link', { name: '生成网站' }).click();
      await page.getByRole('button', { name: '生成并查看' }).click();
      await expectAccessible(page);
      const finished = page.getByRole('link', { name: '打开生成的网站' });
      await expect(finished).toBeVisible({ timeout: 500_000 });
      await expectAccessible(page);
      const [site] = await Promise.all([context.waitForEvent('page'), finished.click()]);
      await site.goto(new URL(`zh-hant/reports/2019/${slug}/`, site.url()).href);
      await expect(site.locator('main article')).toContainText(wanted);
      await expect(site.getByRole('img', { name: /公示欄/ })).toBeVisible();
    },
  );
});

function writeReport(contentDir: string, name = 'a-report'): string {
  const file = `reports/2019/${name}.md`;
  mkdirSync(join(contentDir, 'reports/2019'), { recursive: true });
  writeFileSync(
    join(contentDir, file),
    '---\ntitle: 青禾县2019年度报告\nyear: 2019\nissuer: qinghe-government\nindicators: ["2021/27"]\npublished: 2020-03-20\n---\n\n## 一、情况\n\n办结12件。\n',
  );
  return file;
}

withDesk.describe('The form', () => {
  // What is refused is answered as such: another window's text, a program that is gone, a report that is none.
  withDesk.use({ expectedFailures: /\/report/ });

  withDesk(
    'takes a table pasted from Word where the caret is, and undo takes it back',
    async ({ page, desk }) => {
      writeReport(desk.contentDir);
      await page.goto(desk.url);
      await page.getByRole('link', { name: '青禾县2019年度报告' }).click();
      const body = page.getByLabel('正文（Markdown）');
      await body.focus();
      await page.keyboard.press('Control+End');
      await body.evaluate((area) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(
          'text/html',
          '<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>',
        );
        clipboardData.setData('text/plain', '甲\t乙\n1\t2');
        area.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      });
      await expect(body).toHaveValue(/\| 甲 \| 乙 \|\n\| --- \| --- \|\n\| 1 \| 2 \|$/);
      await page.keyboard.press('Control+z');
      await expect(body).not.toHaveValue(/甲/);
    },
  );

  withDesk(
    'loses nothing when the program stops: the browser keeps it and offers it again',
    async ({ page, desk }) => {
      writeReport(desk.contentDir);
      await page.goto(desk.url);
      await page.getByRole('link', { name: '青禾县2019年度报告' }).click();
      const body = page.getByLabel('正文（Markdown）');
      await page.waitForLoadState('networkidle');
      await desk.stop();
      await body.fill('写在程序停了以后。');
      await expect(page.getByText('编辑程序没有回应')).toBeVisible();
      const url = await desk.start(Number(new URL(desk.url).port));
      page.on('dialog', (dialog) => void dialog.accept());
      await page.goto(url);
      await page.getByRole('link', { name: '青禾县2019年度报告' }).click();
      await page.getByRole('button', { name: '接着写' }).click();
      await expect(body).toHaveValue('写在程序停了以后。');
      await expect(page.getByText('草稿存好了')).toBeVisible();
    },
  );

  withDesk(
    'in two windows saves once, shows both, and goes on from what was written',
    async ({ page, desk, context }) => {
      const file = writeReport(desk.contentDir);
      await page.goto(desk.url);
      await page.getByRole('link', { name: '青禾县2019年度报告' }).click();
      const other = await context.newPage();
      await other.goto(page.url());
      await other.locator('#f-title').fill('另一个窗口的标题');
      await other.keyboard.press('Control+s');
      await expect(other.getByText('保存了。')).toBeVisible();
      await page.getByLabel('正文（Markdown）').fill('这个窗口的正文。');
      await page.keyboard.press('Control+s');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('没有保存');
      await expectAccessible(page);
      await page.getByRole('button', { name: '拿着我写的，接着改' }).click();
      await expect(page.getByLabel('正文（Markdown）')).toHaveValue('这个窗口的正文。');
      await page.keyboard.press('Control+s');
      await expect(page.getByText('保存了。')).toBeVisible();
      expect(readFileSync(join(desk.contentDir, file), 'utf8')).toContain('这个窗口的正文。');
    },
  );

  withDesk(
    'and every other page stand a phone, large text and forced colours',
    async ({ page, desk }) => {
      const file = writeReport(desk.contentDir);
      await page.setViewportSize({ width: 360, height: 740 });
      await page.emulateMedia({ forcedColors: 'active' });
      await page.goto(desk.url);
      const base = page.url();
      for (const path of [
        '',
        'new',
        'import',
        'mend',
        'build',
        `report?file=${file}`,
        'report?file=no',
      ]) {
        await page.goto(base + path);
        await page.addStyleTag({ url: `${base}style.css` });
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '36px';
        });
        await expectAccessible(page);
      }
    },
  );
});

withDesk.describe('Without script', () => {
  withDesk.use({ javaScriptEnabled: false });

  withDesk('a report is made, written, previewed and saved by keyboard', async ({ page, desk }) => {
    await page.goto(desk.url);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
    await page.getByRole('link', { name: '新建' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#f-title').fill('青禾县2020年度报告');
    await page.locator('#f-year').fill('2020');
    await page.locator('#f-issuer').selectOption({ label: '青禾县司法局' });
    await page.getByRole('checkbox').first().focus();
    await page.keyboard.press('Space');
    await page.getByLabel('网址里的名字').fill('justice-2020');
    await page.keyboard.press('Enter');
    await expect(page.getByText('建好了')).toBeVisible();
    await page.getByLabel('正文（Markdown）').fill('## 一、情况\n\n后坪镇办结12件。');
    await page.getByRole('button', { name: '简体' }).press('Enter');
    await expect(
      page.frameLocator('iframe[name=preview]').getByRole('heading', { name: '一、情况' }),
    ).toBeVisible();
    await page.getByRole('button', { name: '保存' }).last().press('Enter');
    await expect(page.getByText('保存了。')).toBeVisible();
    expect(readFileSync(join(desk.contentDir, 'reports/2020/justice-2020.md'), 'utf8')).toMatch(
      /\n\n## 一、情况\n\n后坪镇办结12件。$/,
    );
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { cell, centred, paragraph, picture, wordFile } from '../unit/importing/word-file.ts';
import { expectAccessible, withDesk } from './editor-desk.ts';
import { expectPicture } from './handbook-pictures.ts';
import { expect } from './quiet-page.ts';

const slug = 'qing-he-xian-2019-nian-du-yi-fa-xing-zheng-gong-zuo-qing';

/** A fictional table: nobody printed it. */
const table = `一级指标,二级指标,三级指标
一、依法履行职能,1.决策,1.重大决策听取公众意见。
,,2.决策前审查合法性。
二、化解矛盾,1.复议,3.行政复议案件按期办结。
`;

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

async function setUp(page: Page): Promise<void> {
  await page.getByRole('link', { name: '去写网站资料' }).click();
  await expectAccessible(page);
  await page.getByLabel('名称 必填').fill('青禾县法治档案');
  await page.getByLabel('网址 必填').fill('https://archive.qinghe.example');
  await page.getByLabel('导航路径 必填').fill('法治政府建设示范创建\n网络检索指标');
  await expectPicture(page, 'setup', page.locator('section[aria-labelledby=site]'));
  await page.getByRole('button', { name: '保存网站' }).click();
  await expect(page.getByText('网站的资料写好了')).toBeVisible();

  await page.getByLabel('机构的名称').fill('青禾县人民政府\n松谷镇人民政府');
  await page.getByRole('button', { name: '加上机构' }).click();
  await expect(page.getByText('机构加上了')).toBeVisible();

  await page.getByLabel('表格文件').setInputFiles({
    name: '指标表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table),
  });
  await page.getByLabel('版本，如 2021').fill('2021');
  await page.getByRole('button', { name: '读表格' }).click();
  await page.getByLabel('这一版的名称').fill('青禾县网络检索指标（2021年版）');
  await expectAccessible(page);
  await expectPicture(page, 'indicators', page.locator('main form'));
  await page.getByRole('button', { name: '写入指标表' }).click();
  await expect(page.getByText('指标表写好了')).toBeVisible();
  await expectAccessible(page);
}

withDesk.describe('The handbook', () => {
  withDesk.use({
    isEmpty: true,
    deviceScaleFactor: 1.5,
    // The sandbox keeps out what the tests would run in every frame, and says so.
    expectedFailures: /\/report\/(?:preview|glossary)|\/preview-empty$/,
  });

  withDesk(
    'leads a clerk with a Word file from an empty folder to a zip, all in the browser',
    async ({ page, desk, context }) => {
      withDesk.setTimeout(900_000);
      page.setDefaultTimeout(60_000);
      await page.goto(desk.url);
      expect(page.url()).not.toContain('token');
      await expectAccessible(page);
      await setUp(page);

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
      await expectPicture(page, 'imported', page.locator('.outcome').first());

      await page.getByRole('link', { name: /打开编辑/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        '青禾县2019年度依法行政工作情况的报告',
      );
      await expectAccessible(page);
      const count = page.locator('[data-count]');
      await expect(count).toContainText('错误');

      const indicators = page.getByRole('group', { name: /^指标/ });
      await expect(indicators).toContainText('缺少 indicators（指标）');
      await indicators.getByRole('checkbox', { name: /行政复议/ }).check();
      await expect(indicators).not.toContainText('缺少 indicators（指标）');

      const date = page.getByLabel('公开日期', { exact: true });
      await date.fill('2020年3月20日');
      await expect(date).toHaveAttribute('aria-invalid', 'true');
      const published = page.locator('.field').filter({ has: page.locator('#f-published') });
      await expect(published).toContainText('最接近的是：2020-03-20');
      await expectPicture(page, 'problem', published);
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
      await expectPicture(page, 'body', page.locator('section[aria-labelledby=text]'), 620);

      await page.getByRole('button', { name: /^繁体/ }).click();
      const frame = page.frameLocator('iframe[name=preview]');
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText(
        '青禾縣2019年度依法行政工作情況的報告',
      );
      await expect(frame.getByRole('cell', { name: '12' })).toBeVisible();
      const doubt = frame
        .locator('.doubts > li')
        .filter({ has: frame.locator('input[name=simplified][value=不准]') });
      await expectPicture(page, 'doubt', doubt);
      const offer = doubt.getByRole('button', { name: /^改为/ }).first();
      const wanted = ((await offer.textContent()) ?? '').replace('改为', '').trim();
      await offer.click();
      await expect(frame.getByText('这一篇里会改动 1 处')).toBeVisible();
      await expectPicture(page, 'decision', frame.locator('main'), 370);
      await frame.getByRole('button', { name: /^全站都用/ }).click();
      await expect(frame.getByText('写进了全站的对照表')).toBeVisible();
      await expect(frame.locator('article')).toContainText(wanted);
      await expect(doubt).toHaveCount(0);
      await page.getByRole('button', { name: '简体' }).click();
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText(
        '青禾县2019年度依法行政工作情况的报告',
      );

      await page.getByRole('button', { name: '保存' }).last().click();
      await expect(page.getByText('保存了。')).toBeVisible();
      const saved = readFileSync(join(desk.contentDir, `reports/2019/${slug}.md`), 'utf8');
      expect(saved).toContain('\npublished: 2020-03-20\n');
      expect(saved).toContain('![政务大厅里的公示栏](');
      expect(readFileSync(join(desk.contentDir, 'glossary.yaml'), 'utf8')).toContain(wanted);

      await page.getByRole('link', { name: '生成网站' }).click();
      await expectPicture(page, 'release', page.locator('section[aria-labelledby=release]'));
      await page.getByRole('button', { name: '做成版本' }).click();
      await expectAccessible(page);
      const finished = page.getByRole('link', { name: '打开生成的网站' });
      await expect(finished).toBeVisible({ timeout: 800_000 });
      await expectAccessible(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /^下载/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^release-[0-9a-f]{16}\.zip$/);
      const [site] = await Promise.all([context.waitForEvent('page'), finished.click()]);
      await site.goto(new URL(`zh-hant/reports/2019/${slug}/`, site.url()).href);
      await expect(site.locator('main article')).toContainText(wanted);
      await expect(site.getByRole('img', { name: /公示欄/ })).toBeVisible();
    },
  );
});

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expectAccessible, withDesk } from './editor-desk.ts';
import { expect } from './quiet-page.ts';

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
    'takes a picture from the clipboard and one that is dropped, and asks what is on each',
    async ({ page, desk }) => {
      writeReport(desk.contentDir);
      await page.goto(desk.url);
      await page.getByRole('link', { name: '青禾县2019年度报告' }).click();
      const body = page.getByLabel('正文（Markdown）');
      await body.focus();
      await page.keyboard.press('Control+Home');
      const give = async (kind: 'paste' | 'drop', name: string, colour: string) => {
        const bytes = [
          ...(await sharp({ create: { width: 4, height: 4, channels: 3, background: colour } })
            .png()
            .toBuffer()),
        ];
        await body.evaluate(
          (area, { kind: what, name: file, bytes: all }) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(all)], file, { type: 'image/png' }));
            // What an office copies with a picture alone.
            if (what === 'paste') data.setData('text/html', '<img src="file:///C:/a/b.png">');
            const about = { bubbles: true, cancelable: true };
            area.dispatchEvent(
              what === 'paste'
                ? new ClipboardEvent('paste', { ...about, clipboardData: data })
                : new DragEvent('drop', { ...about, dataTransfer: data }),
            );
          },
          { kind, name, bytes },
        );
      };
      const dialog = page.getByRole('dialog', { name: '添加图片' });
      const words = dialog.getByLabel('图上有什么（看不见图的人靠这句话）');

      await give('paste', 'image.png', '#a31');
      await expect(words).toBeFocused();
      await expectAccessible(page);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeVisible();
      await page.keyboard.type('一面[红]旗');
      await page.keyboard.press('Enter');
      await expect(page.getByText('图片放在了报告旁边')).toBeVisible();
      await expect(body).toBeFocused();
      await expect(body).toHaveValue(
        '## 一、情况\n\n![一面\\[红\\]旗](a-report-1.png)\n\n办结12件。\n',
      );

      await give('drop', '../../河 流.PNG', '#13a');
      await words.fill('一条河');
      await dialog.getByRole('button', { name: '添加图片' }).click();
      await expect(body).toHaveValue(
        /\(a-report-1\.png\)\n\n!\[一条河\]\(a-report-2\.png\)\n\n办结/,
      );

      await give('drop', 'third.png', '#1a3');
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(body).toBeFocused();
      expect(readdirSync(join(desk.contentDir, 'reports/2019')).sort()).toEqual([
        'a-report-1.png',
        'a-report-2.png',
        'a-report.md',
      ]);
      await page.keyboard.press('Control+s');
      await expect(page.getByText('保存了。')).toBeVisible();
      await expect(page.locator('[data-count]')).toHaveText('没有发现问题');
    },
  );

  withDesk(
    'takes a conversion for this report alone from the preview, where nothing of it runs',
    async ({ page, desk }) => {
      const file = writeReport(desk.contentDir);
      await page.goto(desk.url);
      await page.getByRole('link', { name: '青禾县2019年度报告' }).click();
      await page
        .getByLabel('正文（Markdown）')
        .fill('大厅里的钟不准。\n\n<script>parent.document.title = "hacked"</script>\n');
      await page.getByRole('button', { name: /^繁体/ }).click();
      const frame = page.frameLocator('iframe[name=preview]');
      const doubt = frame
        .locator('.doubts > li')
        .filter({ has: frame.locator('input[name=simplified][value=不准]') });
      await doubt.getByRole('button', { name: '改为 不準' }).click();
      await frame.getByRole('button', { name: '只在这一篇里用' }).click();
      await expect(frame.locator('article')).toContainText('鐘不準');
      const own = page.getByRole('group', { name: '繁简对照' });
      await expect(own.getByLabel('简体')).toHaveCount(2);
      await expect(own.getByLabel('繁体').first()).toHaveValue('不準');
      await expect(own.getByLabel('繁体').last()).toHaveValue('');
      await page.keyboard.press('Control+s');
      await expect(page.getByText('保存了。')).toBeVisible();
      expect(await page.title()).not.toContain('hacked');
      expect(readFileSync(join(desk.contentDir, file), 'utf8')).toContain(
        'glossary:\n  - { simplified: 不准, traditional: 不準 }\n',
      );
      expect(readdirSync(desk.contentDir)).not.toContain('glossary.yaml');
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
        'setup',
        'build',
        `report?file=${file}`,
        `report/move?file=${file}`,
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

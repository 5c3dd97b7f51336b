import { expect, type Page, test } from 'playwright/test';
import { type Mode, modes, showMode } from './modes.ts';
import { inScript, pageTypes } from './page-types.ts';

const widths = [320, 360, 412, 480, 600, 768, 1024, 1280];
/** Words that stand in the headings of the fixtures; whoever sees one cut in two stumbles. */
const words = (
  '指标 行政 执法 政府 建设 报告 数据 统计 法治 年度 公开 情况 制度 决策 监督 工作 主要 履行 职责 规范 审查 机构 处罚 单位 ' +
  '指標 執法 報告 數據 統計 年度 公開 情況 決策 監督 履行 職責 規範 審查 機構 處罰 單位'
).split(' ');

interface Place {
  /** What is looked at: headings have no short last line, names may. */
  readonly kind: 'heading' | 'name' | 'number';
  readonly selector: string;
}

const places: readonly Place[] = [
  { kind: 'heading', selector: 'main :is(h1, h2, h3, h4)' },
  { kind: 'name', selector: '.breadcrumb li > *, .record dd a, .record dd, .contents li > a' },
  { kind: 'name', selector: '.report-list p' },
  { kind: 'number', selector: '.number' },
];

/** What is wrong with the lines of the page as it is laid out, measured at every character. */
function faults(page: Page, own: readonly Place[]): Promise<string[]> {
  return page.evaluate(
    ([list, whole]) => {
      const found: string[] = [];
      for (const { kind, selector } of list) {
        for (const element of Array.from(document.querySelectorAll(selector))) {
          const lines: { text: string; bottom: number }[] = [];
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const data = node.nodeValue ?? '';
            for (let at = 0; at < data.length; at += 1) {
              const character = data[at] ?? '';
              if (/\s/.test(character)) continue;
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              const rect = range.getClientRects()[0];
              if (!rect?.width) continue;
              const line = lines[lines.length - 1];
              if (line && rect.top < line.bottom - rect.height / 3) line.text += character;
              else lines.push({ text: character, bottom: rect.bottom });
            }
          }
          const shown = lines.map(({ text }) => text).join(' / ');
          for (const [index, { text }] of lines.entries()) {
            if (index === 0) continue;
            const before = lines[index - 1]?.text ?? '';
            if (/^[、。，．：；！？）〕》」』”’・·％%]/.test(text)) found.push(`begins: ${shown}`);
            if (/[（〔《「『“‘]$/.test(before)) found.push(`ends: ${shown}`);
            if (kind === 'number') found.push(`number: ${shown}`);
            // 履行 / 政府 cuts no 行政.
            const cut = whole.includes((before[before.length - 1] ?? '') + (text[0] ?? ''));
            const between = whole.includes(before.slice(-2)) && whole.includes(text.slice(0, 2));
            if (cut && !between) found.push(`word: ${shown}`);
          }
          const last = lines[lines.length - 1]?.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
          if (kind === 'heading' && lines.length > 1 && last < 3) found.push(`orphan: ${shown}`);
        }
      }
      return found;
    },
    [own, words] as const,
  );
}

for (const script of ['zh-Hans', 'zh-Hant'] as const) {
  for (const mode of modes.slice(0, 2) as Mode[]) {
    test(`in ${script} and ${mode.name} mode lines of headings, names and numbers end where a reader would end them`, async ({
      page,
    }) => {
      const wrong = new Set<string>();
      for (const type of pageTypes) {
        await page.goto(inScript(type, script));
        await showMode(page, mode);
        for (const summary of await page.locator('.trail-fold > summary:visible').all())
          await summary.click();
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          for (const fault of await faults(page, places))
            wrong.add(`${type.name}, ${width} px, ${fault}`);
        }
      }
      expect([...wrong]).toEqual([]);
    });
  }
}

test('what is copied of a heading, and what a screen reader hears, is its text and nothing else', async ({
  page,
}) => {
  for (const script of ['zh-Hans', 'zh-Hant'] as const) {
    await page.goto(
      inScript(
        { name: 'report with tables', address: '/reports/2016/enforcement-statistics-2016/' },
        script,
      ),
    );
    const title = page.locator('main h1');
    const text =
      script === 'zh-Hans'
        ? '青禾县2016年度行政执法数据统计表'
        : '青禾縣2016年度行政執法數據統計表';
    await expect(title.locator('wbr').first()).toBeAttached();
    // biome-ignore lint/performance/useDomNodeTextContent: what is shown, with its breaks, is the question
    expect(await title.evaluate((one) => (one as HTMLElement).innerText)).toBe(text);
    await expect(page.getByRole('heading', { level: 1, name: text, exact: true })).toBeVisible();
    await title.selectText();
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe(text);
  }
});

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { seededRandom } from '../../scripts/seeded-random.ts';
import { baseContent } from './base-content.ts';

interface OddReport {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

const han = Array.from(
  '全县依法行政工作稳步推进复议案件规范性文件审查听证公众参与后里松谷干部发展机关云台面粉',
);
const uyghur = ['قانۇن', 'ھۆكۈمەت', 'ئىدارە', 'دوكلات', 'ناھىيە', 'خەلق', 'يىللىق', 'نازارەت'];
const tibetan = ['ཁྲིམས', 'སྲིད', 'གཞུང', 'ལོ', 'རྫོང', 'མི', 'དམངས', 'སྙན', 'ཞུ'];
const latin = [
  'law',
  'Government',
  'ß',
  'Straße',
  'naïve',
  'ﬁnance',
  'İstanbul',
  'ΣΊΣΥΦΟΣ',
  'co-op',
  'PM2.5',
];
const emoji = ['😀', '👧🏽', '🇨🇳', '❤️', '☂', '1️⃣', '🏽', '㊗', '②', '㎡'];
const rare = ['𫫇', '䲡', '𠀀', '𪚥', '𬴊', '㐂', '豈', '葛󠄀', '\u{2f800}', '䢼'];

/** Contents that nobody writes on purpose, each made by a seed: how many reports, and of which writing. */
export function oddArchives(
  random: ReturnType<typeof seededRandom>,
): Readonly<Record<string, readonly OddReport[]>> {
  const some = (all: readonly string[], count: number, between = '') =>
    Array.from({ length: count }, () => all[random.below(all.length)]).join(between);
  const many = (count: number, make: (i: number) => OddReport) =>
    Array.from({ length: count }, (_, i) => make(i));
  const usual = (i: number): OddReport => ({
    title: `云溪县第${i}号报告${some(han, 4)}`,
    body: `${some(han, 40)}。\n\n## ${some(han, 6)}\n\n${some(han, 80)}，〔2023〕${i}号。`,
  });
  const written = (words: readonly string[], between: string) =>
    many(3, (i) => ({
      title: `${some(words, 3, between)} ${i}`,
      body: some(words, 200, between),
    }));
  const title = '云溪县法治政府建设情况的报告';
  return {
    'one of one character': [{ title: '题', body: '一' }],
    'two that are the same': many(2, () => ({ title: '同名报告', body: '同一篇正文，没有不同。' })),
    // A file of the index tells of 48 documents.
    ...Object.fromEntries([47, 48, 49, 96].map((count) => [`of ${count}`, many(count, usual)])),
    'titles that begin as others do': many(60, (i) => ({
      title: title.slice(0, 2 + (i % 13)),
      body: i % 3 ? '相同的正文，写了两遍。' : some(han, i + 1),
    })),
    'of everything': [
      { title: '只有表格', body: '| 项目 | 数量 |\n|:--|--:|\n| 复议 | 12 |\n| 诉讼 | ３４５ |' },
      {
        title: '二百个标题',
        body: many(200, usual)
          .map((_, i) => `## 第${i + 1}条${some(han, 5)}\n\n${some(han, 7)}。`)
          .join('\n\n'),
      },
      {
        title: '全角１２３４５',
        body: '共１２件，ＡＢＣ公司，２０２３年，〔２０２３〕５号、[2023] 5 号、(2023)第5号。',
      },
      { title: '长段无标点', body: some(han, 9000) },
      { title: '—', body: '甲——乙' },
      { title: '·', body: '……一·二' },
      {
        title: '引号"内"外',
        body: '他说"好"的，又说“可以”，「引」『号』，0" 管。-负号- −5度 a-b --c -d',
      },
      {
        title: '后里与後裡',
        body: '皇后在后面，後来发展，头髮，干净的干部，乾燥，樹幹，台湾臺灣，面粉麵條，征求徵求',
      },
      ...many(5, usual),
    ],
    'in Latin letters': written(latin, ' '),
    'in Uyghur': written(uyghur, ' '),
    'in Tibetan': written(tibetan, '་'),
    'of emoji': written(emoji, ''),
    'of rare characters': many(60, (i) => ({
      title: some(rare, 1 + (i % 4)),
      body: some(rare, 1 + 5 * i),
    })),
  };
}

/** Writes them as a content folder, over several years and two issuers. */
export function writeOddArchive(folder: string, reports: readonly OddReport[]): void {
  rmSync(folder, { recursive: true, force: true });
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const name of ['issuers.yaml', 'indicators/2021.yaml', 'pages/accessibility.mdx'])
    put(name, String(baseContent[name]));
  put('site.yaml', String(baseContent['site.yaml']).replace('base: /fz/', 'base: /'));
  put('pages/about.mdx', '---\ntitle: 关于\ndescription: 说明\n---\n\n由云溪县编制。\n');
  for (const [i, { title, body }] of reports.entries()) {
    const year = 2015 + (i % 9);
    put(
      `reports/${year}/r${i}.md`,
      `---\ntitle: ${JSON.stringify(title)}\nyear: ${year}\nissuer: ${i % 2 ? 'yunxi-government' : 'yunxi-justice-bureau'}\nindicators: ["2021/98"]\n---\n\n${body}\n`,
    );
  }
}

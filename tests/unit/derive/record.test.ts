import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { twins } from '../../../src/derive/twins/twins.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { ContentRejected } from '../../../src/model/content-rejected.ts';
import { fc } from '../../property.ts';
import { testSite } from '../../sites.ts';
import { archiveFrom, reportText } from '../archive/archive-from.ts';
import { leastPage, problemsOfDamaged } from '../archive/damaged-pages.ts';
import { built, contextBelow } from './derive-context.ts';

const body = `全县共办结53件，详见下表[^1]。

1. 第一点
2. 第二点，5<6

| 项目 | 件数 |
| --- | --- |
| 复议 | 17 |
| 应诉 | 3 |

> 引用的话 &amp; 符号

[^1]: 口径见附注。
`;

async function archiveOf(fields: Readonly<Record<string, string>> = {}): Promise<Archive> {
  const { archive, problems } = await archiveFrom({
    'reports/2023/a.md': reportText(body, { documentNumber: '云司〔2024〕3号', ...fields }),
    'reports/2023/annual.md': reportText('另一份。', { title: '另一份报告' }),
  });
  assert.ok(archive, JSON.stringify(problems));
  return archive;
}

describe('A finished page that shows something else than was typed', () => {
  let archive: Archive;
  before(async () => {
    archive = await archiveOf();
  });
  const saidOf = (simplified: (html: string) => string) =>
    problemsOfDamaged(archive, { simplified }).map(
      ({ code, line, message }) => `${code} ${line} ${message}`,
    );

  test('is none when only markup and white space differ', () => {
    assert.deepEqual(
      saidOf((html) => html),
      [],
    );
    const laidOut = (html: string) =>
      html
        .replaceAll('</p>', '</p>\n\n  ')
        .replaceAll('第', '第<wbr aria-hidden="true">')
        .replace('全县共', '<span class="unbroken">全县</span>共')
        .replace('复议', '&#22797;议');
    assert.deepEqual(saidOf(laidOut), []);
  });

  for (const [what, damage, said] of [
    ['drops a cell', (html) => html.replace(/<td[^>]*>17<\/td>/, ''), /differs 17 .*复议17.*复议/],
    [
      'drops a row',
      (html) => html.replace(/<tr>\s*<td[^>]*>应诉.*?<\/tr>/s, ''),
      /differs 18 .*应诉3/,
    ],
    ['eats a character', (html) => html.replace('53件', '5件'), /differs 10 .*53件.*5件/],
    [
      'hides what it shows',
      (html) => html.replace('<blockquote>', '<blockquote hidden>'),
      /differs 20 /,
    ],
    ['leaves a tag open', (html) => html.replace('5&#x3C;6', '5<b 6'), /differs 13 /],
    [
      'numbers a list otherwise',
      (html) => html.replace('<ol>', '<ol start="3">'),
      /differs 13 .*4/,
    ],
    [
      'drops a list',
      (html) => html.replace('<ol>', '<ul>').replace('</ol>', '</ul>'),
      /differs 12 /,
    ],
    [
      'says something twice',
      (html) => html.replace('第一点', '第一点第一点'),
      /differs 1[23] .*第一点/,
    ],
    [
      'moves a paragraph',
      (html) => html.replace(/(<blockquote>.*<\/blockquote>)(.*)(<\/article>)/s, '$2$1$3'),
      /differs/,
    ],
    ['loses a footnote', (html) => html.replace('口径见附注', '口径见附'), /differs 22 /],
    ['cuts the title', (html) => html.replace('<h1>云溪县', '<h1>'), /differs 2 title/],
    [
      'writes another number',
      (html) => html.replace('云司〔2024〕3号', '云司[2024]3号'),
      /differs 7 documentNumber/,
    ],
    [
      'writes another date',
      (html) => html.replace('2024-03-20', '2024-03-02'),
      /differs 6 published/,
    ],
    ['shows nothing at all', () => '<!doctype html><main></main>', /differs 2 title/],
  ] as const satisfies readonly (readonly [string, (html: string) => string, RegExp])[]) {
    test(`is stated with file and line where a component ${what}`, () => {
      const said_ = saidOf(damage).join('\n');
      assert.match(said_, said);
    });
  }

  test('is found wherever one character of the text goes, comes or changes', () => {
    const report = archive.reports.find(({ slug }) => slug === 'a');
    assert.ok(report);
    const page = leastPage(archive, report);
    const from = page.indexOf('<article');
    // Characters of the text itself: neither in a tag, nor in a reference, nor what the site adds.
    const places = [...page.matchAll(/[\u4e00-\u9fff\d](?=[^<>]*<)/g)]
      .map(({ index }) => index)
      .filter(
        (at) =>
          at > from && !/(?:doc-noteref|doc-backlink|note-label)[^<]*$/.test(page.slice(from, at)),
      )
      .filter((at) => !/&#?\w*$/.test(page.slice(0, at)));
    assert.ok(places.length > 40);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom('', '改', 'x', '囧'),
        (at, instead) => {
          const damaged = page.slice(0, at) + instead + page.slice(at + 1);
          const problems = problemsOfDamaged(archive, {
            simplified: (html) => (html === page ? damaged : html),
          });
          assert.notDeepEqual(problems, [], damaged.slice(at - 20, at + 20));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('stops the build, and nothing of it is kept for the next', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'record-'));
    try {
      const context = contextBelow(folder, archive);
      const files = archive.reports.map(({ year, slug }) => `reports/${year}/${slug}/index.html`);
      const write = (damage: (html: string) => string) => {
        for (const [index, report] of archive.reports.entries()) {
          const target = join(context.out, files[index] ?? '');
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, damage(leastPage(archive, report)));
        }
      };
      const refused = async (pages: readonly string[]) => {
        try {
          await twins.run(contextBelow(folder, archive), built(pages), undefined);
          return [];
        } catch (error) {
          assert.ok(error instanceof ContentRejected, String(error));
          return error.problems.map(({ file, code }) => `${file} ${code}`);
        }
      };
      write((html) => html.replace('53件', '5件'));
      const fault = ['reports/2023/a.md page-text-differs'];
      assert.deepEqual(await refused(files), fault);
      assert.deepEqual(await refused(files), fault, 'told again');
      write((html) => html);
      assert.deepEqual(await refused(files), []);
      assert.deepEqual(await refused(files), [], 'from what was kept');
      // A route that leaves a report out.
      assert.deepEqual(await refused(files.filter((file) => !file.includes('/a/'))), fault);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('A Traditional page', () => {
  const damaged = async (fields: Readonly<Record<string, string>>, from: string, to: string) => {
    const traditional = (html: string) => {
      assert.ok(html.includes(from) || !html.includes('云司'), `${from} is not in the page`);
      return html.replace(from, to);
    };
    const archive = await archiveOf(fields);
    return problemsOfDamaged(archive, { traditional }).map(({ code, line }) => `${code} ${line}`);
  };

  test('has as many symbols as the Simplified one, each the same or a variant', async () => {
    assert.deepEqual(await damaged({}, '應訴', '應訴'), []);
    assert.deepEqual(await damaged({}, '應訴', '応訴'), ['traditional-text-differs 18']);
    assert.deepEqual(await damaged({}, '應訴', '應'), ['traditional-text-differs 18']);
    assert.deepEqual(await damaged({}, '第二點', '第二二點'), ['traditional-text-differs 13']);
    assert.deepEqual(await damaged({}, '53件', '35件'), ['traditional-text-differs 10']);
  });

  test('follows the glossary, in its own places alone', async () => {
    const glossary = { glossary: '[{ simplified: 应诉, traditional: 甲乙 }]' };
    assert.deepEqual(await damaged(glossary, '甲乙', '甲乙'), []);
    assert.deepEqual(await damaged(glossary, '甲乙', '乙甲'), ['traditional-text-differs 19']);
    assert.deepEqual(await damaged(glossary, '全縣', '甲乙'), ['traditional-text-differs 11']);
    // White space is not compared, so that the two are of different lengths here.
    const spaced = { glossary: '[{ simplified: 共办结, traditional: 甲 乙 }]' };
    assert.deepEqual(await damaged(spaced, '甲 乙', '甲 乙'), []);
    assert.deepEqual(await damaged(spaced, '甲 乙', '甲'), ['traditional-text-differs 11']);
  });
});

test('every report of the county is read back from its page as it was typed', async () => {
  const { archive } = await openArchive(testSite('county').contentDir);
  assert.ok(archive);
  assert.deepEqual(problemsOfDamaged(archive, {}), []);
});

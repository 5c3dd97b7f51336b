import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import JSZip from 'jszip';
import { parse } from 'yaml';
import { compareEditions } from '../../../src/importing/indicators/compare-editions.ts';
import { findTree, indicatorSources } from '../../../src/importing/indicators/find-tree.ts';
import { findOffice } from '../../../src/importing/office/find-office.ts';
import { readTables } from '../../../src/importing/read/read-tables.ts';
import { SourceRefused } from '../../../src/importing/source-document.ts';
import { cell, paragraph, wordFile } from './word-file.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-indicators-'));
after(() => rmSync(root, { recursive: true }));

const command = join(import.meta.dirname, '../../../scripts/import-indicators.ts');

/** Runs the command as nobody at a terminal would. */
function run(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, said: stdout + stderr };
}

async function treeOf(file: string, bytes: Buffer | string) {
  const { grids, before } = await readTables(file, Buffer.from(bytes));
  const tree = findTree(grids, before);
  return { title: tree.title, indicators: indicatorSources(tree.indicators), left: tree.left };
}

/** What every form of the fictional table says. */
const wanted = [
  {
    code: 'i1',
    title: '一、种树',
    children: [
      {
        code: 'i1-1',
        title: '1.选苗',
        children: [
          { code: '1', title: '1.苗高一米以上。' },
          { code: '2', title: '2.根系完整，有 A 级标签。' },
        ],
      },
      {
        code: 'i1-2',
        title: '2.浇水',
        children: [{ code: '3', title: '3.每周浇水,不少于两次。' }],
      },
    ],
  },
  {
    code: 'i2',
    title: '二、养鱼',
    children: [{ code: 'i2-1', title: '1.换水', children: [{ code: '4', title: '4.每月换水。' }] }],
  },
];

const csv = `云溪县种树养鱼指标体系,,,
一级指标,二级指标,三级指标,备注
一、种树,1.选苗,1.苗高一米以上。,
,,"2.根系完整，
有 A 级标签。",重点
,2.浇水,"3.每周浇水,不少于两次。",
二、养鱼,1.换水,4.每月换水。,
`;

test('a table of separated values: empty cells go on, titles in several lines are one', async () => {
  for (const bytes of [csv, `\ufeff${csv}`, csv.replaceAll('\n', '\r\n')]) {
    const { title, indicators } = await treeOf('a.csv', bytes);
    assert.deepEqual(indicators, wanted);
    assert.equal(title, '云溪县种树养鱼指标体系');
  }
  // 一级指标,二级指标 / 一、政府,1.行政 in GB18030
  const gb = Buffer.from(
    'd2bbbcb6d6b8b1ea2cb6febcb6d6b8b1ea0ad2bba1a2d5feb8ae2c312ed0d0d5feb5c4b7a8d6ce0a',
    'hex',
  );
  assert.deepEqual((await treeOf('a.csv', gb)).indicators, [
    { code: 'i1', title: '一、政府', children: [{ code: '1', title: '1.行政的法治' }] },
  ]);
});

function sheet(
  cells: Readonly<Record<string, string>>,
  merged: readonly string[],
): Promise<Buffer> {
  const rows = new Map<string, string[]>();
  for (const [place, text] of Object.entries(cells)) {
    const row = place.replace(/\D/g, '');
    const inner = text.startsWith('#')
      ? `<c r="${place}" t="s"><v>${text.slice(1)}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    rows.set(row, [...(rows.get(row) ?? []), inner]);
  }
  const zip = new JSZip();
  zip.file(
    'xl/workbook.xml',
    '<workbook xmlns:r="r"><sheets><sheet name="指标" r:id="rId1"/></sheets></workbook>',
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  );
  zip.file(
    'xl/sharedStrings.xml',
    '<sst><si><r><t>一、</t></r><r><t>种树</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si></sst>',
  );
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<worksheet><sheetData>${[...rows].map(([row, inner]) => `<row r="${row}">${inner.join('')}</row>`).join('')}</sheetData><mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`,
  );
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const cells = {
  A1: '云溪县种树养鱼指标体系',
  A2: '一级指标',
  B2: '二级指标',
  C2: '三级指标',
  A3: '#0',
  B3: '1.选苗',
  C3: '1.苗高一米以上。',
  C4: '2.根系完整，\n有 A 级标签。',
  B5: '2.浇水',
  C5: '3.每周浇水,不少于两次。',
  A6: '二、养鱼',
  B6: '1.换水',
  C6: '4.每月换水。',
};

test('a workbook: merged cells, texts in pieces, without the readings above them', async () => {
  const bytes = await sheet(cells, ['A1:D1', 'A3:A5', 'B3:B4']);
  const { title, indicators } = await treeOf('a.xlsx', bytes);
  assert.deepEqual(indicators, wanted);
  assert.equal(title, '云溪县种树养鱼指标体系');
});

test('a table in a Word file with merged cells', async () => {
  const down = (text: string, isFirst: boolean) =>
    cell(text, isFirst ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>');
  const row = (...inner: string[]) => `<w:tr>${inner.join('')}</w:tr>`;
  const body = [
    paragraph('云溪县种树养鱼指标体系'),
    '<w:tbl>',
    row(cell('一级指标'), cell('二级指标'), cell('三级指标')),
    row(down('一、种树', true), down('1.选苗', true), cell('1.苗高一米以上。')),
    row(down('', false), down('', false), cell('2.根系完整，\n有 A 级标签。')),
    row(down('', false), cell('2.浇水'), cell('3.每周浇水,不少于两次。')),
    row(cell('一级指标'), cell('二级指标'), cell('三级指标')),
    row(cell('二、养鱼'), cell('1.换水'), cell('4.每月换水。')),
    '</w:tbl>',
  ];
  const { title, indicators } = await treeOf('a.docx', await wordFile(body.join('')));
  assert.deepEqual(indicators, wanted);
  assert.equal(title, '云溪县种树养鱼指标体系');
});

test('a table of a saved page', async () => {
  const html = `<html><body><div id="zoom"><p>云溪县种树养鱼指标体系</p><table><tr><th>一级指标</th><th>二级指标</th><th>三级指标</th></tr>
<tr><td rowspan="3">一、种树</td><td rowspan="2">1.选苗</td><td>1.苗高一米以上。</td></tr><tr><td>2.根系完整，<br>有 A 级标签。</td></tr>
<tr><td>2.浇水</td><td>3.每周浇水,不少于两次。</td></tr><tr><td>二、养鱼</td><td>1.换水</td><td>4.每月换水。</td></tr></table></div></body></html>`;
  assert.deepEqual((await treeOf('a.html', html)).indicators, wanted);
});

test('a table that LibreOffice saved as .xlsx', async (context) => {
  const office = findOffice();
  if (office === undefined) return context.skip('LibreOffice is not installed');
  writeFileSync(join(root, 'real.csv'), csv);
  spawnSync(office, [
    `-env:UserInstallation=file://${join(root, 'profile')}`,
    ...['--headless', '--infilter=CSV:44,34,76', '--convert-to', 'xlsx', '--outdir', root],
    join(root, 'real.csv'),
  ]);
  const { indicators } = await treeOf('real.xlsx', readFileSync(join(root, 'real.xlsx')));
  assert.deepEqual(indicators, wanted);
});

test('numbers that begin anew stand below their parents; numbers in a column of their own are codes', async () => {
  const anew = `一级指标,二级指标\n一、甲,1.子\n,2.丑\n二、乙,1.寅\n`;
  const { indicators } = await treeOf('a.csv', anew);
  assert.deepEqual(
    indicators.map(({ children = [] }) => children.map(({ code }) => code)),
    [['i1-1', 'i1-2'], ['i2-1']],
  );
  const html =
    '<table><tr><td>一级指标</td><td colspan="2">二级指标</td></tr><tr><td rowspan="2">一、甲</td><td>7</td><td>子</td></tr><tr><td>8</td><td>丑</td></tr></table>';
  const own = await treeOf('a.html', `<html><body>${html}</body></html>`);
  assert.deepEqual(own.indicators[0]?.children, [
    { code: '7', title: '子' },
    { code: '8', title: '丑' },
  ]);
});

test('hostile, broken and foreign files are refused with one reason', async () => {
  const reason = async (file: string, bytes: Buffer | string) => {
    try {
      await treeOf(file, bytes);
      return '';
    } catch (error) {
      assert.ok(error instanceof SourceRefused, String(error));
      return error.message;
    }
  };
  assert.match(await reason('a.csv', 'a,b,c\n1,2,3\n'), /没有找到指标表/);
  assert.match(await reason('a.csv', '一级指标,二级指标\n"一、没有结束,1\n'), /引号没有结束/);
  assert.match(await reason('a.csv', '一级指标,二级指标\n'.repeat(30_000)), /20000 行/);
  assert.match(await reason('a.csv', ','.repeat(5000)), /200 列/);
  assert.match(await reason('a.csv', Buffer.from([0, 1, 2, 3, 0xff, 0])), /编码|不是文字/);
  assert.match(await reason('a.xlsx', 'not a workbook'), /扩展名与内容不符/);
  assert.match(await reason('a.xls', 'xxxx'), /另存为/);
  assert.match(await reason('a.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex')), /另存为 \.xlsx/);
  assert.match(await reason('a.xlsx', await sheet({ ...cells, A1048576: '远' }, [])), /20000 行/);
  const far = await sheet(cells, ['A1:XFD1048576']);
  assert.match(await reason('a.xlsx', far), /没有找到指标表/);
  const bomb = new JSZip();
  bomb.file('xl/workbook.xml', Buffer.alloc(310_000_000));
  const packed = await bomb.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 1 },
  });
  assert.match(await reason('a.xlsx', packed), /大得不像文档/);
});

test('a new edition is compared by its words: new, gone, moved, reworded', () => {
  const before = wanted;
  const later = [
    {
      code: 'i1',
      title: '一、种树',
      children: [
        {
          code: 'i1-1',
          title: '1.浇水',
          children: [{ code: '1', title: '1.每周浇水，不少于三次。' }],
        },
        {
          code: 'i1-2',
          title: '2.选苗',
          children: [
            { code: '2', title: '2.苗高一米以上。' },
            { code: '3', title: '3.由林场开具检疫证明。' },
          ],
        },
      ],
    },
    {
      code: 'i2',
      title: '二、养鱼',
      children: [
        { code: 'i2-1', title: '1.换水', children: [{ code: '4', title: '4.每月换水。' }] },
      ],
    },
  ];
  const { added, gone, moved, reworded, same } = compareEditions(before, later);
  assert.deepEqual(
    added.map(({ title }) => title),
    ['3.由林场开具检疫证明。'],
  );
  assert.deepEqual(
    gone.map(({ title }) => title),
    ['2.根系完整，有 A 级标签。'],
  );
  assert.deepEqual(
    moved.map(({ before: one, after: other }) => [one.path, other.path]),
    [
      ['i1 › i1-2', 'i1 › i1-1'],
      ['i1 › i1-1', 'i1 › i1-2'],
      ['i1 › i1-1 › 1', 'i1 › i1-2 › 2'],
    ],
  );
  assert.deepEqual(
    reworded.map(({ after: other }) => other.title),
    ['1.每周浇水，不少于三次。'],
  );
  assert.equal(same, 4);
});

test('the command writes an edition once, replaces it only when told, and lists what is missing', () => {
  const content = join(root, 'content');
  mkdirSync(content);
  const table = join(root, 'table.csv');
  writeFileSync(table, csv);
  const args = [table, '--edition', '2030', '--to', content];
  const file = join(content, 'indicators/2030.yaml');
  const shown = run(...args);
  assert.equal(shown.status, 1);
  assert.match(shown.said, /\[i1-2\] 2\.浇水/);
  assert.match(shown.said, /加 --yes 写入/);
  assert.equal(existsSync(file), false);
  assert.equal(run(...args, '--yes').status, 0);
  assert.deepEqual(parse(readFileSync(file, 'utf8')), {
    edition: '2030',
    title: '云溪县种树养鱼指标体系',
    indicators: wanted,
  });
  writeFileSync(table, csv.replace('每月换水', '每月换水两次'));
  const again = run(...args, '--yes');
  assert.equal(again.status, 1);
  assert.match(again.said, /改了文字 1 条/);
  assert.match(again.said, /已经有了/);
  assert.equal(run(...args, '--yes', '--overwrite').status, 0);
  assert.match(readFileSync(file, 'utf8'), /每月换水两次/);
  writeFileSync(table, csv.replace('2.浇水', '浇水').replace('4.每月', '3.每月'));
  const faulty = run(table, '--edition', '2031', '--to', content, '--yes');
  assert.equal(faulty.status, 1);
  assert.match(faulty.said, /表格第 5 行“浇水”没有编号/);
  assert.equal(existsSync(join(content, 'indicators/2031.yaml')), false);
  assert.equal(run('--edition', '2031').status, 2);
});

/**
 * Runs the command at a terminal (`script`, of util-linux), and gives the next answer whenever a question waits for
 * one; after the last one the input ends.
 */
function converse(
  args: readonly string[],
  answers: readonly string[],
): Promise<{ readonly status: number | null; readonly said: string; readonly asked: number }> {
  const line = [process.execPath, command, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  let seen = 0;
  let asked = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const question = /(?:连字符）：|全称：|（y\/n）)/g;
    question.lastIndex = seen;
    for (let found = question.exec(said); found !== null; found = question.exec(said)) {
      seen = question.lastIndex;
      const answer = answers[asked];
      asked += 1;
      // Ctrl+D ends the input of a terminal.
      child.stdin.write(answer === undefined ? '\u0004' : `${answer}\n`);
    }
  });
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, said, asked }));
  });
}

test('at a terminal the command asks for codes, the title and whether to write, and takes no for an answer', async (context) => {
  if (spawnSync('script', ['--version']).status !== 0) {
    context.skip('script (util-linux) is not installed');
    return;
  }
  const content = join(root, 'asked');
  mkdirSync(content);
  const table = join(root, 'asked.csv');
  const file = join(content, 'indicators/2032.yaml');
  const lines = csv.replace('2.浇水', '浇水').replace('4.每月', '3.每月').split('\n').slice(1);
  writeFileSync(table, lines.join('\n'));
  const args = [table, '--edition', '2032', '--to', content];

  const refused = await converse(args, ['i1-2', '4', '云溪县指标', 'n']);
  assert.deepEqual([refused.status, refused.asked], [1, 4]);
  assert.match(refused.said, /浇水”没有编号，代码写什么/);
  assert.equal(existsSync(file), false);

  const unanswered = await converse(args, ['i1-2']);
  assert.equal(unanswered.status, 1);
  assert.match(unanswered.said, /没有写入，先要改好/);
  assert.equal(existsSync(file), false);

  const written = await converse(args, ['有空 格', 'i1-1', 'i1-2', '4', '云溪县指标', 'y']);
  assert.match(written.said, /“有空 格”不能用/);
  assert.match(written.said, /代码 i1-1 重复/);
  assert.deepEqual([written.status, written.asked], [0, 6]);
  const { title, indicators } = parse(readFileSync(file, 'utf8'));
  assert.equal(title, '云溪县指标');
  assert.equal(indicators[0].children[1].code, 'i1-2');
  assert.equal(indicators[0].children[1].children[0].code, '4');
});

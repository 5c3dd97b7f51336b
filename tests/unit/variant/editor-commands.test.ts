import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { createConverter } from '../../../src/variant/converter.ts';

const root = join(import.meta.dirname, '../../..');
let folder = '';
let contentDir = '';
let table = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'variant-editor-'));
  contentDir = join(folder, 'content');
  table = join(folder, 'review.csv');
  cpSync(join(root, 'tests/problems/_base/content'), contentDir, { recursive: true });
  const report = join(contentDir, 'reports/2023/annual.md');
  const settled =
    '他说：“批<span data-traditional="復">复</span>了”，<span translate="no">后院</span>。';
  writeFileSync(report, `${readFileSync(report, 'utf8')}\n里铺乡于下半年复盘。\n\n${settled}\n`);
  cpSync(join(root, 'content/pages'), join(contentDir, 'pages'), { recursive: true });
  writeFileSync(join(contentDir, 'glossary.yaml'), '# 本站的词\n[]\n');
});
after(() => rmSync(folder, { recursive: true, force: true }));

function variant(...args: string[]): { status: number | null; out: string } {
  const env = { ...process.env, ARCHIVE_CONTENT: contentDir };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/variant.ts'), ...args],
    { cwd: root, env, encoding: 'utf8' },
  );
  return { status, out: stdout + stderr };
}

const rows = (): string[][] =>
  readFileSync(table, 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));

test('explain shows the text converted and the layer of each piece', () => {
  const { status, out } = variant('explain', '余县长主持行政复议', '--standard', 'hk');
  assert.equal(status, 0, out);
  assert.match(out, /^余縣長主持行政復議$/m);
  assert.match(out, /余 → 余 {2}姓氏规则/);
  assert.match(out, /复议 → 復議 {2}法政词表/);
});

test('review lists reports and pages, the most doubtful first, without what is settled in the text', () => {
  const { status, out } = variant('review', '--out', table);
  assert.equal(status, 0, out);
  const [header = [], ...decisions] = rows();
  assert.equal(header[0], '疑度');
  const doubts = decisions.map(([doubt]) => Number(doubt));
  assert.deepEqual(
    doubts,
    [...doubts].sort((a, b) => b - a),
  );
  const files = new Set(decisions.map((row) => row[7]));
  assert.ok(files.has('pages/help.mdx') && files.has('reports/2023/annual.md'), [...files].join());
  const own = decisions.filter((row) => row[7] === 'reports/2023/annual.md');
  assert.ok(own.some((row) => row[1] === '里'));
  assert.ok(!own.some((row) => row[6]?.includes('后院') && row[1] === '后'));
  assert.ok(!own.some((row) => row[1] === '复' && row[6]?.includes('data-traditional="復"')));
});

test('accept puts corrections into the glossary, once, and the next conversion follows them', async () => {
  const [header = [], ...decisions] = rows();
  const row = decisions.find((cells) => cells[1] === '里' && cells[6]?.includes('里铺乡'));
  assert.ok(row);
  row[9] = '里铺乡';
  row[10] = '里鋪鄉';
  writeFileSync(table, `\ufeff${[header, row].map((cells) => cells.join(',')).join('\r\n')}\r\n`);
  for (const added of ['1 条', '0 条']) {
    const { status, out } = variant('accept', table);
    assert.equal(status, 0, out);
    assert.ok(out.startsWith(added), out);
  }
  const { archive, problems } = await openArchive(contentDir, { today: '2026-06-30' });
  assert.deepEqual(
    problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  assert.deepEqual(
    archive?.glossary.map(({ simplified, traditional }) => [simplified, traditional]),
    [['里铺乡', '里鋪鄉']],
  );
  const converter = createConverter({ standard: 'tw', siteGlossary: archive?.glossary });
  assert.equal(converter.convert('在里铺乡'), '在里鋪鄉');
  assert.match(readFileSync(join(contentDir, 'glossary.yaml'), 'utf8'), /^# 本站的词\n/);
});

test('accept refuses unequal lengths and contradictions, and writes nothing', () => {
  const before = readFileSync(join(contentDir, 'glossary.yaml'), 'utf8');
  for (const [from, to] of [
    ['里铺', '里鋪鄉'],
    ['里铺乡', '裏鋪鄉'],
  ]) {
    writeFileSync(table, `词,文件,改正·简体,改正·繁体\r\n里,a.md,${from},${to}\r\n`);
    const { status, out } = variant('accept', table);
    assert.equal(status, 2);
    assert.match(out, /没有写入任何词条/);
  }
  assert.equal(readFileSync(join(contentDir, 'glossary.yaml'), 'utf8'), before);
});

test('an unknown command tells the usage', () => {
  const { status, out } = variant('frobnicate');
  assert.equal(status, 2);
  assert.match(out, /npm run variant -- review/);
});

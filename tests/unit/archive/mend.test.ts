import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withFullWidthPunctuation } from '../../../src/archive/mend/full-width-punctuation.ts';
import { lineDiff } from '../../../src/archive/mend/line-diff.ts';
import { mendContent, writeMends } from '../../../src/archive/mend/mend-content.ts';
import { mendReport } from '../../../src/archive/mend/mend-report.ts';
import { withNote } from '../../../src/archive/mend/record-note.ts';
import { dropUnseen } from '../../../src/archive/mend/unseen-characters.ts';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { decodeSurely } from '../../../src/archive/read/text-encoding.ts';
import { problemsDir } from './problem-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-mend-'));
after(() => rmSync(root, { recursive: true }));

const frontMatter = (more = '', year = '2023') =>
  `---\ntitle: 云溪县2023年报告\nyear: ${year}\nissuer: yunxi-government\nindicators: ["2021/98"]\npublished: 2024-01-20\n${more}---\n`;

/** The shared base with its one report replaced. */
function contentWith(name: string, report: string | Buffer): string {
  const folder = join(root, name);
  cpSync(join(problemsDir, '_base/content'), folder, { recursive: true });
  writeFileSync(join(folder, 'reports/2023/annual.md'), report);
  return folder;
}

test('only what can be nothing else becomes full-width', () => {
  for (const [before, after] of [
    ['坚持党的领导,推进法治:一是(试行)落实;二是', '坚持党的领导，推进法治：一是（试行）落实；二是'],
    ['实施纲要(2015—2020年)》要求', '实施纲要（2015—2020年）》要求'],
    ['近年来,', '近年来，'],
    ['比例为3:1,时间10:30', '比例为3:1,时间10:30'],
    ['见[附件](附件一)', '见[附件](附件一)'],
    ['使用APP,推进', '使用APP,推进'],
    ['共3(5)件', '共3(5)件'],
    ['[注]: 本表', '[注]: 本表'],
  ] as const) {
    assert.equal(withFullWidthPunctuation(before).text, after);
  }
});

test('code keeps its signs', () => {
  const text = `${frontMatter()}正文。\n\n\`\`\`\n甲,乙\n\`\`\`\n`;
  assert.equal(mendReport(text).text, text);
});

test('characters without meaning go, those that part or turn text stay', () => {
  assert.equal(dropUnseen('依\u200b法\u0008行\u2060政').text, '依法行政');
  assert.equal(dropUnseen('①©\u200b👨\u200d👩').text, '①©👨\u200d👩');
  for (const kept of ['甲\u000b乙', '甲\u2028乙', '甲\u202e乙', '👨\u200d👩', '制表\t符\n行']) {
    assert.deepEqual(dropUnseen(kept), { text: kept, changes: [] });
  }
});

test('an encoding is taken only where the other cannot be meant', () => {
  const gb = Buffer.from('d5feb8aeb7a8d6ced0d0d5feb5c4d4dacac7bacdd3d0', 'hex');
  assert.deepEqual(decodeSurely(gb), { encoding: 'gb18030', text: '政府法治行政的在是和有' });
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('政府', 'utf16le')]);
  assert.deepEqual(decodeSurely(utf16), { encoding: 'utf-16le', text: '政府' });
  assert.equal(decodeSurely(Buffer.from([0xc7, 0xe5])), undefined, 'too short to know');
});

test('the note says what the text lost or gained, after what it said before', () => {
  const changes = ['删去 U+200B（零宽空格） 1 处'];
  assert.equal(
    withNote('year: 2023\n', changes),
    'year: 2023\nnote: 自动修复：删去 U+200B（零宽空格） 1 处。\n',
  );
  assert.equal(
    withNote('note: 原有说明。\n', changes),
    'note: 原有说明。自动修复：删去 U+200B（零宽空格） 1 处。\n',
  );
  for (const note of ['note: "原有说明"', 'note: "原有\\u8bf4明"', 'note: |\n  原有说明']) {
    assert.equal(
      withNote(`${note}\nyear: 2023\n`, changes),
      'note: "原有说明；自动修复：删去 U+200B（零宽空格） 1 处。"\nyear: 2023\n',
    );
  }
  assert.equal(withNote('note: [甲]\n', changes), undefined);
});

test('the difference shows old and new lines, and what cannot be seen', () => {
  assert.deepEqual(lineDiff('甲\n乙\u200b\n丙\n', '甲\n乙\n丙\n'), ['2 - 乙<U+200B>', '2 + 乙']);
  assert.deepEqual(lineDiff('甲\n丙\n', '甲\n乙\n丙\n'), ['2 + 乙']);
  assert.deepEqual(lineDiff('甲\n', '甲\n'), []);
});

test('all repairs at once: sound afterwards, and nothing is left to repair', async () => {
  const text = `\ufeff${frontMatter('', '２０２３')}正文坚持\u200b党的领导,推进法治。`.replaceAll(
    '\n',
    '\r\n',
  );
  const folder = contentWith('all', text);
  const mends = mendContent(folder);
  assert.deepEqual(
    mends.map(({ file }) => file),
    ['reports/2023/annual.md'],
  );
  assert.equal(
    readFileSync(join(folder, 'reports/2023/annual.md'), 'utf8'),
    text,
    'nothing written',
  );
  assert.deepEqual(writeMends(folder, mends), ['reports/2023/annual.md']);
  assert.equal(
    readFileSync(join(folder, 'reports/2023/annual.md'), 'utf8'),
    `${frontMatter('note: 自动修复：删去 U+200B（零宽空格） 1 处，汉字之间的半角标点改为全角 1 处。\n')}正文坚持党的领导，推进法治。\n`,
  );
  assert.deepEqual(mendContent(folder), []);
  assert.deepEqual((await openArchive(folder)).problems, []);
  assert.deepEqual(
    readdirSync(join(folder, 'reports/2023')).filter((name) => name.includes('mending')),
    [],
  );
});

test('a file that was changed meanwhile is left alone', () => {
  const folder = contentWith('changed', `${frontMatter()}坚持党的领导,推进。\n`);
  const mends = mendContent(folder);
  writeFileSync(join(folder, 'reports/2023/annual.md'), 'changed');
  assert.deepEqual(writeMends(folder, mends), []);
  assert.equal(readFileSync(join(folder, 'reports/2023/annual.md'), 'utf8'), 'changed');
});

test('a link stays a link, a write-protected file and one that is gone stay as they are, the others are mended', () => {
  const text = `${frontMatter()}坚持党的领导,推进。\n`;
  const folder = contentWith('guarded', text);
  const reports = join(folder, 'reports/2023');
  writeFileSync(join(reports, 'protected.md'), text, { mode: 0o444 });
  writeFileSync(join(reports, 'gone.md'), text);
  symlinkSync('annual.md', join(reports, 'linked.md'));
  const mends = mendContent(folder, (file) => !file.endsWith('annual.md'));
  assert.deepEqual(
    mends.map(({ file }) => file.slice('reports/2023/'.length)),
    ['gone.md', 'linked.md', 'protected.md'],
  );
  rmSync(join(reports, 'gone.md'));
  assert.deepEqual(writeMends(folder, mends), ['reports/2023/linked.md']);
  assert.ok(lstatSync(join(reports, 'linked.md')).isSymbolicLink());
  assert.match(readFileSync(join(reports, 'annual.md'), 'utf8'), /领导，推进/);
  assert.equal(readFileSync(join(reports, 'protected.md'), 'utf8'), text);
});

test('two repairs at once leave every file whole, and nothing beside it', async () => {
  const folder = contentWith('twice', `${frontMatter()}坚持党的领导,推进。\n`);
  for (let index = 0; index < 40; index += 1) {
    const body = '坚持党的领导,推进。\n\n'.repeat(200);
    writeFileSync(join(folder, `reports/2023/r${index}.md`), `${frontMatter()}${body}`);
  }
  const script = join(import.meta.dirname, '../../../scripts/check.ts');
  const run = () =>
    new Promise<void>((done) => {
      spawn(process.execPath, [script, folder, '--fix', '--yes'], { stdio: 'ignore' }).on(
        'exit',
        () => done(),
      );
    });
  await Promise.all([run(), run()]);
  assert.deepEqual(mendContent(folder), []);
  const names = readdirSync(join(folder, 'reports/2023'));
  assert.equal(names.length, 41);
  for (const name of names) {
    const mended = readFileSync(join(folder, 'reports/2023', name), 'utf8');
    assert.doesNotMatch(mended, /,推进/);
    assert.equal(mended.match(/^note: /gm)?.length, 1, name);
  }
});

test('the colon of a field is made one, and everything else of the front matter stays byte for byte', () => {
  const head =
    '# 原件: 扫描,第2页\ntitle：云溪县2023年报告\nyear:   2023   # 年度\nissuer: "yunxi-government"\nindicators:\n    - 2021/98\nnote: >-\n  第一行,\n  第二行：甲\n';
  const mended = mendReport(`---\n${head}---\n正文\u200b。\n`).text;
  const expected = head
    .replace('title：', 'title: ')
    .replace(
      /note: [\s\S]*/,
      'note: "第一行, 第二行：甲；自动修复：删去 U+200B（零宽空格） 1 处。"\n',
    );
  assert.equal(mended, `---\n${expected}---\n正文。\n`);
  assert.equal(mendReport(mended).text, mended);
  // Lines of a text over several lines are no fields.
  const block = '---\ntitle: 甲\nnote: |\n  title：乙\n---\n正文。\n';
  assert.equal(mendReport(block).text, block);
});

test('what was good before is never touched', () => {
  for (const folder of ['content', 'tests/fixtures/county']) {
    const mends = mendContent(join(import.meta.dirname, '../../..', folder));
    assert.deepEqual(
      mends.map(({ file }) => file),
      [],
    );
  }
});

test('the command shows first and writes only when told', () => {
  const folder = contentWith('command', `${frontMatter()}坚持党的领导,推进。\n`);
  const file = join(folder, 'reports/2023/annual.md');
  const run = (...flags: string[]) =>
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../../../scripts/check.ts'), folder, ...flags],
      { encoding: 'utf8' },
    );
  const before = readFileSync(file, 'utf8');
  const shown = run('--fix');
  assert.equal(shown.status, 0);
  assert.match(shown.stdout, /8 - 坚持党的领导,推进。\n {2}9 \+ 坚持党的领导，推进。/);
  assert.equal(readFileSync(file, 'utf8'), before);
  assert.match(run('--fix', '--yes').stdout, /已写入 1 个文件/);
  assert.equal(run('--fix', '--yes').stdout, '没有可以自动修复的。\n');
  assert.equal(run('--yes').status, 2);
});

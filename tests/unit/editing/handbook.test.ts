import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import { picturesFolder, readRecords } from '../../e2e/handbook-records.ts';
import { root } from '../../sites.ts';
import { blocksOf, scriptOf } from '../handbook-commands.ts';
import { paragraph, wordFile } from '../importing/word-file.ts';

const handbook = readFileSync(join(root, 'src/pages/help/_editing.mdx'), 'utf8');
/** Every line of every block of commands, in the handbook's order. */
const commands = blocksOf(handbook).flatMap((block) => block.trim().split('\n'));

/** What a line of the handbook starts, without looking whether packages are installed; its folder is the test's. */
function parts(command: string): string[] {
  const [npm, run, name = '', ...rest] = command.split(/\s+/);
  assert.deepEqual([npm, run], ['npm', 'run'], command);
  return [
    scriptOf(name),
    ...rest
      .filter((part) => part !== '--')
      .map((part) => (part === '一柜子文件' ? join(scratch, part) : part)),
  ];
}

let scratch: string;
let env: NodeJS.ProcessEnv;
before(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'archive-handbook-'));
  const content = join(scratch, 'content');
  mkdirSync(join(content, 'reports'), { recursive: true });
  for (const part of ['site.yaml', 'issuers.yaml', 'indicators'])
    cpSync(join(root, 'content', part), join(content, part), { recursive: true });
  mkdirSync(join(scratch, '一柜子文件'));
  const word = [
    paragraph('清丰县2019年度依法行政工作情况的报告', '<w:jc w:val="center"/>'),
    paragraph('全年办理行政复议案件12件。'),
  ];
  writeFileSync(join(scratch, '一柜子文件/报告.docx'), await wordFile(word.join('')));
  env = { ...process.env, ARCHIVE_CONTENT: content, ARCHIVE_OUT: join(scratch, 'dist') };
});
after(() => rmSync(scratch, { recursive: true, force: true }));

function start(command: string, ...more: string[]): ChildProcess {
  const [script = '', ...rest] = parts(command);
  return spawn(process.execPath, [script, ...rest, ...more], { cwd: root, env });
}

async function run(
  command: string,
  ...more: string[]
): Promise<{ code: number | null; said: string }> {
  const child = start(command, ...more);
  let said = '';
  child.stdout?.on('data', (piece) => {
    said += piece;
  });
  child.stderr?.on('data', (piece) => {
    said += piece;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

/** How each command is tried; a command without an entry fails, so that none is only written. */
const trials: Readonly<Record<string, (command: string) => Promise<void>>> = {
  async edit(command) {
    const child = start(command, '--no-open', '--port', '0');
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout?.on('data', (piece) => {
        said += piece;
        const found = /http:\/\/127\.0\.0\.1\S+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.on('close', () => reject(new Error(said)));
    });
    const entered = await fetch(url, { redirect: 'manual' });
    assert.equal(entered.status, 303);
    child.kill();
    await new Promise((resolve) => child.on('close', resolve));
  },
  async import(command) {
    const { code, said } = await run(command);
    assert.equal(code, 0, said);
    const [name = ''] = readdirSync(join(scratch, 'content/reports/2019'));
    const file = join(scratch, 'content/reports/2019', name);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /\nissuer: qingfeng-government\n/);
    // What the handbook has the editor do next: tick an indicator.
    writeFileSync(file, text.replace('\nissuer:', '\nindicators: ["2021/98"]\nissuer:'));
  },
  async check(command) {
    const { code, said } = await run(command);
    assert.equal(code, 0, said);
  },
  async build(command) {
    const { code, said } = await run(command);
    assert.equal(code, 0, said);
    assert.ok(existsSync(join(scratch, 'dist/index.html')));
  },
  async release(command) {
    const { code, said } = await run(command, '--to', join(scratch, 'releases'));
    assert.equal(code, 0, said);
    assert.match(said, /做好版本/);
  },
};

describe('The pictures of the handbook', () => {
  const used = [
    ...handbook.matchAll(/^<Picture name="([^"]+)" alt="([^"]+)" caption="([^"]+)" \/>$/gm),
  ].map(([, name = '', alt = '', caption = '']) => ({ name, alt, caption }));
  const files = readdirSync(picturesFolder).map((file) => join(picturesFolder, file));

  test('are all shown, once, as they were recorded when they were taken', () => {
    const names = used.map(({ name }) => name);
    assert.equal(names.length, (handbook.match(/<Picture\b/g) ?? []).length);
    assert.deepEqual(
      files.map((file) => basename(file, '.webp')),
      [...names].sort(),
    );
    const hashes = files.map((file) => [
      basename(file, '.webp'),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]);
    assert.deepEqual(
      Object.entries(readRecords()).map(([name, { picture }]) => [name, picture]),
      hashes,
    );
  });

  test('say in words what is to be seen, and are numbered in their order', () => {
    for (const [index, { alt, caption }] of used.entries()) {
      assert.ok(alt.length >= 20, alt);
      assert.match(caption, new RegExp(`^图${index + 1}　`));
      assert.ok(!alt.includes(caption));
    }
  });

  test('are light, and small enough for a phone to show them whole', async () => {
    let bytes = 0;
    for (const file of files) {
      const { size } = statSync(file);
      const { format, width = 0 } = await sharp(file).metadata();
      assert.equal(format, 'webp');
      assert.ok(size <= 48 * 1024, `${file}: ${size} bytes`);
      assert.ok(width <= 900, `${file}: ${width} pixels`);
      bytes += size;
    }
    assert.ok(bytes <= 300 * 1024, `${bytes} bytes`);
  });
});

describe('The handbook for editors', () => {
  test('has commands, from the first page to the release', () => {
    assert.ok(commands.length >= 5);
    assert.deepEqual(
      new Set(commands.map((command) => command.split(/\s+/)[2])),
      new Set(Object.keys(trials)),
    );
  });

  for (const command of commands) {
    test(`says “${command}”, which works in its place`, async () => {
      await trials[command.split(/\s+/)[2] ?? '']?.(command);
    });
  }
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { root } from '../../sites.ts';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Every command of package.json but the formatters, and bench:build, whose turn comes. */
const commands = Object.keys(scripts).filter((name) => !['format', 'bench:build'].includes(name));

/** Most of what a command takes to say so is reading its own code. */
const compiled = mkdtempSync(join(tmpdir(), 'archive-compiled-'));
after(() => rmSync(compiled, { recursive: true }));

function run(name: string, ...args: readonly string[]) {
  const script = /(?:scripts|tests)\/\S+\.ts(?=$| )/.exec(scripts[name] ?? '')?.[0];
  assert.ok(script, name);
  return spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
}

describe('A command that is typed otherwise than it is used', () => {
  for (const name of commands) {
    test(`says how: ${name}`, () => {
      const wrong = run(name, '--nonsense');
      assert.equal(wrong.status, 2, wrong.stderr);
      assert.match(wrong.stderr, /^没有 --nonsense 这个选项。\n用法：/);
      const help = run(name, '--help');
      assert.equal(help.status, 0, help.stderr);
      assert.match(help.stdout, /^用法：/);
    });
  }

  test('says which value is missing and which word is too many', () => {
    assert.match(run('release', '--to').stderr, /^--to 后面没有写内容。\n用法/);
    assert.match(run('release', '--to=').stderr, /^--to 后面没有写内容。\n用法/);
    assert.match(run('release', '--accept-lost=1').stderr, /^--accept-lost 后面不写内容。\n用法/);
    assert.match(run('verify', 'a', 'b').stderr, /^多了“b”。\n用法/);
    assert.match(run('preserve', 'a', 'b').stderr, /^多了“b”。\n用法/);
    assert.match(run('verify').stderr, /^没有写核对什么。\n用法/);
  });

  const wrong: readonly (readonly [typed: string, said: RegExp])[] = [
    ['preserve', /^没有写存到哪个文件夹。\n用法/],
    ['preserve kept --date 2024-02-30', /^--date 要写成.*“2024-02-30”。\n用法/],
    ['preserve kept --date', /^--date 后面没有写内容。\n用法/],
    ['check --code mising-image', /^没有“mising-image”这个代号；是不是 missing-image。\n用法/],
    ['check --code constructor', /^没有“constructor”这个代号。\n用法/],
    ['check --yes', /^--yes 只和 --fix 一起用。\n用法/],
    ['check a b', /^多了“b”。\n用法/],
    ['import', /^没有写要导入的文件或文件夹。\n用法/],
    ['import a.txt --year 21', /^--year 要写成四位数字.*“21”。\n用法/],
    ['import a.txt --to', /^--to 后面没有写内容。\n用法/],
    ['import-indicators --edition 2021', /^没有写表格文件。\n用法/],
    ['import-indicators a.csv', /^没有写版本.*\n用法/],
    ['import-indicators a.csv --edition ../a', /^--edition 只能用.*“\.\.\/a”。\n用法/],
    ['import-indicators a.csv --edition 1 --columns 0,1', /^--columns 要写成.*“0,1”。\n用法/],
    ['release nonsense', /^没有 nonsense 这个命令。\n用法/],
    ['release publish', /^publish 后面没有写发布到什么地方。\n用法/],
    ['release list x', /^多了“x”。\n用法/],
    ['variant', /^没有写做什么.*\n用法/],
    ['variant review --doubt high', /^--doubt 要写数字，不是“high”。\n用法/],
    ['variant explain', /^explain 后面没有写文字。\n用法/],
    ['bench:variant', /^没有写语料文件夹。\n用法/],
    ['bench:import', /^没有写要导入的文件或文件夹。\n用法/],
    ['test --only no-such-check', /^没有名称里有“no-such-check”的检查。有：\n/],
  ];
  for (const [typed, said] of wrong)
    test(`says what is wrong: ${typed}`, () => {
      const [name = '', ...args] = typed.split(' ');
      const { status, stderr } = run(name, ...args);
      assert.match(stderr, said);
      assert.equal(status, 2);
    });
});

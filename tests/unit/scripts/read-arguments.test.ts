import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../sites.ts';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Commands that read their arguments by `readArguments`. */
const commands = [
  ...['site', 'demo', 'dev', 'build', 'edit', 'preview', 'headers', 'look', 'lighthouse'],
  ...['release', 'verify', 'observatory', 'variant', 'bench:load', 'card', 'reproduce'],
];

function run(name: string, ...args: readonly string[]) {
  const script = /scripts\/\S+\.ts$/.exec(scripts[name] ?? '')?.[0];
  assert.ok(script, name);
  return spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
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
  });
});

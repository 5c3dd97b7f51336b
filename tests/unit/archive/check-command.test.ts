import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Problem } from '../../../src/model/problem.ts';
import { problemsDir } from './problem-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-check-'));
after(() => rmSync(root, { recursive: true }));

function check(problem: string, ...flags: string[]) {
  const contentDir = join(root, problem);
  cpSync(join(problemsDir, '_base/content'), contentDir, { recursive: true });
  if (problem !== '_base') {
    cpSync(join(problemsDir, problem, 'content'), contentDir, { recursive: true });
  }
  return run({ ARCHIVE_CONTENT: contentDir }, ...flags);
}

function run(env: Readonly<Record<string, string>>, ...flags: string[]) {
  const script = join(import.meta.dirname, '../../../scripts/check.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...flags], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

test('good content is said to be good and exits 0', () => {
  assert.deepEqual(check('_base'), { status: 0, stdout: '没有发现问题。\n', stderr: '' });
});

test('an error is told at its line and exits 1', () => {
  const { status, stdout } = check('year-folder-mismatch');
  assert.equal(status, 1);
  assert.match(stdout, /^reports\/2023\/annual\.md:3 错误 year-folder-mismatch\n/);
  assert.match(stdout, /\n共 1 个问题：错误 1 个；涉及 1 个文件。\n$/);
});

test('a warning exits 0, and 1 when asked to be strict', () => {
  assert.equal(check('hostile-html').status, 0);
  assert.equal(check('hostile-html', '--strict').status, 1);
  assert.equal(check('published-unknown', '--strict').status, 0, 'a notice is never a failure');
});

test('the same problems come as JSON for programs', () => {
  const { status, stdout } = check('unknown-issuer', '--json');
  assert.equal(status, 1);
  const problems: Problem[] = JSON.parse(stdout);
  assert.deepEqual(
    problems.map(({ code, file, line, nearest }) => ({ code, file, line, nearest })),
    [
      {
        code: 'unknown-issuer',
        file: 'reports/2023/annual.md',
        line: 4,
        nearest: 'yunxi-government',
      },
      {
        code: 'unknown-issuer',
        file: 'reports/2023/justice.md',
        line: 4,
        nearest: 'yunxi-justice-bureau',
      },
    ],
  );
});

test('a folder that is not there is a problem like any other', () => {
  const { status, stdout, stderr } = run({ ARCHIVE_CONTENT: join(root, 'nowhere') });
  assert.equal(status, 1);
  assert.match(stdout, /^\. 错误 missing-content-folder\n/);
  assert.equal(stderr, '');
});

test('a wrong argument gets the usage and exits 2', () => {
  const { status, stdout, stderr } = run({}, '--jsno');
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /^用法：/);
});

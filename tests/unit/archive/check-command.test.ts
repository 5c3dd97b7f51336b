import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('of a code ten places are told and the rest counted, errors last; the whole list is in two files', () => {
  const contentDir = join(root, 'many');
  cpSync(join(problemsDir, '_base/content'), contentDir, { recursive: true });
  const base = readFileSync(join(contentDir, 'reports/2023/annual.md'), 'utf8');
  for (let number = 1; number <= 30; number += 1) {
    const file = join(contentDir, `reports/2023/report-${number}.md`);
    const own = base.replace(/^(title: .*)$/m, `$1（${number}）`);
    writeFileSync(file, own.replace(/^published: .*\n/m, ''));
  }
  writeFileSync(
    join(contentDir, 'reports/2023/wrong.md'),
    base.replace(/^year: .*/m, 'year: 2022').replace('title:', 'title: <b>'),
  );
  const list = join(root, 'list');
  const { status, stdout } = run({ ARCHIVE_CONTENT: contentDir }, '--list', list);
  assert.equal(status, 1);
  assert.equal(stdout.match(/ 提示 published-unknown\n/g)?.length, 10);
  assert.match(stdout, /\n……另有 20 处 published-unknown，没有列在这里。\n/);
  assert.ok(stdout.indexOf('year-folder-mismatch') > stdout.lastIndexOf('提示 published-unknown'));
  assert.match(stdout, /全部问题：.*problems\.html/);
  const csv = readFileSync(join(list, 'problems.csv'), 'utf8');
  assert.equal(csv.match(/published-unknown/g)?.length, 30);
  const html = readFileSync(join(list, 'problems.html'), 'utf8');
  assert.match(
    html,
    /<a href="file:[^"]*many\/reports\/2023\/wrong\.md">reports\/2023\/wrong\.md:3</,
  );
  const one = run({ ARCHIVE_CONTENT: contentDir }, '--code', 'year-folder-mismatch', '--json');
  assert.equal(JSON.parse(one.stdout).length, 1);
  const file = run({ ARCHIVE_CONTENT: contentDir }, '--file', 'reports/2023/report-1.md', '--json');
  assert.deepEqual(
    JSON.parse(file.stdout).map((problem: Problem) => problem.file),
    ['reports/2023/report-1.md'],
  );
  assert.equal(run({}, '--code', 'no-such-code').status, 2);
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
  assert.match(stderr, /^用法：/m);
});

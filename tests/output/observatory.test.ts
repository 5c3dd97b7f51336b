import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { root, testSite } from '../sites.ts';

for (const name of ['county', 'prefix'] as const) {
  test(`Mozilla’s own scanner gives ${name} A+ and at least 125, through nginx with the generated file`, (context) => {
    const { contentDir, outDir } = testSite(name);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['scripts/observatory.ts', '--no-install'],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir },
      },
    );
    assert.equal(status, 0, stdout + stderr);
    if (/^skipped/.test(stdout)) {
      console.log(stdout.trim());
      context.skip(stdout.trim());
      return;
    }
    const [, grade, score] = /^(\S+)，(\d+) 分/m.exec(stdout) ?? [];
    assert.equal(grade, 'A+');
    assert.ok(Number(score) >= 125, stdout);
  });
}

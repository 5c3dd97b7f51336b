import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root, testDir, testSite } from '../sites.ts';
import { differences } from './same-bytes.ts';

const folder = join(testDir, 'two-sites');

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('A build is what its settings say', () => {
  test('when two different sites are built one after the other in one process, and the first once more', () => {
    const [real, prefix] = [testSite('real'), testSite('prefix')];
    const builds = [real, prefix, real].map(({ contentDir }, index) => ({
      ARCHIVE_CONTENT: contentDir,
      ARCHIVE_OUT: join(folder, `${index}`),
    }));
    const program = `
      import { buildSite } from './src/building/build-site.ts';
      import { readSettings } from './src/building/settings.ts';
      for (const env of ${JSON.stringify(builds)}) await buildSite(readSettings(process.cwd(), env));
      process.exit(0);`;
    execFileSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
      cwd: root,
      stdio: 'pipe',
    });
    assert.deepEqual(differences(real.outDir, join(folder, '0')), []);
    assert.deepEqual(differences(prefix.outDir, join(folder, '1')), []);
    assert.deepEqual(differences(real.outDir, join(folder, '2')), []);
  });

  test('wherever the output stands: beside the checkout under a name that begins with its, with spaces and Han, on another disk', () => {
    const real = testSite('real');
    // A checkout of its own: what is tried is the relation of its name to the output's.
    const checkout = join(folder, 'archive');
    for (const name of [
      'src',
      'public',
      'scripts',
      'content',
      'package.json',
      'package-lock.json',
    ]) {
      cpSync(join(root, name), join(checkout, name), { recursive: true });
    }
    cpSync(join(root, 'tsconfig.json'), join(checkout, 'tsconfig.json'));
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
    const otherDisk = '/dev/shm/archive-two-sites';
    const places = ['../archive-out', join(folder, 'archive-2'), '../输出 文件夹'];
    // A disk of its own on Linux; elsewhere the others are tried.
    if (existsSync('/dev/shm')) places.push(otherDisk);
    try {
      for (const out of places) {
        const { ARCHIVE_CONTENT: _, ...env } = process.env;
        execFileSync(process.execPath, ['scripts/build.ts'], {
          cwd: checkout,
          env: { ...env, ARCHIVE_OUT: out },
          stdio: 'pipe',
        });
        assert.deepEqual(differences(real.outDir, resolve(checkout, out)), [], out);
      }
    } finally {
      rmSync(otherDisk, { recursive: true, force: true });
    }
  });
});

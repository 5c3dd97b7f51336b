import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { copyElsewhere, otherCircumstances, runScript } from '../../scripts/build-elsewhere.ts';
import { seededRandom } from '../../scripts/seeded-random.ts';
import { keptFolder } from '../../src/building/kept-folder.ts';
import { ProcessLock } from '../../src/building/process-lock.ts';
import { isOutput } from '../../src/building/retire-output.ts';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { root, testDir, testSite } from '../sites.ts';
import { differences } from './same-bytes.ts';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

function build(
  env: Readonly<Record<string, string>>,
  onOutput: (output: string, stop: () => void) => void = () => {},
  through: readonly string[] = [],
  killAfter = 300_000,
): Promise<Ended> {
  return new Promise((resolve) => {
    const [command = '', ...args] = [...through, process.execPath, 'scripts/build.ts'];
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A build that hangs fails its test instead of holding all others.
      timeout: killAfter,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const add = (data: Buffer) => {
      output += data.toString();
      onOutput(output, () => child.kill('SIGTERM'));
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

const folder = join(testDir, 'rebuild');

/** `KILLS=50` for a longer trial. */
const kills = Number(process.env.KILLS ?? 5);

/** Truncated, halved, flipped in one bit, emptied. */
function damaged(bytes: Buffer, way: number): Buffer {
  if (way === 0) return bytes.subarray(0, -1);
  if (way === 1) return bytes.subarray(0, bytes.length >> 1);
  if (way === 3) return Buffer.alloc(0);
  const flipped = Buffer.from(bytes);
  const middle = bytes.length >> 1;
  if (bytes.length > 0) flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  return flipped;
}

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('A build', () => {
  test('writes the same bytes again: from a copy of all, without caches, in another time zone, language and home, on another day, on one processor', async () => {
    const county = testSite('county');
    const there = copyElsewhere({ root, contentDir: county.contentDir }, join(folder, 'elsewhere'));
    // Where the tools for it are not installed the rest is tried all the same.
    const circumstances = otherCircumstances(join(folder, 'home'));
    const out = join(folder, 'county-out');
    const { code, output } = await runScript(
      { root: there.root, contentDir: relative(there.root, there.contentDir) },
      ['build'],
      relative(there.root, out),
      circumstances,
    );
    assert.equal(code, 0, output);
    assert.deepEqual(differences(county.outDir, out), []);
  });

  test('believes nothing that it kept: damaged stores give the bytes of a clean build', async () => {
    const { contentDir, outDir } = testSite('prefix');
    const kept = filesBelow(keptFolder({ root, contentDir }));
    assert.ok(kept.length > 600, `${kept.length} kept files`);
    for (const [index, file] of kept.entries()) {
      const bytes = readFileSync(file);
      // A file of the output may be the same file under another name: only the store is damaged.
      rmSync(file);
      writeFileSync(file, damaged(bytes, index % 4));
    }
    const out = join(folder, 'prefix-out');
    const env = { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: out };
    const { code, output } = await build(env);
    assert.equal(code, 0, output);
    assert.deepEqual(differences(outDir, out), []);
  });

  test('that is killed at any moment leaves an output whole, and the next one finishes', async () => {
    const real = testSite('real');
    const content = join(folder, 'killed-content');
    const out = join(folder, 'killed-out');
    const env = { ARCHIVE_CONTENT: content, ARCHIVE_OUT: out };
    cpSync(real.contentDir, content, { recursive: true });
    cpSync(real.outDir, out, { recursive: true });
    const random = seededRandom(20261126);
    for (let kill = 0; kill < kills; kill += 1) {
      // Something to write anew in each, so that every step has work.
      const note = join(content, 'pages/about.mdx');
      writeFileSync(note, `---\ntitle: 关于\n---\n\n第${kill}次。\n`);
      await build(env, undefined, [], 200 + random.below(4500));
      assert.ok(isOutput(out), `whole after kill ${kill}`);
      const list = readFileSync(join(out, 'manifest.sha256'), 'utf8');
      const checked = spawnSync('sha256sum', ['--quiet', '-c', '-'], { cwd: out, input: list });
      assert.equal(checked.status, 0, String(checked.stdout));
    }
    cpSync(join(real.contentDir, 'pages'), join(content, 'pages'), { recursive: true });
    const { code, output } = await build(env);
    assert.equal(code, 0, output);
    assert.deepEqual(differences(real.outDir, out), []);
    const left = readdirSync(folder).filter((name) => name.startsWith('killed-out.'));
    assert.deepEqual(left, []);
  });

  describe('that fails', () => {
    const real = testSite('real');
    const out = join(folder, 'real-out');
    const content = join(folder, 'broken-content');
    const env = { ARCHIVE_CONTENT: content, ARCHIVE_OUT: out };

    before(() => {
      cpSync(real.outDir, out, { recursive: true });
      cpSync(real.contentDir, content, { recursive: true });
    });

    function assertUntouched(): void {
      assert.deepEqual(differences(real.outDir, out), []);
      assert.deepEqual(
        readdirSync(dirname(out)).filter((name) => name.startsWith('real-out.')),
        [],
        'nothing is left beside the output',
      );
    }

    test('because of its content leaves the last output as it was and names the problems', async () => {
      const report = join(content, 'reports/2019/broken.md');
      writeFileSync(report, '---\ntitle: 没有年度的报告\n---\n\n正文。\n');
      const { code, output } = await build(env);
      rmSync(report);
      assert.equal(code, 1, output);
      assert.match(output, /reports\/2019\/broken\.md/);
      assertUntouched();
    });

    test('because the system refuses a file says so without a stack', async () => {
      // Files of at most 10 KiB: the bundler and the steps of the pipeline meet the same refusal.
      const { code, output } = await build(env, undefined, [
        'sh',
        '-c',
        'ulimit -f 20; exec "$@"',
        '',
      ]);
      assert.equal(code, 1, output);
      assert.match(output, /文件写不下去|超过了系统允许的大小/);
      assert.doesNotMatch(output, /^ +at /m);
      assertUntouched();
    });

    test('because it is ended half-way leaves the last output as it was', async () => {
      const { signal } = await build(env, (output, stop) => {
        if (output.includes('检查内容')) stop();
      });
      assert.equal(signal, 'SIGTERM');
      assertUntouched();
    });

    test('because it would write into the content or over the project says so and writes nothing', async () => {
      for (const [target, reason] of [
        [content, /内容文件夹/],
        [join(content, 'dist'), /内容文件夹/],
        [root, /项目文件夹/],
        [dirname(root), /项目文件夹/],
        [join(root, 'src/dist'), /src/],
      ] as const) {
        const { code, output } = await build({ ...env, ARCHIVE_OUT: target });
        assert.equal(code, 1, output);
        assert.match(output, reason);
      }
      assert.ok(!existsSync(join(content, 'dist')) && !existsSync(join(root, 'src/dist')));
    });

    test('because another build holds the output says so', async () => {
      const lock = ProcessLock.take(`${out}.building-lock`);
      const { code, output } = await build(env);
      lock?.release();
      assert.equal(code, 1, output);
      assert.match(output, /另一次生成正在写/);
      assertUntouched();
    });
  });
});

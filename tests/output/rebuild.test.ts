import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { keptFolder } from '../../src/building/kept-folder.ts';
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
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/build.ts'], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A build that hangs fails its test instead of holding all others.
      timeout: 300_000,
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

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('A build', () => {
  test('writes the same bytes again: from a copy, without caches, in another time zone, by relative paths', async () => {
    const county = testSite('county');
    const content = join(folder, 'county-copy');
    const out = join(folder, 'county-out');
    cpSync(county.contentDir, content, { recursive: true });
    rmSync(keptFolder({ root, contentDir: content }), { recursive: true, force: true });
    const { code, output } = await build({
      ARCHIVE_CONTENT: relative(root, content),
      ARCHIVE_OUT: relative(root, out),
      TZ: 'Pacific/Auckland',
      LANG: 'C',
    });
    rmSync(keptFolder({ root, contentDir: content }), { recursive: true, force: true });
    assert.equal(code, 0, output);
    assert.deepEqual(differences(county.outDir, out), []);
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

    test('because a page fails leaves the last output as it was', async () => {
      const page = join(content, 'pages/help.mdx');
      cpSync(page, `${page}.kept`);
      writeFileSync(
        page,
        '---\ntitle: 使用帮助\n---\n\n{(() => { throw new Error("broken page") })()}\n',
      );
      const { code, output } = await build(env);
      rmSync(page);
      cpSync(`${page}.kept`, page);
      rmSync(`${page}.kept`);
      assert.equal(code, 1, output);
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
      writeFileSync(`${out}.lock`, String(process.pid));
      const { code, output } = await build(env);
      rmSync(`${out}.lock`);
      assert.equal(code, 1, output);
      assert.match(output, new RegExp(`进程 ${process.pid}`));
      assertUntouched();
    });
  });
});

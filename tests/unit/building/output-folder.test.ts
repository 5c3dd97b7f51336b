import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { OutputFolder, OutputRefused } from '../../../src/building/output-folder.ts';

describe('The output folder', () => {
  let home: string;
  let root: string;
  let contentDir: string;
  let out: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'output-folder-'));
    root = join(home, 'project');
    contentDir = join(root, 'content');
    out = join(root, 'dist');
    mkdirSync(contentDir, { recursive: true });
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const acquire = (path = out) => OutputFolder.acquire(path, { root, contentDir });

  function writeSite(folder: string, text: string): void {
    mkdirSync(folder, { recursive: true });
    for (const name of ['index.html', '404.html']) writeFileSync(join(folder, name), text);
  }

  const shown = () => readFileSync(join(out, 'index.html'), 'utf8');
  const beside = () => readdirSync(dirname(out)).filter((name) => name.startsWith('dist.'));

  test('is replaced as a whole, and nothing is left beside it', () => {
    writeSite(out, 'old');
    writeFileSync(join(out, 'gone.html'), 'old');
    const folder = acquire();
    writeSite(folder.staging, 'new');
    assert.equal(shown(), 'old');
    folder.replace();
    folder.release();
    assert.equal(shown(), 'new');
    assert.ok(!existsSync(join(out, 'gone.html')));
    assert.deepEqual(beside(), []);
  });

  test('stays as it was when the build is given up', () => {
    writeSite(out, 'old');
    const folder = acquire();
    writeSite(folder.staging, 'half');
    folder.release();
    assert.equal(shown(), 'old');
    assert.deepEqual(beside(), []);
  });

  test('is held by one build at a time', () => {
    const other = join(root, 'dist.lock');
    writeFileSync(other, String(process.ppid));
    assert.throws(() => acquire(), new RegExp(`进程 ${process.ppid}`));
    assert.ok(existsSync(other), 'the other build keeps its lock');
  });

  test('is taken over from a build that was killed, whose leftovers go', () => {
    writeSite(out, 'old');
    writeSite(`${out}.next-99999999`, 'half');
    writeFileSync(`${out}.lock`, '99999999');
    acquire().release();
    assert.equal(shown(), 'old');
    assert.deepEqual(beside(), []);
  });

  test('comes back when a build was killed between taking the old away and bringing the new', () => {
    writeSite(`${out}.old-99999999`, 'old');
    acquire().release();
    assert.equal(shown(), 'old');
    assert.deepEqual(beside(), []);
  });

  test('leaves files with similar names alone', () => {
    writeFileSync(`${out}.zip`, '');
    writeFileSync(`${out}.next-week`, '');
    acquire().release();
    assert.deepEqual(beside().sort(), ['dist.next-week', 'dist.zip']);
  });

  test('may be anywhere that holds nothing else', () => {
    for (const path of [join(home, 'elsewhere/deep'), join(root, 'dist'), join(root, '.cache/x')]) {
      acquire(path).release();
    }
    mkdirSync(join(home, 'empty'));
    acquire(join(home, 'empty')).release();
  });

  test('is refused where replacing it would destroy something', () => {
    const link = join(home, 'link-to-content');
    symlinkSync(contentDir, link);
    writeFileSync(join(home, 'file'), '');
    mkdirSync(join(home, 'letters'));
    writeFileSync(join(home, 'letters/letter.txt'), 'dear');
    for (const path of [
      root,
      home,
      contentDir,
      link,
      join(link, 'dist'),
      join(contentDir, 'reports/dist'),
      join(root, 'src'),
      join(root, 'public/dist'),
      join(root, '.git'),
      join(home, 'file'),
      join(home, 'letters'),
    ]) {
      assert.throws(() => acquire(path), OutputRefused, path);
    }
    assert.equal(readFileSync(join(home, 'letters/letter.txt'), 'utf8'), 'dear');
    assert.deepEqual(
      readdirSync(home).filter((name) => name.endsWith('.lock')),
      [],
      'what is refused is not locked',
    );
  });
});

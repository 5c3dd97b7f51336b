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
    const names = ['index.html', '404.html', 'years/index.html'];
    for (const name of names) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const rows = names.map((name) => `${name}\t1\tx\ty\n`);
    writeFileSync(join(folder, 'manifest.tsv'), `path\tbytes\tsha256\tsm3\n${rows.join('')}`);
    writeFileSync(join(folder, 'manifest.sha256'), '');
  }

  const shown = () => readFileSync(join(out, 'index.html'), 'utf8');
  const beside = () => readdirSync(dirname(out)).filter((name) => name.startsWith('dist.'));

  test('is replaced as a whole, and nothing is left beside it', () => {
    writeSite(out, 'old');
    const folder = acquire();
    writeSite(folder.staging, 'new');
    rmSync(join(folder.staging, 'years'), { recursive: true });
    assert.equal(shown(), 'old');
    assert.deepEqual(folder.replace(), { kept: [], left: [] });
    folder.release();
    assert.equal(shown(), 'new');
    assert.ok(!existsSync(join(out, 'years')), 'what only the last build wrote is gone');
    assert.deepEqual(beside(), []);
  });

  test('keeps whatever no build had written there', () => {
    writeSite(out, 'old');
    const own = ['CNAME', '.git/config', 'years/notes.txt', 'letters/a/b.txt', 'new.txt'];
    for (const path of own) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), path);
    }
    symlinkSync('/nowhere', join(out, 'link'));
    const folder = acquire();
    writeSite(folder.staging, 'new');
    writeFileSync(join(folder.staging, 'new.txt'), 'ours');
    const { kept, left } = folder.replace();
    folder.release();
    assert.equal(shown(), 'new');
    assert.deepEqual([...kept].sort(), ['.git/', 'CNAME', 'letters/', 'link', 'years/notes.txt']);
    assert.deepEqual(left, [`${out}.kept-1/new.txt`]);
    assert.equal(readFileSync(join(out, 'new.txt'), 'utf8'), 'ours');
    assert.equal(readFileSync(join(`${out}.kept-1`, 'new.txt'), 'utf8'), 'new.txt');
    for (const path of own.filter((one) => one !== 'new.txt')) {
      assert.equal(readFileSync(join(out, path), 'utf8'), path);
    }
    assert.deepEqual(beside(), ['dist.kept-1']);
    assert.deepEqual(readdirSync(`${out}.kept-1`), ['new.txt']);
  });

  test('is put right after a kill at any moment of the exchange, with nothing of anybody’s lost', () => {
    // Where a build can be killed: before and after each move, and in the middle of taking the old apart.
    const moments = ['moved-away', 'exchanged', 'half-taken-apart'] as const;
    for (const moment of moments) {
      rmSync(root, { recursive: true });
      mkdirSync(contentDir, { recursive: true });
      const old = `${out}.building-old`;
      writeSite(old, 'old');
      writeFileSync(join(old, 'CNAME'), 'example');
      if (moment === 'moved-away') writeSite(`${out}.building-new`, 'half');
      else writeSite(out, 'new');
      if (moment === 'half-taken-apart') rmSync(join(old, 'index.html'));
      acquire().release();
      assert.equal(shown(), moment === 'moved-away' ? 'old' : 'new', moment);
      assert.equal(readFileSync(join(out, 'CNAME'), 'utf8'), 'example', moment);
      assert.deepEqual(beside(), [], moment);
    }
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
    const folder = acquire();
    assert.throws(() => acquire(), /另一次生成/);
    folder.release();
    acquire().release();
  });

  test('leaves files with similar names alone', () => {
    writeFileSync(`${out}.zip`, '');
    mkdirSync(`${out}.old-2024`);
    mkdirSync(`${out}.next-1`);
    acquire().release();
    assert.deepEqual(beside().sort(), ['dist.next-1', 'dist.old-2024', 'dist.zip']);
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
    symlinkSync(join(home, 'nowhere'), join(home, 'dangling'));
    mkdirSync(join(home, 'another-site/.git'), { recursive: true });
    for (const name of ['index.html', '404.html', 'CNAME', 'manifest.sha256', 'manifest.tsv']) {
      writeFileSync(join(home, 'another-site', name), 'theirs');
    }
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
      join(home, 'another-site'),
      join(home, 'dangling'),
      '/proc/archive',
    ]) {
      assert.throws(() => acquire(path), OutputRefused, path);
    }
    assert.equal(readFileSync(join(home, 'letters/letter.txt'), 'utf8'), 'dear');
    assert.deepEqual(
      readdirSync(home).filter((name) => name.includes('.building')),
      [],
      'what is refused is not locked',
    );
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openTarget } from '../../../src/release/publish/open-target.ts';
import type { Release } from '../../../src/release/release-store.ts';
import { missingParts } from './small-build.ts';
import { type Releases, releasesOf } from './two-releases.ts';

for (const kind of ['folder', 'rsync', 'rclone'] as const) {
  const isThere = kind === 'folder' || spawnSync(kind, ['--version']).error === undefined;
  describe(`The later pass at a place of ${kind}`, { skip: !isThere && `no ${kind}` }, () => {
    let all: Releases;
    let work: string;
    const target = () => openTarget(`${kind}:${work}`);
    const page = (edition: string) => `reports/2019/${edition}/index.html`;
    /** Whether readers, or whoever rolls back, can still get a page of a release. */
    const has = ({ id }: Release, path: string) =>
      existsSync(kind === 'rclone' ? join(work, path) : join(work, 'releases', id, path));

    before(async () => {
      all = await releasesOf('one', 'two', 'three');
      work = join(all.folder, 'work');
      let replaced: Release | null = null;
      for (const release of all.made) {
        await target().publish(release, replaced);
        replaced = release;
      }
    });
    after(() => all.remove());

    test('was not begun by publishing', () => {
      const [one] = all.made as [Release];
      assert.ok(has(one, page('one')));
    });

    test('deletes what neither of two releases has, and nothing that it does not know', async () => {
      const [one, two, three] = all.made as [Release, Release, Release];
      const foreign = kind === 'rclone' ? join(work, 'others') : join(work, 'releases/others');
      mkdirSync(foreign);
      writeFileSync(join(foreign, 'note.txt'), 'not ours');
      const gone = await target().clean(all.made);
      assert.ok(gone.length > 0);
      assert.ok(!has(one, page('one')));
      assert.ok(has(two, page('two')) && has(three, page('three')));
      assert.equal(readFileSync(join(foreign, 'note.txt'), 'utf8'), 'not ours');
      assert.deepEqual(await target().clean(all.made), []);
      assert.deepEqual(missingParts(join(work, kind === 'rclone' ? '.' : 'current')), []);
    });

    test('leaves a release to return to', async () => {
      const [, two] = all.made as [Release, Release];
      assert.equal(await target().rollBack((id) => all.store.find(id)), two.id);
      assert.deepEqual(missingParts(join(work, kind === 'rclone' ? '.' : 'current')), []);
    });

    if (kind !== 'rclone') {
      test('found files that two releases share to be one file, never sent twice', () => {
        const [, two, three] = all.made as [Release, Release, Release];
        const inode = ({ id }: Release) =>
          lstatSync(join(work, 'releases', id, 'about/index.html')).ino;
        assert.equal(inode(two), inode(three));
      });
    }
  });
}

describe('A place that cannot be used', () => {
  test('is refused in words', async () => {
    const all = await releasesOf('one');
    try {
      const [one] = all.made as [Release];
      for (const written of [
        '/srv/www',
        'ftp:host',
        'folder:',
        'rsync:--server',
        'constructor:x',
      ]) {
        assert.throws(() => openTarget(written), /不认识/, written);
      }
      const work = join(all.folder, 'work');
      mkdirSync(join(work, 'current'), { recursive: true });
      await assert.rejects(openTarget(`folder:${work}`).publish(one, null), /不是发布时建立/);
      const empty = openTarget(`folder:${join(all.folder, 'empty')}`);
      await assert.rejects(
        empty.rollBack(() => null),
        /没有上一个版本/,
      );
      await empty.publish(one, null);
      await assert.rejects(
        empty.rollBack(() => null),
        /没有上一个版本/,
      );
    } finally {
      all.remove();
    }
  });

  test('is not returned to a release that is no longer whole', async () => {
    const all = await releasesOf('one', 'two');
    try {
      const [one, two] = all.made as [Release, Release];
      const work = join(all.folder, 'work');
      const target = openTarget(`folder:${work}`);
      await target.publish(one, null);
      await target.publish(two, one);
      const file = join(work, 'releases', one.id, 'index.html');
      writeFileSync(file, 'defaced');
      await assert.rejects(
        target.rollBack(() => null),
        /已不完整/,
      );
      assert.equal((await target.state()).current, two.id);
      // Publishing it again mends it.
      await target.publish(one, two);
      assert.notEqual(readFileSync(file, 'utf8'), 'defaced');
    } finally {
      all.remove();
    }
  });
});

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openTarget } from '../../../src/release/publish/open-target.ts';
import type { Release } from '../../../src/release/release-store.ts';
import { hashesOf } from '../../../src/release/verify/compare-file.ts';
import { verifyRelease } from '../../../src/release/verify/verify-release.ts';
import { missingParts } from './small-build.ts';
import { type Releases, releasesOf } from './two-releases.ts';

const publisher = join(import.meta.dirname, 'publish-until.ts');

/** One kind of place, and what about it can be killed. */
interface Kind {
  readonly kind: 'folder' | 'rsync' | 'rclone';
  /** Below the place: what readers get. */
  readonly root: string;
  /** A command that must be there. */
  readonly needs?: string;
  /** Milliseconds after which a publication is killed with all its tools, beside at each step. */
  readonly moments: readonly number[];
}

const kinds: readonly Kind[] = [
  { kind: 'folder', root: 'current', moments: [] },
  { kind: 'rsync', root: 'current', needs: 'rsync', moments: [250, 400] },
  { kind: 'rclone', root: '.', needs: 'rclone', moments: [300, 600, 1000] },
];

/** Ten of many steps and the last five, around which all changes; `RELEASE_STEPS=all` for every one. */
function someOf(steps: number): readonly number[] {
  const all = Array.from({ length: steps }, (_, index) => index + 1);
  if (process.env.RELEASE_STEPS === 'all') return all;
  const every = Math.max(1, Math.floor(steps / 10));
  return all.filter((step) => step % every === 0 || step > steps - 5);
}

for (const { kind, root, needs, moments } of kinds) {
  const isThere = needs === undefined || spawnSync(needs, ['--version']).error === undefined;
  describe(`Publishing by ${kind}, killed at any moment,`, {
    skip: !isThere && `no ${needs}`,
  }, () => {
    let all: Releases;
    let old: Release;
    let next: Release;
    let start: string;
    let work: string;
    const target = (folder = work) => openTarget(`${kind}:${folder}`);
    const publicRoot = () => join(work, root);

    before(async () => {
      all = await releasesOf('one', 'two');
      [old, next] = all.made as [Release, Release];
      start = join(all.folder, 'start');
      work = join(all.folder, 'work');
      await target(start).publish(old, null);
    });
    after(() => all.remove());

    /** The files of the new release that are already whole in their place, by their inodes. */
    const arrived = () => {
      const folder = kind === 'rclone' ? work : join(work, 'releases', next.id);
      const found = new Map<string, number>();
      for (const { path, sha256 } of next.manifest.files) {
        const file = join(folder, path);
        if (!lstatSync(file, { throwIfNoEntry: false })) continue;
        if (hashesOf(readFileSync(file)).sha256 === sha256) found.set(path, lstatSync(file).ino);
      }
      return found;
    };

    const holds = async (when: string) => {
      assert.deepEqual(missingParts(publicRoot()), [], when);
      // Pages that were opened before still find what they name.
      for (const { path, cache, encoding } of old.manifest.files) {
        if (cache !== 'immutable' || (kind === 'rclone' && encoding !== undefined)) continue;
        assert.ok(
          lstatSync(join(publicRoot(), path), { throwIfNoEntry: false }),
          `${when}: ${path}`,
        );
      }
      const { current } = await target().state();
      assert.ok(current === old.id || current === next.id, `${when}: ${current}`);
      const before = arrived();
      await target().publish(next, old);
      const after = arrived();
      for (const [path, inode] of before) {
        assert.equal(after.get(path), inode, `${when}: ${path} was sent twice`);
      }
      assert.deepEqual(await target().state(), { current: next.id, previous: old.id }, when);
      const older = [join(old.site, 'release.json')];
      const { findings } = await verifyRelease({ place: realpathSync(publicRoot()), older });
      assert.deepEqual(findings, [], when);
      assert.deepEqual(missingParts(publicRoot()), [], when);
    };

    const anew = () => {
      rmSync(work, { recursive: true, force: true });
      cpSync(start, work, { recursive: true, verbatimSymlinks: true });
    };
    /** How many steps it takes to come from one release to the next. */
    const stepsOf = async () => {
      anew();
      let steps = 0;
      await openTarget(`${kind}:${work}`, () => {
        steps += 1;
      }).publish(next, old);
      return steps;
    };
    const args = (step: number) => [
      publisher,
      all.store.folder,
      `${kind}:${work}`,
      next.id,
      String(step),
    ];

    test('before each of its steps, leaves every page whole and is finished by doing it again', async () => {
      const steps = await stepsOf();
      for (const step of someOf(steps)) {
        anew();
        assert.equal(spawnSync(process.execPath, args(step)).signal, 'SIGKILL', `step ${step}`);
        await holds(`before step ${step} of ${steps}`);
      }
    });

    for (const moment of moments) {
      test(`after ${moment} ms, with the tool that was at work, leaves every page whole`, async () => {
        anew();
        const child = spawn(process.execPath, args(0), { detached: true, stdio: 'ignore' });
        const ended = new Promise((resolve) => child.on('exit', resolve));
        const timer = setTimeout(() => {
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        }, moment);
        await ended;
        clearTimeout(timer);
        await holds(`after ${moment} ms`);
      });
    }

    test('the first time, leaves no page without what it needs', async () => {
      for (const step of someOf(await stepsOf()).filter((_, index) => index % 3 === 1)) {
        rmSync(work, { recursive: true, force: true });
        spawnSync(process.execPath, args(step));
        assert.deepEqual(missingParts(publicRoot()), [], `before step ${step}`);
      }
    });

    test('can be rolled back in one command, and forth again', async () => {
      anew();
      await target().publish(next, old);
      const find = (id: string) => all.store.find(id);
      assert.equal(await target().rollBack(find), old.id);
      assert.deepEqual(await target().state(), { current: old.id, previous: next.id });
      assert.deepEqual(missingParts(publicRoot()), []);
      assert.equal(await target().rollBack(find), next.id);
      assert.equal((await target().state()).current, next.id);
    });
  });
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { BuildWorld } from '../../faults/build-world.ts';
import { faultKinds } from '../../faults/kinds.ts';
import { trial } from '../../faults/trial.ts';
import { World } from '../../faults/world.ts';
import { Dice } from '../../fuzzing/dice.ts';

/** The short part of `npm run faults -- --task build`: what needs no administrator, once each. */
const trials = ['kept files damaged', 'killed', 'files may not grow'];

describe('A fault of the machine leaves the last site whole, and the next build right:', () => {
  const folder = mkdtempSync(join(tmpdir(), 'build-faults-'));
  const world = new World(join(folder, 'world'));
  const building = new BuildWorld(join(folder, '有 空格 的'));
  before(async () => {
    mkdirSync(world.temporary, { recursive: true });
    await building.prepare();
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [seed, name] of trials.entries()) {
    const kind = faultKinds.find((known) => known.name === name);
    const absent = kind?.needs.filter((tool) => spawnSync(tool, ['--version']).error) ?? [name];
    test(`${name}, seed ${seed}`, {
      skip: absent.length > 0 && `no ${absent.join()}`,
    }, async () => {
      assert.ok(kind);
      assert.deepEqual(await trial(world, building.task('output'), kind, new Dice(seed)), []);
    });
  }
});

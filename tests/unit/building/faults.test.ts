import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { BuildWorld } from '../../faults/build-world.ts';
import { testTrials } from '../../faults/fixed-trials.ts';
import { World } from '../../faults/world.ts';

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

  testTrials(
    world,
    trials.map((name) => [name, () => building.task('output')] as const),
  );
});

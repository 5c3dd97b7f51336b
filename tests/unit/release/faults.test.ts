import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { testTrials } from '../../faults/fixed-trials.ts';
import { type Task, World } from '../../faults/world.ts';

/** The short part of `npm run faults`: what needs no administrator, once each, where names are hard to write. */
const trials: readonly (readonly [fault: string, begin: (world: World) => Task])[] = [
  ['few open files', (world) => world.release()],
  ['clock at 1970', (world) => world.release()],
  ['file changed while it runs', (world) => world.release()],
  ['killed', (world) => world.release()],
  ['file changed while it runs', (world) => world.publish('folder')],
  ['clock that jumps', (world) => world.publish('folder')],
  ['few open files', (world) => world.publish('folder')],
];

describe('A fault of the machine leaves the old release whole and is told in Chinese:', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const world = new World(join(folder, "有 空格 的 'folder'"));
  before(() => world.prepare());
  after(() => rmSync(folder, { recursive: true }));

  testTrials(
    world,
    trials.map(([name, begin]) => [name, () => begin(world)] as const),
  );
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { faultKinds } from '../../faults/kinds.ts';
import { trial } from '../../faults/trial.ts';
import { type Task, World } from '../../faults/world.ts';
import { Dice } from '../../fuzzing/dice.ts';

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

  for (const [index, [name, begin]] of trials.entries()) {
    const kind = faultKinds.find((known) => known.name === name);
    const absent = kind?.needs.filter((tool) => spawnSync(tool, ['--version']).error) ?? [name];
    test(`${name}, seed ${index}`, {
      skip: absent.length > 0 && `no ${absent.join()}`,
    }, async () => {
      assert.ok(kind);
      assert.deepEqual(await trial(world, begin(world), kind, new Dice(index)), []);
    });
  }
});

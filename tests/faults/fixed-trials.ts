import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { Dice } from '../fuzzing/dice.ts';
import { faultKinds } from './kinds.ts';
import { trial } from './trial.ts';
import type { Task, World } from './world.ts';

/** A fault by its name, and the task that it befalls. */
export type FixedTrial = readonly [fault: string, begin: () => Task];

/** A test for each trial, whose number is the seed: what `npm run faults` does at random. A fault whose tools are not there is skipped. */
export function testTrials(world: World, trials: readonly FixedTrial[]): void {
  for (const [seed, [name, begin]] of trials.entries()) {
    const kind = faultKinds.find((known) => known.name === name);
    const absent = kind?.needs.filter((tool) => spawnSync(tool, ['--version']).error) ?? [];
    test(`${name}, seed ${seed}`, {
      skip: absent.length > 0 && `no ${absent.join()}`,
    }, async () => {
      assert.ok(kind, `${name} is no fault`);
      assert.deepEqual(await trial(world, begin(), kind, new Dice(seed)), []);
    });
  }
}

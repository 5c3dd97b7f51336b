import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pipeline, stepsWithout } from '../../../src/derive/pipeline.ts';
import type { Step } from '../../../src/derive/step.ts';
import { root } from '../../sites.ts';

/** Every need of a step that nothing before it meets. */
function unmetNeeds(steps: readonly Step[]): string[] {
  const there = new Set(['archive', 'pages']);
  const unmet: string[] = [];
  for (const [index, { name, needs }] of steps.entries()) {
    for (const need of needs) {
      const isMet = need === 'everything' ? index === steps.length - 1 : there.has(need);
      if (!isMet) unmet.push(`${name} needs ${need}`);
    }
    there.add(name);
  }
  return unmet;
}

describe('The pipeline', () => {
  test('has every step after all that it needs', () => {
    assert.ok(pipeline.length > 3);
    assert.deepEqual(unmetNeeds(pipeline), []);
    assert.ok(pipeline.every(({ needs }) => needs.length > 0));
    // The same in another order is noticed.
    const [last, ...others] = [...pipeline].reverse();
    assert.ok(last);
    assert.deepEqual(unmetNeeds([last, ...others.reverse()]), ['manifest needs everything']);
    const guardFirst = [...pipeline].sort((one) => (one.name === 'policy' ? -1 : 0));
    assert.deepEqual(unmetNeeds(guardFirst), ['policy needs twins']);
  });

  test('has a folder for each step and a step for each folder', () => {
    const folders = readdirSync(join(root, 'src/derive'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'kept')
      .map(({ name }) => name);
    assert.deepEqual(pipeline.map(({ name }) => name).sort(), folders.sort());
  });

  test('leaves out what a benchmark names', () => {
    const names = stepsWithout(['twins', 'card']).map(({ name }) => name);
    assert.equal(names.length, pipeline.length - 2);
    assert.ok(!names.includes('twins') && names.includes('manifest'));
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lossesOnTheWayBack, lostOnTheWayBack } from '../../../scripts/round-trip.ts';
import { traditionalStandards } from '../../../src/model/site.ts';
import { createConverter } from '../../../src/variant/converter.ts';

const sentences = JSON.parse(
  readFileSync(new URL('../../fixtures/variant/round-trip.json', import.meta.url), 'utf8'),
) as string[];

for (const standard of traditionalStandards) {
  test(`back to Simplified by OpenCC gives the source, but for listed characters that all occur (${standard})`, () => {
    const there = createConverter({ standard });
    const losses = lossesOnTheWayBack(standard);
    const seen = new Set<string>();
    for (const sentence of sentences) {
      const traditional = there.convert(sentence);
      assert.equal(traditional.length, sentence.length);
      for (const pair of losses(sentence, traditional)) seen.add(pair);
    }
    assert.deepEqual([...seen].sort(), [...lostOnTheWayBack[standard]].sort());
  });
}

test('the way back tells what is lost, and not what was Traditional before', () => {
  const losses = lossesOnTheWayBack('t');
  assert.deepEqual(losses('后来', '后來'), []);
  assert.deepEqual(losses('复议', '伏議'), ['复伏']);
  assert.deepEqual(losses('他说“後來”', '他說“後來”'), []);
});

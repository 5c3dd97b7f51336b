import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Converter } from 'opencc-js';
import { traditionalStandards } from '../../../src/model/site.ts';
import { createConverter } from '../../../src/variant/converter.ts';

const sentences = JSON.parse(
  readFileSync(new URL('../../fixtures/variant/round-trip.json', import.meta.url), 'utf8'),
) as string[];

/**
 * What OpenCC brings back as another character than the source has: source and result. Each must
 * occur: 坐标 is 座標 in Traditional, and OpenCC leaves 座 there.
 */
const known: Record<(typeof traditionalStandards)[number], string> = {
  tw: '坐座',
  hk: '坐座',
  t: '坐座',
};

for (const standard of traditionalStandards) {
  test(`back to Simplified by OpenCC gives the source, but for listed characters (${standard})`, () => {
    const there = createConverter({ standard });
    const back = Converter({ from: standard === 't' ? 't' : standard, to: 'cn' });
    const seen = new Set<string>();
    for (const sentence of sentences) {
      const traditional = there.convert(sentence);
      assert.equal(traditional.length, sentence.length);
      const returned = back(traditional);
      for (let i = 0; i < sentence.length; i += 1) {
        if (sentence[i] !== returned[i]) seen.add(`${sentence[i]}${returned[i]}`);
      }
    }
    assert.deepEqual([...seen].sort(), known[standard].split(' ').filter(Boolean).sort());
  });
}

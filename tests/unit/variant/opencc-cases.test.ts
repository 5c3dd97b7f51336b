import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Converter } from 'opencc-js';
import type { TraditionalStandard } from '../../../src/model/site.ts';
import { createConverter } from '../../../src/variant/converter.ts';

interface Case {
  id: string;
  input: string;
  expected: Record<string, string>;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../fixtures/variant/opencc-testcases.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

const ours: Record<string, TraditionalStandard> = { s2t: 't', s2tw: 'tw', s2hk: 'hk' };

const made = new Map<string, (text: string) => string>();

/** The configurations of OpenCC in the names of opencc-js; each made once, for it takes long. */
function opencc(config: string): (text: string) => string {
  const known = made.get(config);
  if (known) return known;
  const [from = '', to = ''] = config.split('2');
  const source = from === 's' ? 'cn' : from;
  const simplified = to === 's' || to === 'sp';
  const from2 = to === 'sp' ? `${source}p` : source;
  const converter = Converter({ from: from2 as 'cn', to: (simplified ? 'cn' : to) as 'tw' });
  made.set(config, converter);
  return converter;
}

test("OpenCC's own cases: ours pass what opencc-js passes, 540 of 543 together", () => {
  let total = 0;
  let passed = 0;
  let passedByOpencc = 0;
  let oursTotal = 0;
  const lost: string[] = [];
  for (const { id, input, expected } of cases) {
    for (const [config, right] of Object.entries(expected)) {
      total += 1;
      const plain = opencc(config)(input) === right;
      const standard = ours[config];
      if (standard) oursTotal += 1;
      const pass = standard ? createConverter({ standard }).convertWholly(input) === right : plain;
      if (plain) passedByOpencc += 1;
      if (pass) passed += 1;
      else if (plain) lost.push(`${id} ${config}`);
    }
  }
  assert.deepEqual(lost, []);
  assert.equal(total, 543);
  assert.equal(oursTotal, 212);
  assert.equal(passedByOpencc, 540);
  assert.ok(passed >= 540, `${passed} of ${total}`);
});

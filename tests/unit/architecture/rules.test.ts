import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Violation, violations } from '../../architecture/import-graph.ts';
import { rules } from '../../architecture/rules.ts';

describe('Every architecture rule catches an import that it forbids', () => {
  let found: readonly Violation[];

  before(async () => {
    const offences = rules.map(({ offence }) => [offence.file, offence.text] as const);
    found = await violations(Object.fromEntries(offences));
  });

  for (const { rule, offence } of rules) {
    test(rule.name, () => {
      const caught = found.filter(({ from }) => from === offence.file).map((one) => one.rule);
      assert.ok(
        caught.includes(rule.name),
        `${offence.file} broke: ${caught.join(', ') || 'no rule'}`,
      );
    });

    test(`${rule.name} says why`, () => {
      assert.match(rule.comment, /^[A-Z].+\.$/);
    });
  }
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessibilityClaims } from '../../../src/model/accessibility-claims.ts';

const tests = join(import.meta.dirname, '../..');

for (const { claim, file, title } of accessibilityClaims) {
  test(`the statement’s claim “${claim.slice(0, 24)}…” is tried by a test`, () => {
    const path = ['a11y', 'unit/client'].map((room) => join(tests, room, file)).find(existsSync);
    assert.ok(path, `${file} does not exist`);
    assert.ok(readFileSync(path, 'utf8').includes(title), `${file} has no test “${title}”`);
  });
}

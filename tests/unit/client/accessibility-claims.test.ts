import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessibilityClaims } from '../../../src/model/accessibility-claims.ts';
import { exceptions } from '../../a11y/exceptions.ts';
import { pageTypes } from '../../a11y/page-types.ts';
import { root } from '../../sites.ts';
import { steps } from '../../steps.ts';

const tests = join(root, 'tests');
const commands = steps.map(({ command }) => command.join(' ')).join('\n');

for (const { claim, file, title } of accessibilityClaims) {
  test(`the statement’s claim “${claim.slice(0, 24)}…” is tried by a test that npm test runs`, () => {
    const room = ['a11y', 'unit/client'].find((name) => existsSync(join(tests, name, file)));
    assert.ok(room, `${file} does not exist`);
    assert.ok(readFileSync(join(tests, room, file), 'utf8').includes(title), `no test “${title}”`);
    const pattern = room === 'a11y' ? /\.spec\.ts$/ : /\.test\.ts$/;
    assert.ok(
      pattern.test(file) || commands.includes(`tests/${room}/${file}`),
      `no step of npm test runs ${file}`,
    );
  });
}

test('the numbers of the statement are those of the tests', () => {
  const said = accessibilityClaims.map(({ claim }) => claim).join('\n');
  assert.equal(Number(/(\d+)种页面/.exec(said)?.[1]), pageTypes.length);
  assert.equal(
    Number(/(\d+)条浏览路线/.exec(said)?.[1]),
    readdirSync(join(tests, 'a11y/transcripts')).length,
  );
});

test('the statement names every rule that an exception was made of, and no other', () => {
  const statement = readFileSync(join(root, 'content/pages/accessibility.mdx'), 'utf8');
  assert.deepEqual(
    [...statement.matchAll(/`([a-z]+_[a-z_]+)`/g)].map(([, rule]) => rule).sort(),
    [...new Set(exceptions.map(({ rule }) => rule))].sort(),
  );
});

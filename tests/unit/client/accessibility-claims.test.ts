import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessibilityClaims } from '../../../src/model/accessibility-claims.ts';
import { evidence } from '../../a11y/claims.ts';
import { exceptions } from '../../a11y/exceptions.ts';
import { pageTypes } from '../../a11y/page-types.ts';
import { root } from '../../sites.ts';
import { steps } from '../../steps.ts';

const tests = join(root, 'tests');
const commands = steps.map(({ command }) => command.join(' ')).join('\n');

test('every claim of the statement has its evidence, and all evidence its claim', () => {
  assert.equal(evidence.length, accessibilityClaims.length);
  for (const [index, { claim }] of evidence.entries()) {
    const said = accessibilityClaims.filter((one) => one.includes(claim));
    assert.deepEqual(said, [accessibilityClaims[index]], claim);
  }
});

test('the statement claims nothing of an archive that it does not know', () => {
  const statement = readFileSync(join(root, 'content/pages/accessibility.mdx'), 'utf8');
  for (const said of [...accessibilityClaims, statement])
    assert.doesNotMatch(said, /本馆的真实内容/);
  assert.match(statement, /随程序提供的内容和一个虚构的县/);
});

for (const { claim, file, title } of evidence) {
  test(`the statement’s claim “${claim}…” is tried by a test that npm test runs`, () => {
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
  const said = accessibilityClaims.join('\n');
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

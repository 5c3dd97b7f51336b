import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePage } from '../../../src/archive/render/parse-page.ts';

test('braces without end are refused at once, with the line of the first', () => {
  for (const piece of ['<div>\n\n{', '<div>{\n\n', '> {\n\n']) {
    const begun = performance.now();
    const { tree, findings } = parsePage(`正文\n\n${piece.repeat(200_000)}`);
    assert.ok(performance.now() - begun < 20_000);
    assert.equal(tree, undefined);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['code'],
    );
  }
  assert.deepEqual(parsePage(`正文\n\n<div>\n\n${'{'.repeat(40)}`).findings, [
    { kind: 'code', line: 5, what: '{' },
  ]);
});

test('braces in code are text', () => {
  const braces = '{'.repeat(40);
  const { findings } = parsePage(`\`${braces}\`\n\n\`\`\`\n${braces}\n\`\`\`\n\n正文`);
  assert.deepEqual(findings, []);
});

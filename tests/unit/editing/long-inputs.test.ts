import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withListEntries } from '../../../src/editing/content/list-entry.ts';
import { safeFileName } from '../../../src/editing/form/read-form.ts';

// Each input is as long as a request may be in part: what tries every place anew would need hours for it.
const long = 2_000_000;

test('the name of a file is plain however long a run of dots, spaces or slashes in it is', () => {
  assert.equal(safeFileName('../../年报.docx. .'), '年报.docx');
  assert.equal(safeFileName('...'), 'file');
  assert.equal(safeFileName(' .hidden'), ' .hidden');
  for (const run of ['.', ' ', '. ', '/', '\\', ':']) {
    const name = safeFileName(`a${run.repeat(long)}b.txt`);
    assert.ok(name.length <= 80 && /\.txt$/.test(name), name);
  }
  assert.equal(safeFileName('.'.repeat(long)), 'file');
});

test('an entry is put into a list however long the blank in it is', () => {
  const entry = { from: '/a/', to: '/b/' };
  const blank = ' '.repeat(long);
  const added = withListEntries(`# 旧网址\n[${blank}]\n`, [entry]);
  assert.equal(added, '# 旧网址\n- { from: /a/, to: /b/ }\n');
  assert.equal(withListEntries(`[] #${blank}\n`, [entry]), undefined);
  const lines = '\n'.repeat(20_000);
  assert.ok(withListEntries(`# 旧网址${lines}[]${lines}`, [entry])?.endsWith('to: /b/ }\n'));
  const said = withListEntries('', [{ from: `/a${blank}]` }]) ?? '';
  assert.equal(said.length, long + '- { from: "/a]" }\n'.length);
});

test('an empty list gives way to the first entry, and comments stay', () => {
  const entries = [{ id: 'a' }, { id: 'b' }];
  const lines = '- { id: a }\n- { id: b }\n';
  for (const [text, added] of [
    ['', lines],
    ['[]', lines],
    ['  [ ]  \n', lines],
    ['# 机构\n\n[\n]\n# 末尾\n', `# 机构\n\n# 末尾\n${lines}`],
    ['# [不是这个]\n[]\n', `# [不是这个]\n${lines}`],
    ['  - { id: 0 } # 头一个', `  - { id: 0 } # 头一个\n  - { id: a }\n  - { id: b }\n`],
    ['[] # 空的', undefined],
    ['[{ id: 0 }]\n', undefined],
    ['a: 1\n', undefined],
  ] as const) {
    assert.equal(withListEntries(text, entries), added, text);
  }
});

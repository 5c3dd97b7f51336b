import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fold } from '../../../src/variant/fold.ts';
import { foldTableSource } from '../../../src/variant/fold-table-source.ts';
import { fc } from '../../property.ts';

test('the three ways to write 行政复议 are one', () => {
  assert.equal(fold('行政復議'), '行政复议');
  assert.equal(fold('行政複議'), '行政复议');
  assert.equal(fold('行政覆議'), '行政复议');
});

test('the forms of Taiwan, Hong Kong and OpenCC fold alike', () => {
  for (const forms of [
    '里裏裡',
    '着著',
    '为為爲',
    '说説說',
    '台臺颱檯',
    '群羣',
    '峰峯',
    '线線綫',
    '卫衛衞',
  ]) {
    assert.equal(new Set([...forms].map(fold)).size, 1, forms);
  }
});

test('different words stay different', () => {
  assert.notEqual(fold('市长'), fold('县长'));
  assert.equal(fold('清丰县2019年〔A〕'), '清丰县2019年〔A〕');
});

test('folding keeps the length and is the same the second time, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const text = `${a}發\ud840${b}\udc00𠗣`;
      assert.equal(fold(text).length, text.length);
      assert.equal(fold(fold(text)), fold(text));
    }),
  );
});

test('the committed table is what the dictionaries give, and small enough for a page', () => {
  const file = readFileSync(new URL('../../../src/variant/fold-table.ts', import.meta.url), 'utf8');
  assert.equal(file, foldTableSource());
  assert.ok(Buffer.byteLength(file) <= 30 * 1024);
});

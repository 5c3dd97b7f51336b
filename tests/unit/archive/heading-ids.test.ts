import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headingIds } from '../../../src/archive/render/heading-ids.ts';
import { fc } from '../../property.ts';

test('an id keeps Han, letters and digits and joins the rest with hyphens', () => {
  assert.deepEqual(
    headingIds([
      '一、坚持党的领导，推进法治政府建设。',
      '（２）“放管服”改革',
      'Part 2: Data',
      '98',
      '——',
    ]),
    ['一-坚持党的领导-推进法治政府建设', '2-放管服-改革', 's-part-2-data', 's-98', 's'],
  );
});

test('twins are numbered, and never take the id that another heading has by its own words', () => {
  assert.deepEqual(headingIds(['概况', '概况', '概况 2', '概况']), [
    '概况',
    '概况-3',
    '概况-2',
    '概况-4',
  ]);
});

test('a long heading gives a short id', () => {
  assert.equal([...(headingIds(['依'.repeat(200)])[0] ?? '')].length, 40);
});

test('ids are unique, need no escaping in an attribute, and are never those of a page', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('概况', '概况 2', '概况-2', 'a', 'A', '-', '', '2', 'main'),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const ids = headingIds(texts);
      assert.equal(new Set(ids).size, texts.length);
      for (const id of ids) {
        assert.match(id, /^[\p{L}\p{M}\p{N}-]+$/u);
        assert.match(id, /^s($|-)|\P{ASCII}/u);
      }
    }),
  );
});

test('an id stays when headings with other words come, go or change', () => {
  const words = fc.constantFrom('概况', '问题', '下一步', '成效', '概况 2');
  fc.assert(
    fc.property(fc.array(words), fc.array(words), words, (before, after, kept) => {
      const others = (texts: string[]) => texts.filter((text) => text !== kept && text !== '概况');
      const alone = headingIds([kept])[0];
      const ids = headingIds([...others(before), kept, ...others(after)]);
      assert.equal(ids[others(before).length], alone);
    }),
  );
});

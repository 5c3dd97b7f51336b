import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breathsOf, sentencesOf } from '../../../src/client/read-aloud/sentences.ts';
import { fc } from '../../property.ts';

const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

test('sentences end at full stops, question and exclamation marks, semicolons and line ends', () => {
  assert.deepEqual(cut('一是加强领导;二是落实责任。怎么办？抓落实！好'), [
    '一是加强领导;',
    '二是落实责任。',
    '怎么办？',
    '抓落实！',
    '好',
  ]);
  assert.deepEqual(cut('第一行\n第二行'), ['第一行', '第二行']);
});

test('closing quotation marks and brackets belong to the sentence they close', () => {
  assert.deepEqual(cut('他说：“要依法行政。”会议(略。)结束。'), [
    '他说：“要依法行政。”',
    '会议(略。)',
    '结束。',
  ]);
});

test('points inside numbers, addresses and numbering are no sentence ends', () => {
  assert.deepEqual(cut('增长3.5%，见 www.example.cn 首页。1. 总则'), [
    '增长3.5%，见 www.example.cn 首页。',
    '1. 总则',
  ]);
  assert.deepEqual(cut('He left. She stayed.'), ['He left.', 'She stayed.']);
});

test('marks alone join the sentence before them', () => {
  assert.deepEqual(cut('等等…… 。继续'), ['等等…… 。', '继续']);
});

test('whatever the text, sentences come in order and hold every character that is not white space', () => {
  const piece = fc.constantFrom(
    '。',
    '.',
    '”',
    '“',
    ' ',
    '\n',
    '法',
    'a',
    '1',
    '…',
    '𠮷',
    '；',
    ')',
    '(',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let at = 0;
      let held = '';
      for (const { start, end } of sentencesOf(text)) {
        assert.ok(start >= at && end > start);
        at = end;
        held += text.slice(start, end);
      }
      assert.equal(held.replace(/\s/g, ''), text.replace(/\s/g, ''));
    }),
    { numRuns: 2000 },
  );
});

test('a long sentence is cut after commas', () => {
  assert.deepEqual(breathsOf('加强组织领导，落实工作责任，强化督察考核。', 14), [
    '加强组织领导，落实工作责任，',
    '强化督察考核。',
  ]);
});

test('whatever the sentence, its pieces are together the sentence, none longer than a breath by more than a pair', () => {
  const piece = fc.constantFrom('，', '法', 'a', '1', '𠮷', ',', '.', ' ');
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 120 }),
      fc.integer({ min: 4, max: 50 }),
      (pieces, longest) => {
        const sentence = `${pieces.join('')}。`;
        const breaths = breathsOf(sentence, longest);
        assert.equal(breaths.join(''), sentence);
        for (const breath of breaths) {
          assert.ok(breath.length <= longest + 1);
          assert.doesNotMatch(breath, /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

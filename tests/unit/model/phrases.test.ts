import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phrases } from '../../../src/model/phrases.ts';
import { fc } from '../../property.ts';

const cuts = (text: string): string => phrases(text).join('|');

test('a line may end between words, and a number stays with what it counts', () => {
  assert.equal(cuts('完善依法行政制度体系'), '完善|依法|行政|制度体系');
  assert.equal(cuts('青禾县2016年度行政执法数据统计表'), '青禾县|2016年度|行政|执法|数据|统计表');
  assert.equal(cuts('全年主动公开信息6822条'), '全年|主动|公开|信息|6822条');
});

test('a particle opens what it leads, or closes what it follows', () => {
  assert.equal(cuts('存在的不足和原因'), '存在的|不足|和原因');
});

test('signs stay with what they open and close', () => {
  assert.equal(cuts('深化“放管服”改革'), '深化|“放管服”改革');
  assert.equal(cuts('（三）认真履行第一责任人职责'), '（三）|认真|履行|第一|责任人职责');
});

test('dates, addresses and document numbers are not cut', () => {
  for (const text of ['2017-01-26', 'index.md', '青司〔2024〕52号']) {
    assert.deepEqual(phrases(text), [text]);
  }
});

test('pieces are the text, none begins with a closing sign or ends with an opening one, and the last is three characters', () => {
  const part = fc.constantFrom(
    ...[
      '依法行政',
      '指标',
      '的',
      '和',
      '青禾县',
      '2019',
      '年度',
      '、',
      '，',
      '（',
      '）',
      '“',
      '”',
      '・',
      ' ',
      'PDF',
      '3.5%',
      '𠮷',
      '〔',
      '〕',
      '：',
      '报告',
    ], // prettier-ignore
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const pieces = phrases(text);
      assert.equal(pieces.join(''), text);
      for (const piece of pieces.slice(1)) assert.doesNotMatch(piece, /^[、，）”・：〕]/);
      for (const piece of pieces.slice(0, -1)) assert.doesNotMatch(piece, /[（“〔]$/);
      if (pieces.length > 1) {
        assert.ok((pieces.at(-1)?.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3, text);
      }
    }),
    { numRuns: 2000 },
  );
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { normalizeText } from '../../../src/search/normalize.ts';
import { maxPhraseLength, maxPhrases, parseQuery } from '../../../src/search/query.ts';
import { fc } from '../../property.ts';

const read = (q: string) => {
  const { wanted, unwanted } = parseQuery(q);
  return {
    wanted: wanted.map(({ typed }) => typed),
    unwanted: unwanted.map(({ typed }) => typed),
  };
};

describe('what is typed', () => {
  for (const [q, wanted, unwanted] of [
    ['行政复议', ['行政复议'], []],
    ['  行政复议\u3000听证\t', ['行政复议', '听证'], []],
    ['行政 行政 行政', ['行政'], []],
    ['復議 复议', ['复议'], []],
    ['"行政 复议"', ['行政 复议'], []],
    ['＂行政 复议＂', ['行政 复议'], []],
    ['“行政 复议”', ['行政 复议'], []],
    ['“三重一大”', ['“三重一大”'], []],
    ['行政 -听证', ['行政'], ['听证']],
    ['行政 －听证', ['行政'], ['听证']],
    ['行政 -"听证 会"', ['行政'], ['听证 会']],
    ['-听证', ['-听证'], []],
    ['-2019-', ['-2019-'], []],
    ['--', ['--'], []],
    ['行政"复议', ['行政"复议'], []],
    ['"行政', ['"行政'], []],
    ['行政-复议', ['行政-复议'], []],
    ['', [], []],
    [' \u200b\u202e\u0000 ', [], []],
    ['\ud800', [], []],
  ] as const) {
    test(`${JSON.stringify(q)} wants ${JSON.stringify(wanted)} and not ${JSON.stringify(unwanted)}`, () => {
      assert.deepEqual(read(q), { wanted, unwanted });
    });
  }
});

describe('spaces that may be those of a text', () => {
  for (const [q, text, words] of [
    ['第 3 条', '第3条', false],
    ['〔2019〕 16 号', '(2019)16号', false],
    ['行政 复议', '行政复议', true],
    ['行政 -听证', '行政-听证', true],
    ['“行政 复议”', '"行政复议"', true],
    ['《条例》 第三条', '《条例》第三条', false],
  ] as const) {
    test(`${q} is one run${words ? ' where some text has it so' : ' where it stands at all'}`, () => {
      const { run } = parseQuery(q);
      assert.equal(run?.text, normalizeText(text));
      assert.equal(run?.words, words);
    });
  }
  for (const q of ['行政复议', ' 行政复议 ', '"行政" "复议"', '行政 "复议"', '😀 ', '']) {
    test(`${JSON.stringify(q)} is no run with spaces`, () => {
      assert.equal(parseQuery(q).run, undefined);
    });
  }
});

test('any string at all gives a query within its limits, whose phrases are normalised', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom(...'"＂“”-－ \u3000法治\ud800\udfff\u202e😀<>&\\^$.*+?()[]'),
    }),
  );
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 200 }), (piece, times) => {
      const { wanted, unwanted, run } = parseQuery(piece.repeat(times));
      assert.ok(wanted.length + unwanted.length <= maxPhrases);
      for (const { text } of [...wanted, ...unwanted, ...(run ? [run] : [])]) {
        assert.ok(text.length > 0 && text.length <= maxPhraseLength);
        assert.doesNotMatch(text, /[\p{White_Space}\p{Cs}]/u);
      }
      for (const gap of run?.gaps ?? []) assert.ok(gap > 0 && gap < (run?.text.length ?? 0));
      if (wanted.length === 0) assert.equal(unwanted.length, 0);
    }),
  );
});

test('ten thousand characters are shortened and said to be', () => {
  for (const q of ['依'.repeat(10_000), '依法 '.repeat(3_334), '"'.repeat(10_000)]) {
    const { wanted, shortened } = parseQuery(q);
    assert.ok(shortened);
    assert.equal(wanted.length, 1);
  }
  assert.equal(parseQuery('依'.repeat(maxPhraseLength)).shortened, false);
});

test('an invisible character beside an exclusion does not make it one', () => {
  for (const typed of ['-2019', '\ufeff -2019', '\u200b\u3000-2019']) {
    const { wanted, unwanted } = parseQuery(typed);
    assert.deepEqual([wanted.length, unwanted.length], [1, 0], JSON.stringify(typed));
  }
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answerQuery } from '../../../src/search/answer-query.ts';
import { bodyBlocks } from '../../../src/search/indexing/body-blocks.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { readIndex } from './read-index.ts';

/** Asks an archive of one paragraph of HTML for each document. */
async function ask(paragraphs: readonly string[], q: string) {
  const run = new SymbolRun();
  for (const [index, html] of paragraphs.entries())
    run.add({ title: `题${index}`, ...bodyBlocks(`<p>${html}</p>`) });
  const { catalog, postings } = readIndex(run, await indexFiles(run));
  const { hits, other, parts, phrases } = await answerQuery(parseQuery(q), catalog, postings);
  return {
    found: hits.map(({ document }) => document).sort((a, b) => a - b),
    other,
    parts: parts.map(({ document }) => document),
    phrases: phrases.map(({ typed }) => typed),
  };
}

describe('words with spaces between them', () => {
  test('are one run where a text has them so, spaces included', async () => {
    const texts = ['第一章　总则如下', '总则在第一章', '第一章总则'];
    const { found, other } = await ask(texts, '第一章 总则');
    assert.deepEqual(found, [0, 2]);
    assert.deepEqual(other, { kind: 'words', q: '"第一章" "总则"', found: 3 });
    assert.deepEqual((await ask(texts, '第一章总则')).found, [0, 2]);
    assert.deepEqual((await ask(texts, other?.q ?? '')).found, [0, 1, 2]);
  });

  test('are words where no text has a space there, and the run is offered', async () => {
    const texts = ['行政复议', '复议与行政', '行政'];
    const { found, other } = await ask(texts, '行政 复议');
    assert.deepEqual(found, [0, 1]);
    assert.deepEqual(other, { kind: 'run', q: '"行政 复议"', found: 1 });
    assert.deepEqual((await ask(texts, other?.q ?? '')).found, [0]);
  });

  test('are one run where they cannot be words and stand joined somewhere', async () => {
    const texts = ['依照第3条', '第二，有3项条款', '清政〔2019〕16号'];
    assert.deepEqual((await ask(texts, '第 3 条')).found, [0]);
    assert.deepEqual((await ask(texts, '清政〔2019〕 16 号')).found, [2]);
    assert.deepEqual((await ask(['第二，有3项条款'], '第 3 条')).found, [0]);
  });

  test('say nothing of another reading that finds the same', async () => {
    assert.equal((await ask(['行政复议', '别的'], '行政 复议')).other, undefined);
    assert.equal((await ask(['第 3 条', '别的'], '第 3 条')).other, undefined);
  });

  test('are found with each of them forced, or with all of them as a phrase', async () => {
    const texts = ['第一章　总则', '总则、第一章'];
    assert.deepEqual((await ask(texts, '"第一章" "总则"')).found, [0, 1]);
    assert.deepEqual((await ask(texts, '"第一章 总则"')).found, [0]);
  });
});

describe('a document number', () => {
  const texts = ['清政〔2019〕16号', '清政〔2019〕161号', '豫政（2019）16号', '二〇一九'];
  for (const q of [
    '清政〔2019〕16号',
    '清政[2019]16号',
    '清政（2019）16号',
    '清政【2019】16号',
    '清政〔２０１９〕１６號',
    '清政 [ 2019 ] 16 号',
    '清政201916号',
    '清政2019 16号',
    '清政 2019 16 号',
  ]) {
    test(`is found as ${q}`, async () => {
      assert.deepEqual((await ask(texts, q)).found, [0]);
    });
  }
});

describe('a range of years', () => {
  const texts = ['《规划（2015—2020年）》', '2015至2020年', '5～10日'];
  for (const [q, found] of [
    ['（2015-2020年）', [0]],
    ['(2015－2020年)', [0]],
    ['2015——2020', [0]],
    ['2015～2020', [0]],
    ['5-10日', [2]],
    ['2015—2020年）》', [0]],
  ] as const) {
    test(`is found as ${q}`, async () => {
      assert.deepEqual((await ask(texts, q)).found, found);
    });
  }
});

test('a phrase is found across tags within its paragraph and never across paragraphs', async () => {
  const texts = ['依<strong>法</strong>行<a href="/">政</a>复议', '依法</p><p>行政复议'];
  assert.deepEqual((await ask(texts, '依法行政')).found, [0]);
  assert.deepEqual((await ask(texts, '"依法 行政"')).found, [0]);
});

test('parts are offered only for what is not found in any way', async () => {
  assert.deepEqual(await ask(['行政复议'], '行政复议飞船'), {
    found: [],
    other: undefined,
    parts: [0],
    phrases: ['行政复议飞船'],
  });
});

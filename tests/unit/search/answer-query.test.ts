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
  const { catalog, postings } = readIndex(run, indexFiles(run));
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

describe('what no text has as it was typed', () => {
  async function called(titles: readonly (readonly [string, string])[], q: string) {
    const run = new SymbolRun();
    for (const [title, text] of titles) run.add({ title, ...bodyBlocks(`<p>${text}</p>`) });
    const { catalog, postings } = readIndex(run, indexFiles(run));
    const { hits, called, parts } = await answerQuery(parseQuery(q), catalog, postings);
    return {
      called: called ?? false,
      hits: hits.map(({ document }) => document),
      parts: parts.map(({ document }) => document),
    };
  }
  const titles = [
    ['云台乡养犬管理办法', '本办法所称犬只。'],
    ['后坪镇市场管理规定', '养犬的，依规定。'],
    ['后坪镇区养犬管理规定', '本规定自公布之日起施行。'],
  ] as const;

  test('is answered by what is called so, in pieces, and by nothing that is called so in half', async () => {
    const found = await called(titles, '后坪镇养犬规定');
    assert.equal(found.called, true);
    assert.deepEqual(found.hits, [2, 1]);
    assert.deepEqual((await called(titles, '后坪镇养犬')).hits, [2, 1]);
    assert.deepEqual((await called(titles, '后坪镇区养犬规定')).hits, [2]);
  });

  test('is answered by nothing where a single character of it is missing', async () => {
    for (const q of ['后坪镇养猫规定', '后坪镇养犬规程', '新后坪镇养犬规定'])
      assert.deepEqual((await called(titles, q)).hits, [], q);
    assert.ok((await called(titles, '后坪镇养猫规定')).parts.length > 0);
  });

  test('is not looked for in pieces where it stands in quotation marks or in the text', async () => {
    assert.deepEqual((await called(titles, '"后坪镇养犬规定"')).hits, []);
    assert.equal((await called(titles, '养犬管理')).called, false);
    assert.deepEqual((await called(titles, '后坪镇养犬规定 -市场')).hits, [2]);
  });
});

describe('an ordinal number', () => {
  const texts = ['第三十三条 本办法', '第10次会议', '第一百零三条', '第二十条'];
  for (const [q, found] of [
    ['第33条', [0]],
    ['第 33 条', [0]],
    ['第十次会议', [1]],
    ['第103条', [2]],
    ['第20条', [3]],
    ['第3条', []],
    ['第1条', []],
    ['第二条', []],
  ] as const)
    test(`${q} is found as it is also written`, async () => {
      assert.deepEqual((await ask(texts, q)).found, found);
    });
});

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Catalog } from '../../../src/search/catalog.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { nearlyHolding, nearRuns } from '../../../src/search/nearly.ts';
import { normalizeText } from '../../../src/search/normalize.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import type { Postings } from '../../../src/search/phrase-locations.ts';
import { readIndex } from './read-index.ts';

/** All stretches of a text that are as long as a run and differ from it in exactly one character. */
function naive(text: string, run: string): string[] {
  return Array.from({ length: Math.max(0, text.length - run.length + 1) }, (_, at) =>
    text.slice(at, at + run.length),
  ).filter((window) => [...window].filter((each, i) => each !== run[i]).length === 1);
}

describe('What stands but for one character', () => {
  let seed = 13;
  const next = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const letters = '甲乙丙丁';
  const word = (length: number) =>
    Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join('');
  const texts = Array.from({ length: 60 }, () => word(40));
  const run = new SymbolRun();
  for (const text of texts) run.add({ title: '题', headings: [], paragraphs: [text] });
  let catalog: Catalog;
  let postings: Postings;
  before(async () => {
    ({ catalog, postings } = readIndex(run, indexFiles(run)));
  });

  test('is in none but the documents that the index names', async () => {
    let found = 0;
    for (let round = 0; round < 60; round++) {
      const wanted = word(4 + (round % 6));
      const named = await nearlyHolding(wanted, catalog, postings);
      const holding = [...texts.keys()].filter((i) => naive(texts[i] as string, wanted).length > 0);
      assert.deepEqual(
        holding.filter((document) => !named.includes(document)),
        [],
        wanted,
      );
      found += holding.length;
    }
    assert.ok(found > 100);
  });

  test('is in none but those that the index names where of three the middle one is another', async () => {
    const letters = 8;
    const [first, last] = [0x4e00, 0x4e00 + letters];
    const rare = (from: number) => String.fromCharCode(from + Math.floor(next() * letters));
    const sparse = Array.from({ length: 80 }, () =>
      Array.from({ length: 12 }, () => rare(next() < 0.5 ? first : last)).join(''),
    );
    const run = new SymbolRun();
    // Behind it stands another symbol: what ends a block is not known by itself.
    for (const text of sparse) run.add({ title: '题', headings: [], paragraphs: [`${text}。`] });
    const { catalog, postings } = readIndex(run, indexFiles(run));
    let found = 0;
    for (let round = 0; round < 60; round++) {
      const wanted = rare(first) + rare(last) + rare(first);
      const named = await nearlyHolding(wanted, catalog, postings);
      const [before, , after] = wanted;
      const holding = [...sparse.keys()].filter((i) =>
        naive(sparse[i] as string, wanted).some((each) => each[0] === before && each[2] === after),
      );
      for (const document of holding) assert.ok(named.includes(document), wanted);
      found += holding.length;
    }
    assert.ok(found > 20);
  });

  test('is read in a text exactly, with how often it stands there', () => {
    for (let round = 0; round < 60; round++) {
      const wanted = word(4 + (round % 6));
      const text = texts[round] as string;
      const expected = new Map<string, number>();
      for (const each of naive(text, wanted)) expected.set(each, (expected.get(each) ?? 0) + 1);
      assert.deepEqual(nearRuns(text, wanted), expected);
    }
  });

  test('is in the other script, in any width, and is no run with a mark in it', () => {
    const near = (text: string, wanted: string) => [
      ...nearRuns(text, normalizeText(wanted)).keys(),
    ];
    assert.deepEqual(near('申請行政復議的，', '行政付议'), ['行政復議']);
    assert.deepEqual(near('申請行政復議的', '行政復议'), []);
    assert.deepEqual(near('第１２号文', '第13号文'), ['第１２号文']);
    assert.deepEqual(near('依法，行政', '依法的行'), []);
  });

  test('is not asked for of phrases too short or too long to say', async () => {
    for (const phrase of ['甲', '甲乙', word(25)])
      assert.deepEqual(await nearlyHolding(phrase, catalog, postings), []);
  });
});

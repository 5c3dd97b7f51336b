import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDocuments } from '../../../src/search/evaluate.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { readIndex } from './read-index.ts';

/** Documents as they are found, each a title and its paragraphs. */
async function found(query: string, ...documents: [string, ...string[]][]): Promise<number[]> {
  const run = new SymbolRun();
  for (const [title, ...paragraphs] of documents) run.add({ title, headings: [], paragraphs });
  const { catalog, postings } = readIndex(run, indexFiles(run));
  const hits = await findDocuments(parseQuery(query), catalog, postings);
  return hits.map(({ document }) => document);
}

const often = '听证听证听证会';
const once = '举行听证。';

test('two reports of one text do not take both first places for a word that others have, too', async () => {
  assert.deepEqual(
    await found('听证', ['甲', often], ['乙', often], ['丙', once], ['丁', '听证，再听证']),
    [0, 3, 2, 1],
  );
});

test('all copies of all texts are found, each text once before any is there again', async () => {
  const texts: [string, string][] = [often, once, often, once, often].map((text) => ['题', text]);
  assert.deepEqual(await found('听证', ...texts), [0, 1, 2, 4, 3]);
});

test('a copy that has the word in its title stands before what has not', async () => {
  assert.deepEqual(
    await found('听证', ['甲', often], ['听证工作', often], ['丙', once]),
    [1, 0, 2],
  );
});

test('what differs in a single character is no copy, and the newer one stands first', async () => {
  assert.deepEqual(
    await found('听证', ['甲', `${often}甲`], ['乙', `${often}乙`], ['丙', once]),
    [0, 1, 2],
  );
});

test('reports without a text are no copies of each other', async () => {
  assert.deepEqual(await found('听证', ['听证甲'], ['听证乙'], ['听证丙']), [0, 1, 2]);
});

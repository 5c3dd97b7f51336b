import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { seededRandom } from '../../../scripts/seeded-random.ts';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { type Archive, bodyOf } from '../../../src/model/archive.ts';
import { answerQuery } from '../../../src/search/answer-query.ts';
import { bodyBlocks } from '../../../src/search/indexing/body-blocks.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { openSealed } from '../../../src/search/packed/sealed.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { openIndex } from '../../../src/search/pagefind/index-reader.ts';
import type { Postings } from '../../../src/search/phrase-locations.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { testSite } from '../../sites.ts';
import { readByPagefind } from './pagefind-reference.ts';
import { readIndex } from './read-index.ts';

const changed =
  'Pagefind’s format is not what we write or read: see src/search/pagefind/README.md, “To a new version”';

describe('An index is the same to Pagefind’s own program and to our reader', () => {
  const run = new SymbolRun();
  const texts: string[] = [];
  let ours: Postings;
  let theirs: Awaited<ReturnType<typeof readByPagefind>>;
  let known: ReturnType<typeof readIndex>;

  before(async () => {
    const archive = (await openArchive(testSite('county').contentDir)).archive as Archive;
    for (const report of archive.reports) {
      const { headings, paragraphs } = bodyBlocks(bodyOf(archive, report).html);
      run.add({ title: report.title, headings, paragraphs });
      texts.push(report.title, ...headings, ...paragraphs);
    }
    const index = indexFiles(run, undefined, {
      sizes: { usual: 4000, large: 5000, long: 6000 },
    });
    known = readIndex(run, index);
    theirs = await readByPagefind(index);
    ours = await openIndex(async (path) =>
      openSealed(index.files.get(path) as Uint8Array, `${index.hash}/${path}`),
    );
  });
  after(() => theirs?.end());

  test('every word of the archive stands in the same places', async () => {
    assert.ok(known.words.size > 5000, `${known.words.size} words`);
    for (const [word, locations] of known.words) {
      assert.deepEqual(await ours.locations(word), locations, `${word}: ${changed}`);
      assert.deepEqual(await theirs.locations(word), locations, `${word}: ${changed}`);
    }
  });

  test('what is no word stands nowhere', async () => {
    const random = seededRandom(13);
    const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
    for (let i = 0; i < 300; i++) {
      const word = Array.from({ length: 12 }, () => digits[random.below(36)]).join('');
      if (known.words.has(word)) continue;
      assert.deepEqual(await ours.locations(word), [], word);
      assert.deepEqual(await theirs.locations(word), [], `${word}: ${changed}`);
    }
    for (const word of ['000000', 'zzzzzzzz']) assert.deepEqual(await ours.locations(word), []);
  });

  test('every query has the same answer', async () => {
    const words = [...known.words.keys()];
    const wordsFrom = (term: string) => words.filter((word) => word.startsWith(term));
    const theirPostings: Postings = {
      ...known.postings,
      async locations(term) {
        const lists = await Promise.all(wordsFrom(term).map((word) => theirs.locations(word)));
        return lists.flat().sort((a, b) => a - b);
      },
    };
    const random = seededRandom(7);
    const cut = () => {
      const text = texts[random.below(texts.length)] as string;
      const start = random.below(text.length);
      return text.slice(start, start + 1 + random.below(12));
    };
    const queries = [
      ...[
        '行政复议',
        '法治 公开',
        '"依法 行政"',
        '第 3 条',
        '法治 -听证',
        '行政复议飞船',
        '的',
        '2019年',
      ],
      ...Array.from({ length: 150 }, cut),
      ...Array.from({ length: 50 }, () => `${cut()} ${cut()}`),
      ...Array.from({ length: 20 }, () => `"${cut()}" -${cut()}`),
    ];
    for (const q of queries) {
      const query = parseQuery(q);
      assert.deepEqual(
        await answerQuery(query, known.catalog, ours),
        await answerQuery(query, known.catalog, theirPostings),
        `${q}: ${changed}`,
      );
    }
  });
});

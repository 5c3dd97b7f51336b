import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { seededRandom } from '../../../scripts/seeded-random.ts';
import { answerQuery } from '../../../src/search/answer-query.ts';
import type { Catalog } from '../../../src/search/catalog.ts';
import { findDocuments } from '../../../src/search/evaluate.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { normalizeText } from '../../../src/search/normalize.ts';
import { openSealed } from '../../../src/search/packed/sealed.ts';
import { type IndexFiles, indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { openIndex } from '../../../src/search/pagefind/index-reader.ts';
import type { Postings } from '../../../src/search/phrase-locations.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { commonFiles, commonPairTerm, documentsTerm, gramTerm } from '../../../src/search/terms.ts';
import { readIndex } from './read-index.ts';

/** Words of one to four characters, few of them very common: so that grams are of every frequency. */
function writtenTexts(documents: number) {
  const random = seededRandom(13);
  const character = () =>
    String.fromCharCode(0x4e00 + Math.min(random.below(90), random.below(90)));
  const words = Array.from({ length: 160 }, () =>
    Array.from({ length: 1 + random.below(4) }, character).join(''),
  );
  const block = (length: number) => {
    let text = '';
    while (text.length < length)
      text += words[Math.min(random.below(160), random.below(160), random.below(160))];
    return text;
  };
  return Array.from({ length: documents }, () => ({
    title: block(2 + random.below(12)),
    headings: Array.from({ length: random.below(3) }, () => block(4)),
    paragraphs: Array.from({ length: 1 + random.below(6) }, () => block(1 + random.below(120))),
  }));
}

const texts = writtenTexts(200);
const blocks = texts.map(({ title, headings, paragraphs }) =>
  [title, ...headings, ...paragraphs].map(normalizeText),
);

/** How often a phrase stands in each document that has it: looked for in the texts. */
function counts(phrase: string): Map<number, number> {
  const found = new Map<number, number>();
  for (const [document, all] of blocks.entries()) {
    let count = 0;
    for (const block of all)
      for (let at = block.indexOf(phrase); at !== -1; at = block.indexOf(phrase, at + 1)) count++;
    if (count > 0) found.set(document, count);
  }
  return found;
}

describe('An index whose lists are cut into many files', () => {
  let index: IndexFiles;
  let catalog: Catalog;
  let words: ReadonlyMap<string, number[]>;
  let postings: Postings;
  const loaded = new Set<string>();
  const random = seededRandom(7);
  const cut = (length: number): string => {
    const all = blocks[random.below(blocks.length)] as string[];
    const block = all[random.below(all.length)] as string;
    const start = random.below(Math.max(block.length - length, 1));
    return block.slice(start, start + length);
  };
  const open = () =>
    openIndex(async (path) => {
      loaded.add(path);
      return openSealed(index.files.get(path) as Uint8Array, `${index.hash}/${path}`);
    });

  before(async () => {
    const run = new SymbolRun();
    for (const text of texts) run.add(text);
    index = indexFiles(run, undefined, {
      sizes: { usual: 80, large: 100, long: 120 },
      bordersTogether: 20,
      bordersInFile: 7,
    });
    ({ catalog, words } = readIndex(run, index));
    postings = await open();
  });

  test('has lists in slices, common texts, and borders in several files', () => {
    const lengths = new Set([...words.keys()].map(({ length }) => length));
    assert.deepEqual(
      [...lengths].sort((a, b) => a - b),
      [4, 10, 11, 12, 15, 17, 19, 22],
    );
    assert.ok([...index.files.keys()].filter((path) => path.startsWith('borders/')).length > 50);
  });

  test('finds exactly the documents that have a run, each with its count', async () => {
    for (let i = 0; i < 300; i++) {
      const phrase = cut(1 + random.below(14));
      const hits = await findDocuments(parseQuery(`"${phrase}"`), catalog, postings);
      const expected = counts(phrase);
      assert.deepEqual(
        new Map(hits.map(({ document, matches }) => [document, matches])),
        phrase.length === 1
          ? new Map([...expected].map(([document, count]) => [document, Math.min(count, 15)]))
          : expected,
        phrase,
      );
    }
  });

  test('finds nothing of what stands nowhere', async () => {
    for (let i = 0; i < 200; i++) {
      const phrase = cut(1 + random.below(4)) + cut(1 + random.below(4));
      const hits = await findDocuments(parseQuery(`"${phrase}"`), catalog, postings);
      assert.equal(hits.length, counts(phrase).size, phrase);
    }
  });

  test('takes away the documents of what is not wanted, and puts several wanted together', async () => {
    for (let i = 0; i < 150; i++) {
      const [first, second, third] = [1, 2, 3].map(() => cut(1 + random.below(5))) as [
        string,
        string,
        string,
      ];
      const query = parseQuery(`"${first}" "${second}" -"${third}"`);
      const found = (await findDocuments(query, catalog, postings)).map((hit) => hit.document);
      const [has, too, not] = [counts(first), counts(second), counts(third)];
      const expected = [...has.keys()].filter(
        (document) =>
          too.has(document) && (third === first || third === second || !not.has(document)),
      );
      assert.deepEqual(
        found.sort((a, b) => a - b),
        third === first || third === second ? [] : expected,
        `${first} ${second} -${third}`,
      );
    }
  });

  test('answers as one whose lists are whole', async () => {
    const run = new SymbolRun();
    for (const text of texts) run.add(text);
    const whole = readIndex(run, indexFiles(run));
    for (let i = 0; i < 150; i++) {
      const q = Array.from({ length: 1 + random.below(3) }, () => cut(1 + random.below(7))).join(
        random.below(2) ? ' ' : '',
      );
      const query = parseQuery(q);
      assert.deepEqual(
        await answerQuery(query, catalog, postings),
        await answerQuery(query, whole.catalog, whole.postings),
        q,
      );
    }
  });

  test('knows for every word in how many files it stands, before any is loaded', async () => {
    const { postings: reference } = readIndexAgain();
    for (const word of words.keys()) {
      const gram = word.length === 12 || word.length === 19;
      for (const term of gram ? [word, ...[6, 9, 12].map((end) => word.slice(0, end))] : [word])
        assert.equal(await postings.files(term), await reference.files(term), term);
    }
  });

  test('lists documents for what stands in so many files, and for nothing else', async () => {
    const beginnings = new Set<string>();
    for (const all of blocks)
      for (const block of all)
        for (let at = 0; at < block.length; at++)
          for (let length = 2; length <= 4 && at + length <= block.length; length++)
            beginnings.add(block.slice(at, at + length));
    for (const text of [...beginnings].filter((_, i) => i % 5 === 0)) {
      const isCommon = (await postings.files(gramTerm(text))) >= commonFiles;
      const lists = await postings.locations(documentsTerm(text));
      assert.equal(lists.length > 0, isCommon, text);
      if (text.length === 2)
        assert.deepEqual(
          await postings.locations(commonPairTerm(text)),
          isCommon ? await postings.locations(gramTerm(text)) : [],
        );
    }
  });

  test('is not loaded where nothing can stand: of a common gram only what is near a rare one', async () => {
    const whole = [...words.keys()].filter((word) => word.length === 19);
    const cutGrams = new Set(whole.map((word) => word.slice(0, 12)));
    let spared = 0;
    for (const all of blocks.flat()) {
      for (let at = 0; at + 8 <= all.length; at++) {
        const [first, second] = [all.slice(at, at + 4), all.slice(at + 4, at + 8)];
        if (!cutGrams.has(gramTerm(second)) || cutGrams.has(gramTerm(first))) continue;
        const fresh = await open();
        loaded.clear();
        await findDocuments(parseQuery(`"${first + second}"`), catalog, fresh);
        const chunks = [...loaded].filter((path) => path.endsWith('.pf_index')).length;
        const files = (await fresh.files(gramTerm(first))) + (await fresh.files(gramTerm(second)));
        assert.ok(chunks <= files);
        if (chunks < files) spared++;
        if (spared > 5) return;
      }
    }
    assert.fail(`${spared} searches loaded less than all`);
  });

  test('says nothing when any of its files is lost or another’s, and all when it is there again', async () => {
    const phrase = cut(11);
    const fresh = await open();
    loaded.clear();
    const expected = await findDocuments(parseQuery(phrase), catalog, fresh);
    assert.ok(expected.length > 0);
    const needed = [...loaded];
    assert.ok(needed.some((path) => path.startsWith('borders/')));
    assert.ok(needed.some((path) => path.startsWith('index/')));
    const faults: ((path: string) => Uint8Array)[] = [
      () => {
        throw new Error('lost');
      },
      (path) => (index.files.get(path) as Uint8Array).subarray(0, -9),
      (path) =>
        index.files.get(
          path === 'index/0.pf_index' ? 'index/1.pf_index' : 'index/0.pf_index',
        ) as Uint8Array,
      () => Buffer.from('<!doctype html><title>404</title>'),
    ];
    for (const fault of faults) {
      for (const path of needed) {
        let faulty = true;
        const opened = await openIndex(async (asked) => {
          const content =
            faulty && asked === path ? fault(path) : (index.files.get(asked) as Uint8Array);
          return openSealed(content, `${index.hash}/${asked}`);
        });
        await assert.rejects(findDocuments(parseQuery(phrase), catalog, opened), path);
        faulty = false;
        assert.deepEqual(await findDocuments(parseQuery(phrase), catalog, opened), expected);
      }
      await assert.rejects(
        openIndex(async (path) => openSealed(fault(path), `${index.hash}/${path}`)),
      );
    }
  });

  function readIndexAgain() {
    const run = new SymbolRun();
    for (const text of texts) run.add(text);
    return readIndex(run, index);
  }
});

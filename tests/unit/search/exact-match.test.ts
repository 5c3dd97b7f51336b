import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerQuery } from '../../../src/search/answer-query.ts';
import { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import { normalize, normalizeText } from '../../../src/search/normalize.ts';
import { indexFiles } from '../../../src/search/pagefind/index-files.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { fc } from '../../property.ts';
import { readIndex } from './read-index.ts';
import { typedOtherwise } from './typed-otherwise.ts';

/** Texts in which every kind of character comes often enough to meet itself and its twins. */
const character = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...'行政复议復複法治县縣发發髮后後里裡裏台臺一二〇○第条'),
  },
  { weight: 2, arbitrary: fc.constantFrom(...'，。、；：（）()〔〕[]《》“”"—-–－…·') },
  { weight: 2, arbitrary: fc.constantFrom(...'0129０９aAＺé①㎡') },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\u3000', '\n', '\u200b', '\ufeff', '𠀀', '😀') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const block = fc.array(character, { minLength: 1, maxLength: 40 }).map((all) => all.join(''));
const document = fc.record({
  title: block,
  headings: fc.array(block, { maxLength: 2 }),
  paragraphs: fc.array(block, { maxLength: 4 }),
});
const archive = fc.array(document, { minLength: 1, maxLength: 6 });

async function found(documents: readonly Parameters<SymbolRun['add']>[0][], q: string) {
  const run = new SymbolRun();
  for (const each of documents) run.add(each);
  const { catalog, postings } = readIndex(run, indexFiles(run));
  const { hits } = await answerQuery(parseQuery(q), catalog, postings);
  return hits.map((hit) => hit.document).sort((a, b) => a - b);
}

/** The documents that contain a run, found without any index. */
function holding(documents: readonly Parameters<SymbolRun['add']>[0][], run: string): number[] {
  const wanted = normalizeText(run);
  return documents.flatMap(({ title, headings, paragraphs }, index) =>
    [title, ...headings, ...paragraphs].some((text) => normalizeText(text).includes(wanted))
      ? [index]
      : [],
  );
}

/** Whether some block has the words one after the other with white space between them, as they were typed. */
function standSpaced(documents: readonly Parameters<SymbolRun['add']>[0][], words: string[]) {
  const parts = words.map(normalizeText);
  return documents.some(({ title, headings, paragraphs }) =>
    [title, ...headings, ...paragraphs].some((original) => {
      const { text, starts, ends } = normalize(original);
      for (let at = text.indexOf(parts.join('')); at !== -1; ) {
        let end = at;
        const spaced = parts.slice(0, -1).every((part) => {
          end += part.length;
          return /\p{White_Space}/u.test(original.slice(ends[end - 1], starts[end]));
        });
        if (spaced) return true;
        at = text.indexOf(parts.join(''), at + 1);
      }
      return false;
    }),
  );
}

/**
 * A run up to a quotation mark that begins a word: there it is a sign of the search (query.ts). One inside
 * a word or at its end is text like any other; taking it out would make a run that no text has.
 */
function beforeSign(run: string): string {
  const sign = run.search(/(?<=^|[\p{White_Space}\-－−])["＂“]/u);
  return sign === -1 ? run : run.slice(0, sign);
}

test('any run of 1 to 20 characters, typed in any mix of script and width, finds exactly the documents that contain it', async () => {
  await fc.assert(
    fc.asyncProperty(
      archive,
      fc.nat(),
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.nat(1000)),
      async (documents, which, where, from, length, choices) => {
        const blocks = documents.flatMap((each) => [
          each.title,
          ...each.headings,
          ...each.paragraphs,
        ]);
        const text = [...(blocks[(which + where) % blocks.length] as string)];
        const start = from % text.length;
        const run = beforeSign(text.slice(start, start + length).join(''));
        fc.pre(normalizeText(run) !== '');
        const typed = typedOtherwise(run, choices);
        assert.deepEqual(await found(documents, typed), holding(documents, run), typed);
      },
    ),
    { numRuns: 200 },
  );
});

test('two words find exactly the documents that contain both, or the run that they are in some text; an excluded one takes its documents away', async () => {
  const words = ['行政', '复议', '法治', '縣', '一二', '〔0', '条，', 'é'];
  const word = fc.constantFrom(...words);
  const plain = (each: string) => /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u.test(each);
  await fc.assert(
    fc.asyncProperty(archive, word, word, word, async (documents, first, second, unwanted) => {
      const both = holding(documents, first).filter((each) =>
        holding(documents, second).includes(each),
      );
      const joined = holding(documents, first + second);
      const isRun =
        joined.length > 0 &&
        (!(plain(first) && plain(second)) || standSpaced(documents, [first, second]));
      assert.deepEqual(await found(documents, `${first} ${second}`), isRun ? joined : both);
      assert.deepEqual(await found(documents, `"${first}" "${second}"`), both);
      assert.deepEqual(await found(documents, `"${first} ${second}"`), joined);
      if (standSpaced(documents, [first, second, `-${unwanted}`])) return;
      const without = holding(documents, unwanted);
      assert.deepEqual(
        await found(documents, `${first} ${second} -${unwanted}`),
        first === unwanted || second === unwanted
          ? []
          : both.filter((each) => !without.includes(each)),
      );
    }),
    { numRuns: 100 },
  );
});

test('a match never crosses the end of a block', async () => {
  const documents = [
    { title: '依法', headings: ['行政'], paragraphs: ['复', '议决', '议决'] },
    { title: '定', headings: [], paragraphs: [] },
  ];
  for (const run of ['依法行政', '法行', '政复', '复议', '决议', '决定', '议决议决']) {
    assert.deepEqual(await found(documents, run), [], run);
  }
  assert.deepEqual(await found(documents, '议决'), [0]);
});

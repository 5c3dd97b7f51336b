import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bestPiece } from '../../../../src/search/excerpts/best-piece.ts';
import { extentOf, type HeadPage, onlyPage } from '../../../../src/search/excerpts/text-head.ts';
import { fc } from '../../../property.ts';
import { bestBlock, type ReadBlock } from './read-page.ts';

/** A document of blocks, each cut into pieces of some lengths, in pages of some numbers of blocks. */
function layOut(
  blocks: readonly ReadBlock[],
  pieceLengths: readonly number[],
  pageBlocks: readonly number[],
  isWhole: boolean,
) {
  const pages: { symbols: number[]; kinds: HeadPage['kinds'][number][] }[] = [];
  /** By page and piece: its block, and where in the block it begins and ends. */
  const pieces: { block: number; start: number; end: number }[][] = [];
  let cuts = 0;
  let room = 0;
  for (const [block, { kind, text }] of blocks.entries()) {
    if (kind === 'title') continue;
    if (room-- <= 0) {
      room = (pageBlocks[pages.length % pageBlocks.length] as number) - 1;
      pages.push({ symbols: [], kinds: [] });
      pieces.push([]);
    }
    for (let start = 0; start < text.length; ) {
      const wanted = pieceLengths[cuts++ % pieceLengths.length] as number;
      const end = kind === 'text' ? Math.min(start + wanted, text.length) : text.length;
      const symbols = end - start + (end === text.length ? 1 : 0);
      pages.at(-1)?.symbols.push(symbols);
      pages.at(-1)?.kinds.push(start === 0 ? kind : 'more');
      pieces.at(-1)?.push({ block, start, end });
      start = end;
    }
  }
  const contents = pages.map((page): HeadPage => ({ ...page, stretches: [] }));
  const head = {
    headings: 64,
    paragraphs: 256,
    pages:
      contents.length === 1 && isWhole
        ? [onlyPage]
        : contents.map((page) => extentOf(page, { bytes: 0, distance: 0 })),
  };
  return { head, contents, pieces };
}

/** Where a phrase stands in the run: headings from 64 on, then record and text from 256 on. */
function placesOf(blocks: readonly ReadBlock[], phrase: string): number[] {
  const found: number[] = [];
  let place = 0;
  for (const [from, kinds] of [
    [0, ['title']],
    [64, ['heading']],
    [256, ['record', 'text']],
  ] as const) {
    place = from;
    for (const { kind, text } of blocks) {
      if (!(kinds as readonly string[]).includes(kind)) continue;
      for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1))
        found.push(place + at);
      place += text.length + 1;
    }
  }
  return found;
}

const words = fc.string({ unit: fc.constantFrom(...'法治县'), minLength: 1, maxLength: 9 });
const documents = fc.record({
  title: words,
  records: fc.array(words, { maxLength: 2 }),
  others: fc.array(fc.tuple(fc.constantFrom('heading', 'text', 'text', 'text'), words), {
    minLength: 1,
    maxLength: 14,
  }),
});
const blocksOf = ({
  title,
  records,
  others,
}: typeof documents extends fc.Arbitrary<infer D> ? D : never) =>
  [
    { kind: 'title', text: title },
    ...records.map((text) => ({ kind: 'record', text })),
    ...others.map(([kind, text]) => ({ kind, text })),
  ].map((block) => ({ ...block, section: '' })) as ReadBlock[];
const phrasesOf = fc.uniqueArray(
  fc.string({ unit: fc.constantFrom(...'法治县'), minLength: 1, maxLength: 3 }),
  { minLength: 1, maxLength: 3 },
);

describe('The best piece', () => {
  test('is where the first match stands of the block that reading all of them gives, however they are cut into pieces and pages', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        documents,
        phrasesOf,
        lengths,
        fc.oneof(lengths, fc.constant([99])),
        fc.boolean(),
        async (document, phrases, pieceLengths, pageBlocks, isWhole) => {
          const blocks = blocksOf(document);
          const { head, contents, pieces } = layOut(blocks, pieceLengths, pageBlocks, isWhole);
          const found = await bestPiece(
            head,
            phrases.map((phrase) => ({ length: phrase.length, places: placesOf(blocks, phrase) })),
            async (page) => contents[page] as HeadPage,
          );
          const has = blocks.some(
            ({ kind, text }) => kind !== 'title' && phrases.some((phrase) => text.includes(phrase)),
          );
          assert.equal(found !== undefined, has);
          if (!found) return;
          const first = pieces[found.page]?.[found.first];
          const last = pieces[found.page]?.[found.last];
          assert.ok(first && last);
          assert.equal(first.block, bestBlock(blocks, phrases)?.block);
          assert.equal(last.block, first.block);
          const { text } = blocks[first.block] as ReadBlock;
          const start = Math.min(
            ...phrases.map((each) => text.indexOf(each)).filter((at) => at !== -1),
          );
          const longest = Math.max(
            ...phrases.filter((each) => text.startsWith(each, start)).map((each) => each.length),
          );
          assert.ok(first.start <= start && start < first.end);
          assert.ok(last.start < start + longest && start + longest <= last.end);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('asks for no page that cannot have it', async () => {
    const page = { symbols: Array.from({ length: 200 }, () => 50), kinds: Array(200).fill('text') };
    const contents = Array.from({ length: 60 }, (): HeadPage => ({ ...page, stretches: [] }));
    const head = {
      headings: 64,
      paragraphs: 256,
      pages: contents.map((each) => extentOf(each, { bytes: 0, distance: 0 })),
    };
    const asked: number[] = [];
    const load = async (number: number) => {
      asked.push(number);
      return contents[number] as HeadPage;
    };
    const inPage = (number: number, ...places: number[]) =>
      places.map((place) => 256 + number * 200 * 50 + place);
    const everywhere = contents.flatMap((_, number) => inPage(number, 120, 4030, 9001));
    const once = await bestPiece(head, [{ length: 2, places: everywhere }], load);
    assert.deepEqual([once, asked], [{ page: 0, first: 2, last: 2, value: 3001 }, [0]]);
    asked.length = 0;
    const twice = [...everywhere, ...inPage(41, 4040)].sort((a, b) => a - b);
    const best = await bestPiece(head, [{ length: 2, places: twice }], load);
    assert.deepEqual([best, asked], [{ page: 41, first: 80, last: 80, value: 3002 }, [41]]);
  });
});

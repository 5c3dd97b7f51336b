import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  headFile,
  headPlace,
  headsInFile,
  lengthClass,
} from '../../../../src/search/excerpts/head-slots.ts';
import { stretchSymbols } from '../../../../src/search/excerpts/stored-text.ts';
import {
  type HeadPage,
  onlyPage,
  packHead,
  packPage,
  stretchCounts,
  type TextHead,
  unpackHead,
  unpackPage,
} from '../../../../src/search/excerpts/text-head.ts';
import { HeadFiles } from '../../../../src/search/indexing/head-files.ts';
import { openPlainPart, partName } from '../../../../src/search/packed/sealed.ts';
import { fc } from '../../../property.ts';

const record = <Values>(values: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> }) =>
  fc.record(values, { noNullPrototype: true });
const number = fc.nat(2 ** 40);
const symbols = fc.oneof(fc.nat(200), fc.nat(5000));
const pages = fc
  .tuple(
    fc.array(symbols, { maxLength: 5 }),
    fc.array(fc.tuple(symbols, fc.constantFrom('text', 'heading', 'more')), { maxLength: 60 }),
  )
  .map(([records, others]): HeadPage => {
    const all = [...records, ...others.map(([own]) => own)];
    return {
      symbols: all,
      kinds: [...records.map(() => 'record' as const), ...others.map(([, kind]) => kind as 'text')],
      stretches: stretchCounts(all).map((_, i) => 700 + i),
    };
  });
const names = record({
  slug: fc.string({ unit: 'grapheme' }),
  issuer: fc.string({ unit: 'grapheme' }),
});
const known = record({
  title: record({
    text: fc.string({ unit: 'binary' }),
    unusual: fc.string({ unit: 'binary' }),
  }),
  headings: fc.nat(5000),
  paragraphs: fc.nat(90_000),
  position: number,
});
const heads = fc.oneof(
  fc.tuple(names, known, pages).map(
    ([own, all, page]): TextHead => ({
      ...own,
      ...all,
      page,
      pages: [onlyPage],
    }),
  ),
  fc
    .tuple(
      names,
      known,
      fc.array(
        record({
          headings: number,
          others: number,
          longest: number,
          bytes: number,
          distance: number,
        }),
        { maxLength: 9 },
      ),
    )
    .map(([own, all, pages]): TextHead => ({ ...own, ...all, pages })),
);

describe('The head of a text', () => {
  test('is read as it was written, whatever stands behind it', () => {
    fc.assert(
      fc.property(heads, fc.nat(300), (head, behind) => {
        const packed = packHead(head);
        const slot = new Uint8Array(packed.length + behind);
        slot.set(packed);
        assert.deepEqual(unpackHead(slot), head);
      }),
    );
    fc.assert(
      fc.property(names, number, fc.nat(1e6), (own, position, bytes) => {
        const moved = { ...own, moved: { position, bytes } };
        assert.deepEqual(unpackHead(packHead(moved)), moved);
      }),
    );
    fc.assert(fc.property(pages, (page) => assert.deepEqual(unpackPage(packPage(page)), page)));
  });

  test('is not written with a record behind text, which nobody could read', () => {
    const page: HeadPage = { symbols: [9, 9], kinds: ['text', 'record'], stretches: [40] };
    assert.throws(() => packPage(page), RangeError);
  });

  test('says of stretches by the symbols alone which pieces they have: as many as fit', () => {
    fc.assert(
      fc.property(fc.array(symbols), (all) => {
        let first = 0;
        for (const count of stretchCounts(all)) {
          const sum = (length: number) =>
            all.slice(first, first + length).reduce((a, b) => a + b, 0);
          assert.ok(count > 0);
          if (count > 1) assert.ok(sum(count) <= stretchSymbols);
          if (first + count < all.length) assert.ok(sum(count + 1) > stretchSymbols);
          first += count;
        }
        assert.equal(first, all.length);
      }),
    );
  });

  test('stands in a slot that the lengths of the documents tell, or says there where it was moved to', () => {
    let moved = 0;
    const lengths = fc.nat(40);
    // One in twenty is longer than those beside it.
    const title = fc.oneof({ weight: 19, arbitrary: fc.nat(40) }, fc.nat(2000));
    const titled = fc.tuple(heads, lengths, title).map(([head, grains, length]) => {
      const own = { ...head, title: { text: '法'.repeat(length), unusual: '' } };
      return [own, grains] as const;
    });
    fc.assert(
      fc.property(fc.array(titled, { minLength: 1, maxLength: 3 * headsInFile }), (all) => {
        const files = new HeadFiles();
        for (const [head, grains] of all) files.add(head, grains);
        const kept: Uint8Array[] = [];
        const slots = files.close({
          keep: (content) => ({ position: kept.push(content) - 1, bytes: content.length }),
        });
        const written = new Map(files.files('0123456789'));
        const grains = all.map(([, own]) => own);
        const sums = new Map<string, number>();
        for (const [document, [head]] of all.entries()) {
          const path = headFile(document);
          const { offset, bytes } = headPlace(document, grains, slots);
          assert.equal(offset, sums.get(path) ?? 0);
          sums.set(path, offset + bytes);
          const slot = (written.get(path) as Uint8Array).subarray(offset, offset + bytes);
          const name = `0123456789/${partName(path, offset)}`;
          const found = unpackHead(openPlainPart(slot, name));
          const whole =
            'moved' in found ? unpackHead(kept[found.moved.position] as Uint8Array) : found;
          assert.deepEqual(whole, head);
          assert.deepEqual([found.slug, found.issuer], [head.slug, head.issuer]);
          if ('moved' in found) moved++;
          const altered = Uint8Array.from(slot);
          const at = (document * 7919) % bytes;
          altered[at] = (altered[at] as number) ^ 1;
          assert.throws(() => openPlainPart(altered, name));
        }
        for (const [path, content] of written) assert.equal(content.length, sums.get(path));
      }),
      { numRuns: 30 },
    );
    assert.ok(moved > 0);
  });

  test('has a slot like those of documents about as long', () => {
    assert.equal(lengthClass(0), 0);
    for (let grains = 0; grains < 5000; grains++) {
      const step = lengthClass(grains + 1) - lengthClass(grains);
      assert.ok(step === 0 || step === 1, `${grains}`);
      if (grains > 3) assert.ok(lengthClass(grains * 2) === lengthClass(grains) + 4, `${grains}`);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  constants,
  deflateRawSync,
  gunzipSync,
  gzipSync,
  crc32 as referenceCrc32,
} from 'node:zlib';
import { gunzip } from '../../../src/search/packed/gunzip.ts';
import { crc32, openSealed, sealOf } from '../../../src/search/packed/sealed.ts';
import { fc } from '../../property.ts';

const content = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(fc.tuple(fc.uint8Array({ maxLength: 30 }), fc.integer({ min: 1, max: 200 })), {
      maxLength: 12,
    })
    .map((runs) => Buffer.concat(runs.flatMap(([run, times]) => Array(times).fill(run)))),
);

test('what zlib packs in any way is unpacked to the same bytes', () => {
  fc.assert(
    fc.property(
      content,
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(
        constants.Z_DEFAULT_STRATEGY,
        constants.Z_FIXED,
        constants.Z_HUFFMAN_ONLY,
        constants.Z_RLE,
      ),
      (bytes, level, strategy) => {
        const packed = gzipSync(bytes, { level, strategy });
        assert.deepEqual(Buffer.from(gunzip(packed)), Buffer.from(bytes));
      },
    ),
  );
  const large = Buffer.from(
    Array.from({ length: 300_000 }, (_, i) => ((i * 2654435761) >>> 13) & (i % 7 ? 31 : 255)),
  );
  for (const level of [0, 1, 6, 9])
    assert.ok(Buffer.from(gunzip(gzipSync(large, { level }))).equals(large));
});

test('a header with all of its optional parts is passed over', () => {
  const head = Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 255]);
  const parts = [Buffer.from([3, 0, 1, 2, 3]), Buffer.from('name\0comment\0'), Buffer.from([9, 9])];
  const packed = Buffer.concat([
    head,
    ...parts,
    deflateRawSync(Buffer.from('法治')),
    Buffer.alloc(8),
  ]);
  assert.equal(Buffer.from(gunzip(packed)).toString(), '法治');
});

test('no bytes make it run on or give what zlib would not', () => {
  fc.assert(
    fc.property(content, fc.nat(), fc.nat(255), (bytes, where, value) => {
      const packed = gzipSync(bytes);
      packed[where % packed.length] = value;
      let unpacked: Uint8Array;
      try {
        unpacked = gunzip(packed);
      } catch {
        assert.throws(() => gunzipSync(packed));
        return;
      }
      try {
        assert.deepEqual(gunzipSync(packed), Buffer.from(unpacked));
      } catch (error) {
        // Its checksum, which is left to the seal.
        if (error instanceof assert.AssertionError) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

describe('A sealed file', () => {
  const name = 'b0ae3ffc2a/index/0140.pf_index';
  const plain = Buffer.from('pagefind_dcd 依法行政 '.repeat(40));
  const whole = Buffer.concat([plain, sealOf(plain, name)]);
  const packed = gzipSync(whole);

  test('has the checksum of gzip', () => {
    fc.assert(fc.property(content, (bytes) => assert.equal(crc32(bytes), referenceCrc32(bytes))));
  });

  test('opens as it was sent, and unpacked on its way', () => {
    assert.deepEqual(Buffer.from(openSealed(packed, name)), plain);
    assert.deepEqual(Buffer.from(openSealed(whole, name)), plain);
  });

  test('does not open cut off, at whatever byte', () => {
    for (let length = 0; length < packed.length - 8; length++)
      assert.throws(() => openSealed(packed.subarray(0, length), name), `${length}`);
    for (let length = 0; length < whole.length; length++)
      assert.throws(() => openSealed(whole.subarray(0, length), name), `${length}`);
  });

  test('does not open with any bit of it altered', () => {
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const altered = Buffer.from(whole);
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
      assert.throws(() => openSealed(altered, name), `bit ${bit}`);
    }
  });

  test('does not open under the name of another file or index, nor a page in its place', () => {
    assert.throws(() => openSealed(packed, name.replace('0140', '0141')));
    assert.throws(() => openSealed(packed, name.replace('b0ae', 'b0af')));
    for (const page of ['', '<!doctype html><title>404</title>', '{"error":404}'])
      assert.throws(() => openSealed(Buffer.from(page), name));
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync, crc32 as referenceCrc32 } from 'node:zlib';
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

  test('opens at any level of packing', () => {
    fc.assert(
      fc.property(content, fc.integer({ min: 0, max: 9 }), (bytes, level) => {
        const sealed = Buffer.concat([bytes, sealOf(bytes, name)]);
        assert.deepEqual(openSealed(gzipSync(sealed, { level }), name), Uint8Array.from(bytes));
      }),
    );
  });

  test('does not open with any byte of what was packed altered', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (where, change) => {
        const altered = Buffer.from(packed);
        // The header and the trailer are gzip's, and say nothing that is believed.
        const at = 10 + (where % (packed.length - 18));
        altered[at] = (altered[at] as number) ^ change;
        let opened: Uint8Array;
        try {
          opened = openSealed(altered, name);
        } catch {
          return;
        }
        assert.deepEqual(Buffer.from(opened), plain);
      }),
      { numRuns: 500 },
    );
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

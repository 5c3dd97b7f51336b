import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { pngText, withPngText } from '../../../src/model/png-text.ts';

let png: Uint8Array;

before(async () => {
  png = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#8b1a14' } })
    .png()
    .toBuffer();
});

test('a text put into a PNG is read back, and the pixels stay', async () => {
  assert.equal(pngText(png), undefined);
  const text = '清丰县 · “档案”\n𠮷';
  const written = withPngText(png, text);
  assert.equal(pngText(written), text);
  // libpng refuses a chunk whose checksum is wrong.
  const { comments } = await sharp(written).metadata();
  assert.deepEqual(comments, [{ keyword: 'Description', text }]);
  const pixels = (file: Uint8Array) => sharp(file).raw().toBuffer();
  assert.deepEqual(await pixels(written), await pixels(png));
});

test('any bytes are read without an end in sight or a fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(40), (noise, at) => {
      const file = withPngText(png, '甲');
      file.set(noise.subarray(0, file.length - at), at);
      const read = pngText(file);
      assert.ok(read === undefined || typeof read === 'string');
    }),
  );
});

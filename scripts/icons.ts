/**
 * Draws the raster icons of `public/` from `public/favicon.svg`; run again when the drawing changes.
 *
 *   node scripts/icons.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = join(import.meta.dirname, '../public');
const drawing = await readFile(join(folder, 'favicon.svg'), 'utf8');

function draw(svg: string, pixels: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: (72 * pixels) / 32 })
    .resize(pixels, pixels)
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}

/** An .ico of one PNG; the directory entry is 16 bytes after a header of 6. */
function ico(png: Buffer, pixels: number): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(pixels, 6);
  header.writeUInt8(pixels, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

await writeFile(join(folder, 'favicon.ico'), ico(await draw(drawing, 32), 32));
// iOS rounds the corners itself.
await writeFile(
  join(folder, 'apple-touch-icon.png'),
  await draw(drawing.replace(' rx="5"', ''), 180),
);

import sharp from 'sharp';
import type { PictureFile } from '../../views/report-pictures.ts';

export const pictureTypes: Readonly<Record<string, string>> = {
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
};

/**
 * A picture of this width: turned as its camera noted, every frame of an animation, and without what
 * else the file said (place, camera, comments): sharp writes none of that unless asked.
 */
export function encodePicture(
  original: Uint8Array,
  width: number,
  format: PictureFile['format'],
): Promise<Uint8Array> {
  const animated = format === 'gif';
  return sharp(original, { animated })
    .autoOrient()
    .resize({ width })
    .toFormat(format === 'jpg' ? 'jpeg' : format)
    .toBuffer();
}

import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { archivePictures } from '../../views/report-pictures.ts';
import type { Step } from '../step.ts';
import { encodePicture, pictureTypes } from './encode-picture.ts';

/** Writes the pictures that the reports show, in the sizes and formats that their pages name. */
export const pictures: Step = {
  name: 'pictures',
  title: '缩放图片',
  needs: ['archive'],
  writes: /^\/_assets\/pictures\//,
  async run({ archive, out, cache: open }) {
    const cache = open(new URL('./encode-picture.ts', import.meta.url).href);
    for (const { address, source, sha256, width, format } of archivePictures(archive).values()) {
      const key = cache.key(sha256, format, String(width));
      await cache.provide(key, join(out, address), () =>
        encodePicture(readFileSync(join(archive.contentDir, source)), width, format),
      );
    }
    cache.sweep();
  },
  async answer(address, { archive }) {
    const file = archivePictures(archive).get(address);
    if (file === undefined) return undefined;
    const original = readFileSync(join(archive.contentDir, file.source));
    return {
      type: pictureTypes[extname(address)] ?? 'application/octet-stream',
      body: await encodePicture(original, file.width, file.format),
    };
  },
};

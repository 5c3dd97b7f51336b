import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import sharp from 'sharp';
import { imageTypes } from '../../model/media-type.ts';
import type { ArchiveImage } from '../../model/report.ts';
import type { ProblemList } from '../check/problem-list.ts';

/** What is inside, whatever the name says; iPhones' HEIC (heif with hevc) opens nowhere else. */
const readableFormats = ['avif', 'gif', 'jpeg', 'png', 'webp'] as const;
/** Some cameras write more after the end of the picture. */
const tailBytes = 65_536;
const endMarks: Readonly<Partial<Record<ArchiveImage['format'], Buffer>>> = {
  jpeg: Buffer.from([0xff, 0xd9]),
  png: Buffer.from('IEND', 'latin1'),
};

/**
 * Reads what is known of each picture, and states which ones could not be resized: damaged, cut off, or
 * of another kind than the name says. Looks at the header and the end, not at every pixel: a check must
 * stay quick.
 * @param files POSIX paths relative to the content folder.
 */
export async function readImages(
  contentDir: string,
  files: Iterable<string>,
  problems: ProblemList,
): Promise<ReadonlyMap<string, ArchiveImage>> {
  const images = new Map<string, ArchiveImage>();
  for (const file of files) {
    if (!imageTypes.has(posix.extname(file).slice(1).toLowerCase())) continue;
    const image = await readImage(join(contentDir, file));
    if (typeof image === 'string') problems.add('image-unreadable', { file, message: image });
    else images.set(file, image);
  }
  return images;
}

/** The picture, or what is wrong with it. */
async function readImage(path: string): Promise<ArchiveImage | string> {
  try {
    const bytes = readFileSync(path);
    const { format, compression, autoOrient } = await sharp(bytes).metadata();
    const kind = format === 'heif' && compression === 'av1' ? 'avif' : format;
    const readable = readableFormats.find((one) => one === kind);
    if (!readable) return `图片其实是 ${compression ?? kind} 格式，网站不能用。`;
    const mark = endMarks[readable];
    if (mark && !bytes.subarray(-tailBytes).includes(mark)) {
      return '图片不完整，后面的部分缺失了。';
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, format: readable, width: autoOrient.width, height: autoOrient.height };
  } catch {
    return '图片打不开：文件损坏，或者不是图片。';
  }
}

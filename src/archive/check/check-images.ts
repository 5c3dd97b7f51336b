import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join, posix } from 'node:path';
import sharp from 'sharp';
import { imageTypes } from '../render/resolve-image.ts';
import type { ProblemList } from './problem-list.ts';

/** What is inside, whatever the name says; iPhones' HEIC (heif with hevc) opens nowhere else. */
const readableFormats: ReadonlySet<string> = new Set(['avif', 'gif', 'jpeg', 'png', 'webp']);
/** Some cameras write more after the end of the picture. */
const tailBytes = 65_536;
const endMarks: Readonly<Record<string, Buffer>> = {
  jpeg: Buffer.from([0xff, 0xd9]),
  png: Buffer.from('IEND', 'latin1'),
};

/**
 * States which images the pipeline could not resize: damaged, cut off, or of another kind than the
 * name says. Reads the header and the end, not the picture: a check must stay quick.
 * @param files POSIX paths relative to the content folder.
 */
export async function checkImages(
  contentDir: string,
  files: Iterable<string>,
  problems: ProblemList,
): Promise<void> {
  for (const file of files) {
    if (!imageTypes.has(posix.extname(file).slice(1).toLowerCase())) continue;
    const fault = await imageFault(join(contentDir, file));
    if (fault !== undefined) problems.add('image-unreadable', { file, message: fault });
  }
}

async function imageFault(path: string): Promise<string | undefined> {
  try {
    const { format, compression } = await sharp(path).metadata();
    const kind = format === 'heif' && compression === 'av1' ? 'avif' : (format as string);
    if (!readableFormats.has(kind)) return `图片其实是 ${compression ?? kind} 格式，网站不能用。`;
    const mark = endMarks[kind];
    if (mark && !tailOf(path).includes(mark)) return '图片不完整，后面的部分缺失了。';
    return undefined;
  } catch {
    return '图片打不开：文件损坏，或者不是图片。';
  }
}

function tailOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, tailBytes));
    readSync(file, tail, 0, tail.length, size - tail.length);
    return tail;
  } finally {
    closeSync(file);
  }
}

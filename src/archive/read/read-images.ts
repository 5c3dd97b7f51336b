import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ProblemCode } from '../../model/problem-catalogue.ts';
import type { ArchiveImage } from '../../model/report.ts';
import type { ProblemList } from '../check/problem-list.ts';
import { FileTooLarge, readRegularFile } from './regular-file.ts';

/** What is inside, whatever the name says; iPhones' HEIC (heif with hevc) opens nowhere else. */
const readableFormats = ['avif', 'gif', 'jpeg', 'png', 'webp'] as const;
/** Pixels of all frames together: decoded, four bytes each. */
const mostPixels = 100_000_000;
const largestImage = 100_000_000;
/** Decoded side by side: each holds a byte of all its pixels. */
const atOnce = 2;

interface Fault {
  readonly code: ProblemCode;
  readonly message: string;
}

/**
 * Reads what is known of each picture that a text shows, and states which ones could not be published. Every
 * pixel is decoded: a picture that was cut off, or half transferred, can have a whole header and a right end.
 * @param files POSIX paths relative to the content folder.
 */
export async function readImages(
  contentDir: string,
  files: Iterable<string>,
  problems: ProblemList,
): Promise<ReadonlyMap<string, ArchiveImage>> {
  const images = new Map<string, ArchiveImage>();
  const waiting = [...new Set(files)].sort();
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const image = await readImage(join(contentDir, file));
      if ('code' in image) problems.add(image.code, { file, message: image.message });
      else images.set(file, image);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return images;
}

async function readImage(path: string): Promise<ArchiveImage | Fault> {
  try {
    const bytes = readRegularFile(path, largestImage);
    const { format, compression, autoOrient, pages, width, height } = await sharp(bytes, {
      limitInputPixels: false,
    }).metadata();
    const kind = format === 'heif' && compression === 'av1' ? 'avif' : format;
    const readable = readableFormats.find((one) => one === kind);
    if (!readable) {
      return unreadable(`图片其实是 ${compression ?? kind} 格式，网站不能用。`);
    }
    const pixels = width * height * (pages ?? 1);
    if (pixels > mostPixels) {
      const millions = Math.round(pixels / 1_000_000);
      return {
        code: 'image-too-large',
        message: `图片是 ${width}×${height}，共 ${millions} 百万像素，超过 ${mostPixels / 1_000_000} 百万像素。`,
      };
    }
    try {
      // Not `stats()`: side by side with another it loses errors, and takes a picture that was cut off.
      await sharp(bytes, { animated: readable === 'gif' })
        .extractChannel(0)
        .raw()
        .toBuffer();
    } catch {
      return unreadable('图片不完整，后面的部分缺失或者损坏了。');
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, format: readable, width: autoOrient.width, height: autoOrient.height };
  } catch (error) {
    if (error instanceof FileTooLarge) {
      const megabytes = (error.bytes / 1_000_000).toFixed(0);
      return { code: 'image-too-large', message: `图片文件有 ${megabytes} MB。` };
    }
    return unreadable('图片打不开：文件损坏，或者不是图片。');
  }
}

function unreadable(message: string): Fault {
  return { code: 'image-unreadable', message };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, posix } from 'node:path';
import { ProblemList } from '../../archive/check/problem-list.ts';
import { readImages } from '../../archive/read/read-images.ts';
import { attachmentTypes } from '../../model/media-type.ts';
import { type ContentFolder, newFile, PathRefused } from './content-folder.ts';
import { bytesHash } from './report-file.ts';

/** Free static hosts take no more; the check says the same. */
const largestAttachment = 25 * 1024 * 1024;

/**
 * Puts a picture beside its report, if the archive could publish it.
 *
 * @returns its name: the report's with a number, or that of the same picture which is there already
 * @throws {PathRefused} with the reason in Chinese
 */
export async function addPicture(
  folder: ContentFolder,
  report: string,
  bytes: Uint8Array,
): Promise<string> {
  const format = await judgePicture(bytes);
  const suffix = format === 'jpeg' ? 'jpg' : format;
  return place(folder, report, bytes, (number) => `${slugOf(report)}-${number}.${suffix}`);
}

/**
 * Puts an attachment beside its report.
 *
 * @returns its name, which keeps what it can of its own
 * @throws {PathRefused} with the reason in Chinese
 */
export function addAttachment(
  folder: ContentFolder,
  report: string,
  name: string,
  bytes: Uint8Array,
): string {
  const type = extname(name).slice(1).toLowerCase();
  if (!attachmentTypes.has(type))
    throw new PathRefused(`“${name}”的类型不能发布；可以是：${[...attachmentTypes].join('、')}。`);
  if (bytes.length > largestAttachment)
    throw new PathRefused(`“${name}”超过 25 MB，网站放不下；请压缩或者分成几个文件。`);
  if (bytes.length === 0) throw new PathRefused(`“${name}”是空的。`);
  const stem = safeStem(name) ?? `${slugOf(report)}-attachment`;
  return place(folder, report, bytes, (number) =>
    number === 1 ? `${stem}.${type}` : `${stem}-${number}.${type}`,
  );
}

/** Letters, digits and hyphens of a name, where enough of it is left to know it by. */
function safeStem(name: string): string | undefined {
  const own = (name.replaceAll('\\', '/').split('/').at(-1) ?? '').replace(/\.[^.]*$/, '');
  const stem = own
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  const isOwn = stem.length >= 3 && !/\p{Script=Han}/u.test(own);
  return isOwn && !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(stem) ? stem : undefined;
}

function slugOf(report: string): string {
  return posix.basename(report, '.md');
}

async function judgePicture(bytes: Uint8Array): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'archive-picture-'));
  try {
    writeFileSync(join(scratch, 'picture'), bytes);
    const problems = new ProblemList();
    const image = (await readImages(scratch, ['picture'], problems)).get('picture');
    const [problem] = problems.sorted();
    if (image === undefined)
      throw new PathRefused(`${problem?.message ?? '图片读不出来。'}${problem?.advice ?? ''}`);
    return image.format;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function place(
  folder: ContentFolder,
  report: string,
  bytes: Uint8Array,
  nameFor: (number: number) => string,
): string {
  for (let number = 1; ; number += 1) {
    const name = nameFor(number);
    const file = posix.join(posix.dirname(report), name);
    const there = folder.read(file, Number.POSITIVE_INFINITY);
    if (there === undefined) {
      folder.write(file, bytes, newFile);
      return name;
    }
    if (bytesHash(there) === bytesHash(bytes)) return name;
  }
}

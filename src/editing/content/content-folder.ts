import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, posix, sep } from 'node:path';
import { largestText } from '../../archive/read/read-text.ts';
import { readRegularFile } from '../../archive/read/regular-file.ts';
import { InputRefused } from './input-refused.ts';
import { bytesHash } from './report-file.ts';

/** A path that the editor does not touch, in Chinese. */
export class PathRefused extends Error {
  override readonly name = 'PathRefused';
}

/** Somebody else wrote the file since it was opened. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
  /** What stands there now; undefined when the file is gone. */
  readonly bytes: Buffer | undefined;

  constructor(bytes: Buffer | undefined) {
    super('The file is not the one that was opened');
    this.bytes = bytes;
  }
}

/** A file that is not there yet. */
export const newFile = 'new';

const reportPath = /^reports\/\d{4}\/[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;
/** Names that Windows keeps for devices, whatever follows the dot. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const longestName = 120;

/** The content folder as the editor may use it: every path that comes from a browser goes through here. */
export class ContentFolder {
  /** Absolute, links followed. */
  readonly root: string;

  constructor(contentDir: string) {
    this.root = realpathSync(contentDir);
  }

  /**
   * A path for a report that is to be written.
   *
   * @throws {InputRefused} for a year or a name that cannot be
   */
  newReport(year: string, slug: string): string {
    if (!/^\d{4}$/.test(year)) throw new InputRefused('年度要写成四位数字。');
    const file = `reports/${year}/${slug}.md`;
    if (!reportPath.test(file) || slug.length > longestName || deviceName.test(slug))
      throw new InputRefused('文件名只能用小写字母、数字和连字符，如 government-annual-2019。');
    return file;
  }

  /**
   * The absolute path of something in the folder.
   *
   * @throws {PathRefused} for what is, or would be, outside of it
   */
  resolve(file: string): string {
    const isPlain =
      file !== '' &&
      file === posix.normalize(file) &&
      !/[\0\\:]/.test(file) &&
      !posix.isAbsolute(file) &&
      !file.split('/').some((part) => part === '..' || part === '.');
    if (!isPlain) throw new PathRefused('这个路径不能用。');
    const path = join(this.root, file);
    // The nearest folder that is there decides: a link may lead out of the content folder.
    let there = path;
    while (!existsSync(there) && there !== this.root) there = dirname(there);
    const real = realpathSync(there);
    if (real !== this.root && !real.startsWith(this.root + sep))
      throw new PathRefused('这个路径在内容文件夹之外。');
    return there === path ? real : join(real, path.slice(there.length));
  }

  has(file: string): boolean {
    return existsSync(this.resolve(file));
  }

  /** Undefined when there is no such file. */
  read(file: string, limit = largestText): Buffer | undefined {
    const path = this.resolve(file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
    return readRegularFile(path, limit);
  }

  /**
   * Writes a file whole or not at all, and only over what was opened.
   *
   * @param opened hash of what the editor had before them, or `newFile`
   * @returns the hash of what stands there now
   * @throws {FileChanged} when something else stands there
   */
  write(file: string, bytes: Uint8Array, opened: string): string {
    const path = this.resolve(file);
    const current = this.read(file);
    const isSame = current === undefined ? opened === newFile : bytesHash(current) === opened;
    if (!isSame) throw new FileChanged(current);
    mkdirSync(dirname(path), { recursive: true });
    // Begins with a dot, so that nothing takes it for content should the machine stop here.
    const beside = join(
      dirname(path),
      `.${basename(path)}.${randomBytes(4).toString('hex')}.saving`,
    );
    try {
      const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0o644;
      flush(beside, bytes, mode);
      if (current === undefined) placeNew(beside, path);
      else renameSync(beside, path);
      flushFolder(dirname(path));
    } finally {
      rmSync(beside, { force: true });
    }
    return bytesHash(bytes);
  }
}

function flush(path: string, bytes: Uint8Array, mode: number): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A link fails where a file has come meanwhile; a rename would take its place. */
function placeNew(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw new FileChanged(readRegularFile(to, largestText));
    // Some disks have no such links.
    if (existsSync(to)) throw new FileChanged(readRegularFile(to, largestText));
    renameSync(from, to);
  }
}

/** The name is safe too. Windows knows nothing of this. */
function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The file itself is flushed.
  }
}

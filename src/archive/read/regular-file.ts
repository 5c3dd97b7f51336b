import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file of more bytes than its reader takes. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly bytes: number;

  constructor(bytes: number) {
    super(`${bytes} bytes`);
    this.bytes = bytes;
  }
}

/** Something that is no file: a pipe, a device, a socket, a folder. */
export class NoRegularFile extends Error {
  override readonly name = 'NoRegularFile';
  readonly code = 'ENOTFILE';
}

/** Opens a file for reading, never waiting for whoever would write into a pipe of that name. */
function openRegularFile(path: string): { descriptor: number; size: number } {
  // The two flags are undefined where a system has no such thing.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stats = fstatSync(descriptor);
  if (stats.isFile()) return { descriptor, size: stats.size };
  closeSync(descriptor);
  throw new NoRegularFile(path);
}

/**
 * The bytes of a file. Its kind and size are known before anything is read, so that nothing hangs or fills
 * the memory.
 *
 * @throws {FileTooLarge} above `limit` bytes
 * @throws {NoRegularFile} and what the system says, with its code
 */
export function readRegularFile(path: string, limit: number): Buffer {
  const { descriptor, size } = openRegularFile(path);
  try {
    if (size > limit) throw new FileTooLarge(size);
    const bytes = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
      const count = readSync(descriptor, bytes, length, size - length, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives a file to `take` in pieces, so that a large one never stands in memory whole. */
export function readInPieces(path: string, take: (piece: Uint8Array) => void): void {
  const { descriptor } = openRegularFile(path);
  const buffer = Buffer.allocUnsafe(1 << 20);
  try {
    for (;;) {
      const length = readSync(descriptor, buffer);
      if (length === 0) return;
      take(buffer.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** What a file weighs, and what says that it is this one. */
export interface HashedFile {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Measures a file of any size. */
export function hashFile(path: string): HashedFile {
  const hash = createHash('sha256');
  let bytes = 0;
  readInPieces(path, (piece) => {
    hash.update(piece);
    bytes += piece.length;
  });
  return { bytes, sha256: hash.digest('hex') };
}

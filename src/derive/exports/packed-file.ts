import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** A published file that is no table. */
export interface PackedFile {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Size and hash of a file of any size, a part in memory at a time. */
export function packedFile(path: string): PackedFile {
  const file = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    const part = Buffer.alloc(1024 * 1024);
    let bytes = 0;
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      hash.update(part.subarray(0, read));
      bytes += read;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(file);
  }
}

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readInPieces } from '../archive/read/regular-file.ts';
import { filesBelow } from '../derive/kept/files-below.ts';
import type { Settings } from './settings.ts';

/** Everything in the project that decides what a build writes, beside the content folder. */
const projectInputs = ['src', 'public', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Of more bytes than any file that is published, size and time say enough. */
const largestRead = 100_000_000;

/**
 * SHA-256 (hex) over the settings and the names and bytes of every input; two builds with one digest
 * write the same files. Undefined when something cannot be read: the check of the content says what.
 */
export function inputsDigest(settings: Settings): string | undefined {
  try {
    return digestOf(settings);
  } catch {
    return undefined;
  }
}

function digestOf({ root, contentDir, outDir: _, ...deciding }: Settings): string {
  const hash = createHash('sha256').update(JSON.stringify([process.versions, deciding]));
  for (const path of [...projectInputs.map((name) => join(root, name)), contentDir]) {
    for (const file of filesBelow(path)) {
      hash.update(`\0${file.slice(path.length)}\0`);
      const { size, mtimeMs } = statSync(file);
      if (size > largestRead) {
        hash.update(`${size} ${mtimeMs}`);
        continue;
      }
      const own = createHash('sha256');
      readInPieces(file, (piece) => own.update(piece));
      hash.update(own.digest());
    }
  }
  return hash.digest('hex');
}

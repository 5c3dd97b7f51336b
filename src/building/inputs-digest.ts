import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../derive/kept/files-below.ts';
import type { Settings } from './settings.ts';

/** Everything in the project that decides what a build writes, beside the content folder. */
const projectInputs = ['src', 'public', 'package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * SHA-256 (hex) over the settings and the names and bytes of every input; two builds with one digest
 * write the same files.
 */
export function inputsDigest({ root, contentDir, outDir: _, ...deciding }: Settings): string {
  const hash = createHash('sha256').update(JSON.stringify([process.versions, deciding]));
  for (const path of [...projectInputs.map((name) => join(root, name)), contentDir]) {
    for (const file of filesBelow(path)) {
      const bytes = readFileSync(file);
      hash.update(`\0${file.slice(path.length)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

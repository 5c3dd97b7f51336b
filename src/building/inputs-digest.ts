import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in the project that decides what a build writes, beside the content folder. */
const projectInputs = ['src', 'public', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'];

/** SHA-256 (hex) over the names and bytes of every input; two builds with one digest write the same files. */
export function inputsDigest(root: string, contentDir: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of [...projectInputs.map((name) => join(root, name)), contentDir]) {
    for (const file of filesBelow(path)) {
      const bytes = readFileSync(file);
      hash.update(`\0${file.slice(path.length)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

/** The files of a folder in a fixed order, hidden ones included; a file is its own only member. */
export function filesBelow(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return [];
  if (!entry.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { filesBelow } from '../../src/derive/kept/files-below.ts';

/** Path from the folder → SHA-256 of the file. */
export function fileHashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((path) => [
      path.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}

/** Paths that are in one folder only, or whose bytes differ. */
export function differences(a: string, b: string): string[] {
  const [left, right] = [fileHashes(a), fileHashes(b)];
  const paths = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...paths].filter((path) => left[path] !== right[path]);
}

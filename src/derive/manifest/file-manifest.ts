import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesBelow } from '../kept/files-below.ts';

/** One published file. */
export interface ManifestEntry {
  /** POSIX path below the site's root. */
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** GB/T 32905—2016, hex. */
  readonly sm3: string;
}

/** For `sha256sum -c manifest.sha256`. */
export const checksumFile = 'manifest.sha256';
/** Path, size and both hashes, separated by tabs. */
export const manifestFile = 'manifest.tsv';

/** POSIX paths of every file below `folder` but the manifests themselves. */
export function listedFiles(folder: string): readonly string[] {
  return filesBelow(folder)
    .map((file) => relative(folder, file).split(sep).join('/'))
    .filter((path) => path !== checksumFile && path !== manifestFile);
}

/** Reads and hashes one file. */
export function manifestEntry(folder: string, path: string): ManifestEntry {
  const bytes = readFileSync(join(folder, path));
  return { path, bytes: bytes.length, sha256: hash('sha256', bytes), sm3: hash('sm3', bytes) };
}

/** Sorted by path in code units. */
export function sortedEntries(entries: readonly ManifestEntry[]): readonly ManifestEntry[] {
  return [...entries].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The form that sha256sum reads and writes. */
export function checksums(entries: readonly Pick<ManifestEntry, 'path' | 'sha256'>[]): string {
  return entries.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}

export function manifestTable(entries: readonly ManifestEntry[]): string {
  const rows = entries.map(({ path, bytes, sha256, sm3 }) => [path, bytes, sha256, sm3].join('\t'));
  return `${['path\tbytes\tsha256\tsm3', ...rows].join('\n')}\n`;
}

function hash(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

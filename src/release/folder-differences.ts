import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFiles } from './site-files.ts';

/** One path that two folders do not have in common byte for byte. */
export type FolderDifference =
  | { readonly kind: 'only-first' | 'only-second'; readonly path: string }
  | { readonly kind: 'bytes'; readonly path: string; readonly first: FirstDifference };

/** Where two files part. */
export interface FirstDifference {
  /** Counted from 0. */
  readonly offset: number;
  /** Bytes of each file. */
  readonly lengths: readonly [number, number];
  /** What each has from a little before that place on. */
  readonly around: readonly [Buffer, Buffer];
}

const before = 24;
const after = 40;

/** Every difference, sorted by path in code units; links and special files count as not being there. */
export function folderDifferences(first: string, second: string): readonly FolderDifference[] {
  const [ours, theirs] = [new Set(siteFiles(first).files), new Set(siteFiles(second).files)];
  return [...new Set([...ours, ...theirs])].sort().flatMap((path): FolderDifference[] => {
    if (!theirs.has(path)) return [{ kind: 'only-first', path }];
    if (!ours.has(path)) return [{ kind: 'only-second', path }];
    const difference = firstDifference(
      readFileSync(join(first, path)),
      readFileSync(join(second, path)),
    );
    return difference === undefined ? [] : [{ kind: 'bytes', path, first: difference }];
  });
}

/** Undefined where they are the same bytes. */
export function firstDifference(one: Buffer, other: Buffer): FirstDifference | undefined {
  if (one.equals(other)) return undefined;
  const shorter = Math.min(one.length, other.length);
  let offset = 0;
  while (offset < shorter && one[offset] === other[offset]) offset += 1;
  const around = (bytes: Buffer) => bytes.subarray(Math.max(0, offset - before), offset + after);
  return { offset, lengths: [one.length, other.length], around: [around(one), around(other)] };
}

import type { ReleaseManifest } from './release-manifest.ts';

/** From one release to the next, by path, each sorted. */
export interface Difference {
  readonly previous: string | null;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function difference(next: ReleaseManifest, previous: ReleaseManifest | null): Difference {
  const old = new Map(previous?.files.map(({ path, sha256 }) => [path, sha256]));
  const now = new Set(next.files.map(({ path }) => path));
  return {
    previous: previous?.release ?? null,
    added: next.files.filter(({ path }) => !old.has(path)).map(({ path }) => path),
    changed: next.files
      .filter(({ path, sha256 }) => old.has(path) && old.get(path) !== sha256)
      .map(({ path }) => path),
    removed: [...old.keys()].filter((path) => !now.has(path)),
  };
}

/** Paths of older releases that neither this release nor the one before it has: they may be deleted. */
export function deletable(
  kept: readonly ReleaseManifest[],
  older: readonly ReleaseManifest[],
): readonly string[] {
  const keep = new Set(kept.flatMap(({ files }) => files.map(({ path }) => path)));
  const gone = new Set(older.flatMap(({ files }) => files.map(({ path }) => path)));
  return [...gone].filter((path) => !keep.has(path)).sort();
}

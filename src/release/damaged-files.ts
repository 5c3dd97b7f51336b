import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseManifestFile } from './release-manifest.ts';
import { ReleaseRefused } from './release-refused.ts';
import type { Release } from './release-store.ts';
import { signatureFiles } from './signature/sign-manifest.ts';
import { siteFiles } from './site-files.ts';
import { sha256Of } from './verify/compare-file.ts';

/**
 * Paths of a kept release that are missing, changed or added; by SHA-256 alone, since this looks for mishaps:
 * forgers are `verify`'s.
 */
export function damagedFiles({
  site,
  manifest: { files },
}: Pick<Release, 'site' | 'manifest'>): readonly string[] {
  const present = siteFiles(site);
  const own: readonly string[] = [releaseManifestFile, ...signatureFiles];
  const expected = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const there = new Set(present.files);
  return [
    ...present.others,
    ...files.flatMap(({ path }) => (there.has(path) ? [] : [path])),
    ...present.files.filter(
      (path) =>
        !own.includes(path) && sha256Of(readFileSync(join(site, path))) !== expected.get(path),
    ),
  ];
}

/** @throws {ReleaseRefused} when a kept release is no longer what it was made as. */
export function refuseDamaged(release: Release): void {
  const damaged = damagedFiles(release);
  if (damaged.length > 0) throw damagedRelease(release.id, damaged);
}

export function damagedRelease(id: string, paths: readonly string[]): ReleaseRefused {
  const more = paths.length > 3 ? ` 等 ${paths.length} 个文件` : '';
  return new ReleaseRefused(
    `存着的版本 ${id} 做好以后被改动过（${paths.slice(0, 3).join('、')}${more}），没有发布。请运行 npm run release 重做，再发布。`,
  );
}

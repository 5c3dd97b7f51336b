import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRelease } from '../../../src/release/make-release.ts';
import { type Release, ReleaseStore } from '../../../src/release/release-store.ts';
import { writeSmallBuild } from './small-build.ts';

export const place = { url: 'https://fz.archive.example', base: '/', ownsHost: false };

/** Releases of the editions, in one store below a folder that {@link remove} takes away. */
export interface Releases {
  readonly folder: string;
  readonly store: ReleaseStore;
  readonly made: readonly Release[];
  remove(): void;
}

export async function releasesOf(...editions: readonly string[]): Promise<Releases> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  const store = new ReleaseStore(join(folder, 'releases'));
  const made: Release[] = [];
  for (const edition of editions) {
    const build = join(folder, `build-${edition}`);
    mkdirSync(build);
    writeSmallBuild(build, edition);
    made.push(await makeRelease({ build, ...place, acceptLost: true }, store));
  }
  return { folder, store, made, remove: () => rmSync(folder, { recursive: true }) };
}

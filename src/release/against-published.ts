import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type FolderDifference, firstDifference } from './folder-differences.ts';
import { parseManifest, type ReleasedFile, releaseManifestFile } from './release-manifest.ts';
import { ReleaseRefused } from './release-refused.ts';
import { ReleaseStore } from './release-store.ts';
import { addressOf, fetchExpanded, fetchFailure } from './verify/verify-address.ts';
import { homeOf } from './verify/verify-release.ts';

/** How a release that was made here stands to one that was published. */
export interface PublishedComparison {
  /** Of the published one. */
  readonly release: string;
  readonly differences: readonly FolderDifference[];
}

/**
 * Compares the latest release of a store with a published one through its manifest; where a file differs, both are
 * looked at to say from which byte on.
 *
 * @param place a folder that holds a published site, or the address of its home page.
 * @throws {ReleaseRefused} when there is no manifest.
 */
export async function againstPublished(
  releases: string,
  place: string,
): Promise<PublishedComparison> {
  const store = new ReleaseStore(releases);
  const ours = store.open(store.latest() ?? '');
  const read = reader(place);
  const published = await read(releaseManifestFile);
  if (published === undefined) {
    throw new ReleaseRefused(
      `${place} 里没有 ${releaseManifestFile}：不是用 npm run release 发布的。`,
    );
  }
  const theirs = parseManifest(published.toString('utf8'), `${place} 的 ${releaseManifestFile}`);
  const [here, there] = [byPath(ours.manifest.files), byPath(theirs.files)];
  const differences: FolderDifference[] = [];
  for (const path of [...new Set([...here.keys(), ...there.keys()])].sort()) {
    const [one, other] = [here.get(path), there.get(path)];
    if (other === undefined) differences.push({ kind: 'only-first', path });
    else if (one === undefined) differences.push({ kind: 'only-second', path });
    else if (one.sha256 !== other.sha256 || one.sm3 !== other.sm3) {
      const bytes = await read(path);
      const first = firstDifference(readFileSync(join(ours.site, path)), bytes ?? Buffer.alloc(0));
      // What is there now may not be what the manifest says: `npm run verify` is for that.
      const lengths = [one.bytes, other.bytes] as const;
      differences.push({
        kind: 'bytes',
        path,
        first: first ?? { offset: 0, lengths, around: [Buffer.alloc(0), Buffer.alloc(0)] },
      });
    }
  }
  return { release: theirs.release, differences };
}

/** Files that are made by the release from others of it tell nothing new. */
function byPath(files: readonly ReleasedFile[]): ReadonlyMap<string, ReleasedFile> {
  return new Map(
    files.filter(({ encoding }) => encoding === undefined).map((file) => [file.path, file]),
  );
}

type Read = (path: string) => Promise<Buffer | undefined>;

function reader(place: string): Read {
  if (/^https?:\/\//.test(place)) {
    const home = homeOf(place);
    return async (path) => {
      try {
        const { status, body } = await fetchExpanded(addressOf(home, path), 'identity');
        return status === 200 || status === 404 ? body : undefined;
      } catch (error) {
        throw new ReleaseRefused(`${addressOf(home, path).href} 取不到：${fetchFailure(error)}。`);
      }
    };
  }
  return async (path) => {
    const file = join(place, path);
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
  };
}

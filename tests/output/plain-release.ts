import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentTypeOf } from '../../src/model/content-type.ts';
import { cacheControl } from '../../src/model/response-headers.ts';
import {
  releaseId,
  releaseManifestFile,
  writeManifest,
} from '../../src/release/release-manifest.ts';
import type { Release } from '../../src/release/release-store.ts';
import { siteFiles } from '../../src/release/site-files.ts';
import { hashesOf } from '../../src/release/verify/compare-file.ts';
import { type SiteName, testSite } from '../sites.ts';

/** The release of a built site without compressed twins, which take most of the time and preserve nothing. */
export function plainRelease(name: SiteName, folder: string): Release {
  const { outDir, origin, base } = testSite(name);
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(outDir, site, { recursive: true });
  const files = siteFiles(site).files.map((path) => {
    const bytes = readFileSync(join(site, path));
    const cache = cacheControl(`/${path}`).includes('immutable') ? 'immutable' : 'revalidate';
    return {
      path,
      bytes: bytes.length,
      ...hashesOf(bytes),
      type: contentTypeOf(path),
      cache,
    } as const;
  });
  const id = releaseId(files);
  const manifest = { format: 1, release: id, url: origin, base, files } as const;
  writeFileSync(join(site, releaseManifestFile), writeManifest(manifest));
  return { id, site, manifest };
}

import { checksumFile, manifestFile } from '../derive/manifest/file-manifest.ts';
import { searchFolder } from '../model/address.ts';
import { hashedFolder } from '../model/response-headers.ts';
import { type ReleasedFile, releaseManifestFile } from './release-manifest.ts';

/**
 * The only safe order where files are replaced one after another: a page comes when all that it loads is
 * there, what leads to pages when the pages are there, the manifest when it is true.
 */
export const stages = ['assets', 'search', 'data', 'pages', 'entries', 'manifest'] as const;
export type Stage = (typeof stages)[number];

const manifests: ReadonlySet<string> = new Set([checksumFile, manifestFile, releaseManifestFile]);
const inSearch = new RegExp(`^${searchFolder}/`);
/** Search's one file that is replaced, which names the folder of the index, and what crawlers and subscribers start from. */
const entry = new RegExp(
  `^(?:${searchFolder}/[^/]+|sitemap[^/]*\\.xml|(?:.*/)?feed\\.(?:xml|json))$`,
);

/**
 * When a file is uploaded.
 *
 * @param replaces whether the place already holds another release: then what leads to pages follows them,
 *   while on an empty place the search page must find its index.
 */
export function stageOf({ path }: Pick<ReleasedFile, 'path'>, replaces: boolean): Stage {
  const plain = path.replace(/\.(?:br|gz|sig|sm2)$/, '');
  if (manifests.has(plain)) return 'manifest';
  if (plain.startsWith(`${hashedFolder}/`)) return 'assets';
  if (plain.endsWith('.html')) return 'pages';
  if (entry.test(plain) && replaces) return 'entries';
  return inSearch.test(plain) ? 'search' : 'data';
}

/** The files in that order; within a stage as they came. */
export function inUploadOrder<File extends Pick<ReleasedFile, 'path'>>(
  files: readonly File[],
  replaces: boolean,
): ReadonlyMap<Stage, readonly File[]> {
  return new Map(
    stages.map((stage) => [stage, files.filter((file) => stageOf(file, replaces) === stage)]),
  );
}

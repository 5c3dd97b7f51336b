import { catalogVersion } from '../catalog.ts';
import { sealVersion } from '../packed/sealed.ts';
import { pagefindVersion } from './pagefind-version.ts';

/**
 * What a page must know to read an index. It is raised with Pagefind, with the seal, and with whatever else
 * of an index a page of the release before would read wrongly.
 */
export const indexFormat = `${pagefindVersion}/${sealVersion}-${catalogVersion}`;

/** What stands before every file's content, so that Pagefind sees that unpacking went well. */
export const signature = 'pagefind_dcd';

/** Path of the file that knows the chunks, in the index's folder. */
export function metaFile(hash: string): string {
  return `pagefind.${hash}.pf_meta`;
}

/** @param name as the meta file has it. */
export function chunkFile(name: string): string {
  return `index/${name}.pf_index`;
}

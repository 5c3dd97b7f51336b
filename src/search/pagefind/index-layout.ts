import { catalogVersion } from '../catalog.ts';
import { sealVersion } from '../packed/sealed.ts';
import { pagefindVersion } from './pagefind-version.ts';

/** Raised with whatever a page of the release before would read wrongly: which words there are, the borders. */
const words = 'grams-2';

/**
 * What a page must know to read an index: Pagefind's version, how files are sealed, what their words mean and how
 * the catalog is cut.
 */
export const indexFormat = `${pagefindVersion}/${sealVersion}-${words}-${catalogVersion}`;

/** What stands before every file's content, so that Pagefind sees that unpacking went well. */
export const signature = 'pagefind_dcd';

/** Path of the file that knows the chunks, in the index's folder. Only Pagefind's own program asks for it. */
export function metaFile(hash: string): string {
  return `pagefind.${hash}.pf_meta`;
}

/** What chunk files end in. */
export const chunkEnding = '.pf_index';

/** @param chunk its number, in the order of the words. */
export function chunkFile(chunk: number): string {
  return `index/${chunk}${chunkEnding}`;
}

/*
 * Which chunk has a word is said by the borders between chunks, in files of ours: what Pagefind has for it
 * grows with the archive, and would be most of what a first search loads.
 */

/** A border is above every word of the chunk before it, and not above any of the one behind it. */
export interface Borders {
  /** How many chunks stand in a file of borders; 0 where the chunks are so few that all borders stand here. */
  readonly inFile: number;
  /** Between chunks, or between the files of borders. */
  readonly borders: readonly string[];
}

/** So many chunks have all their borders in one file. */
export const bordersTogether = 3072;
export const bordersInFile = 128;

/** The first file of borders: {@link Borders} as JSON. */
export const bordersFile = 'borders/all.json.packed';

/** The borders between the chunks of one file of borders: a JSON array of strings. */
export function bordersFileOf(number: number): string {
  return `borders/${number}.json.packed`;
}

/** Gives the content of a file of the index by its path in the index's folder, or fails. */
export type LoadFile = (path: string) => Promise<Uint8Array>;

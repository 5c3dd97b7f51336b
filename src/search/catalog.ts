import type { IndicatorKey } from '../model/indicator.ts';

/**
 * What the browser knows of every document before it opens one: a column each, documents newest first.
 * The documents stand in one run of symbols, one after the other; each is its title, its headings and its
 * paragraphs in this order, every block followed by a boundary.
 */
export interface Catalog {
  /** Symbols of each document, boundaries included. */
  readonly lengths: readonly number[];
  /** Symbols of its title with the boundary. */
  readonly titles: readonly number[];
  /** Symbols of its headings with their boundaries. */
  readonly headings: readonly number[];
  readonly years: readonly number[];
  readonly slugs: readonly string[];
  /** Index into {@link issuerIds}. */
  readonly issuers: readonly number[];
  readonly issuerIds: readonly string[];
  /** Indices into {@link indicatorKeys}: those the document is filed under and all above them. */
  readonly indicators: readonly (readonly number[])[];
  readonly indicatorKeys: readonly IndicatorKey[];
}

/** Where the builder leaves the files, below the site's base. */
export const searchFolder = 'pagefind';

/** Names the files of one build; the only file whose name does not change with its content. */
export interface SearchEntry {
  /** Hash of the whole index: part of the names of the catalog and of Pagefind's files. */
  readonly hash: string;
}

export const entryFile = 'archive.json';

/** The catalog as JSON, gzipped; a twin as plain JSON is for browsers that cannot unpack. */
export function catalogFile(hash: string, packed: boolean): string {
  return `catalog.${hash}.${packed ? 'pf_catalog' : 'json'}`;
}

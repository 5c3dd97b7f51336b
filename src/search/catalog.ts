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

export type Script = 'zh-Hans' | 'zh-Hant';

/** Names the files of one build; the only file of ours whose name does not change with its content. */
export interface SearchEntry {
  /** Hash of the whole index: part of the names of the catalog and of Pagefind's files. */
  readonly index: string;
  /** Hash of the names in each script. */
  readonly names: Readonly<Record<Script, string>>;
}

/** What suggestions are made of, in one script. */
export interface SearchNames {
  /** Titles in the order of the catalog. */
  readonly titles: readonly string[];
  /** `edition/code` and sentence. */
  readonly indicators: readonly (readonly [IndicatorKey, string])[];
  /** Id and name. */
  readonly issuers: readonly (readonly [string, string])[];
  /** What the list of suggestions says itself. */
  readonly words: {
    readonly suggestions: string;
    readonly report: string;
    readonly indicator: string;
    readonly issuer: string;
  };
}

export const entryFile = 'archive.json';

/** File name of the catalog without its ending. */
export function catalogName(entry: SearchEntry): string {
  return `catalog.${entry.index}`;
}

/** File name of the names in one script without its ending. */
export function namesName(entry: SearchEntry, script: Script): string {
  return `names.${script}.${entry.names[script]}`;
}

/** Every such file stands there twice: gzipped, and plain for browsers that cannot unpack. */
export const packedEnding = '.json.packed';
export const plainEnding = '.json';

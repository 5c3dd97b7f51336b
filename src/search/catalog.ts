import type { IndicatorKey } from '../model/indicator.ts';

/**
 * What the browser knows of every document before it opens one: a column each, documents newest first.
 * The documents stand in one run of symbols, one after the other; each is its title, its headings and its
 * paragraphs in this order, every block followed by a boundary. Paragraphs and documents begin on round
 * places, the rest before them filled with boundaries: round numbers are what every first search loads.
 */
export interface Catalog {
  /** Of each document, in {@link documentGrain}s. */
  readonly lengths: readonly number[];
  /** Symbols of its title with the boundary. */
  readonly titles: readonly number[];
  /** Where its paragraphs begin, in {@link paragraphGrain}s: before it stand the title and the headings. */
  readonly paragraphs: readonly number[];
  readonly years: readonly number[];
  /** Index into {@link issuerIds}. */
  readonly issuers: readonly number[];
  readonly issuerIds: readonly string[];
  /** Indices into {@link indicatorKeys}: those the document is filed under. */
  readonly indicators: readonly (readonly number[])[];
  readonly indicatorKeys: readonly IndicatorKey[];
  /** For every key the index of the one above it; −1 for the first level. */
  readonly indicatorParents: readonly number[];
}

export const documentGrain = 256;
export const paragraphGrain = 16;

export type Script = 'zh-Hans' | 'zh-Hant';

/** Says which index is the present one; the only file whose name does not change with what is in it. */
export interface SearchEntry {
  /** Hash of the whole index: the folder that it stands in. */
  readonly index: string;
  /** Of what format it is: a page that is open since before a new one must be opened again. */
  readonly format: string;
}

/** What suggestions are made of, in one script. */
export interface SearchNames {
  /** Title, year and slug of every report. */
  readonly reports: readonly (readonly [string, number, string])[];
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

/** The catalog's file name without its ending. */
export const catalogName = 'catalog';

/** File name without ending of {@link SearchNames} in one script. */
export function namesName(script: Script): string {
  return `names.${script}`;
}

/** What is needed of a document when it is shown: its neighbours stand in the same file, the whole archive does not. */
export interface DocumentsPart {
  readonly slugs: readonly string[];
  /** Where the text of the first one begins, then of each how many bytes its head has and how many there are to the next head. */
  readonly texts: readonly number[];
}

export const documentsInFile = 32;

/** File name without ending of what is known of a document and its neighbours. */
export function documentsName(document: number): string {
  return `documents.${Math.floor(document / documentsInFile)}`;
}

/** File name without ending of the pairs that {@link usualForms} must be told; Traditional pages load it. */
export const formsName = 'forms';

/** Gzipped and sealed (packed/sealed.ts), so that no server may take it for the JSON that it becomes. */
export const packedEnding = '.json.packed';

import type { IndicatorKey } from '../model/indicator.ts';
import type { FewNumbers } from './catalog.ts';

/*
 * What documents are filtered by. The year stands in the catalog. Whose a document is and what it is filed under
 * is as much as all the rest of the catalog together: which documents a chosen value lets through is loaded for
 * that value alone, and what the counts of all values need only where they are seen.
 */

/** Values that stand in files of their own; the years are in the catalog. */
export type FacetColumn = 'issuer' | 'indicator';

/** What issuers and indicators are called; of a document that is not looked at nothing is there. */
export interface Facets extends Pick<FacetNames, 'indicatorKeys' | 'indicatorParents'> {
  readonly years: readonly number[];
  /** Index into {@link issuerIds}. */
  readonly issuers: readonly number[];
  readonly issuerIds: readonly string[];
  /** Indices into {@link indicatorKeys}: those the document is filed under. */
  readonly indicators: readonly (readonly number[])[];
}

export interface FacetNames {
  readonly indicatorKeys: readonly IndicatorKey[];
  /** For every key the index of the one above it; −1 for the first level. */
  readonly indicatorParents: readonly number[];
  /** For every key the file that {@link underName} names. */
  readonly indicatorFiles: readonly number[];
}

export interface PackedIssuers {
  readonly issuers: string;
}

export interface PackedIndicators {
  /** Of every document how many. */
  readonly counts: FewNumbers;
  /** Which, one document's after the other's. */
  readonly indicators: string;
}

/** Documents filed under indicators or below them: what each is beyond the one before. */
export type UnderLists = readonly (readonly [indicator: number, documents: readonly number[]])[];

/** A file of these lists is closed when it has so many documents. */
export const underInFile = 1000;

export const facetNamesName = 'facets';

/** File name without ending of {@link UnderLists}. */
export function underName(file: number): string {
  return `facets-under.${file}`;
}

/**
 * Documents stand in files of so many, twice: for a few hits in small ones that have both columns, for many in
 * large ones that have one.
 */
export const facetsInFile = [256, 4096] as const;
export type FacetsInFile = (typeof facetsInFile)[number];

/** File name without ending of what is known of a document and its neighbours. */
export function facetsName(column: FacetColumn, document: number, inFile: FacetsInFile): string {
  const number = Math.floor(document / inFile);
  return inFile === facetsInFile[0] ? `facets.${number}` : `facets-${column}.${number}`;
}

/** Small files that are not worth a large one: they have what the other column has, too. */
const fewFiles = { issuer: 3, indicator: 6 } as const;

/** Whether all of the large file's documents may be asked for in small files, so that nobody asks for it. */
export function isLargeFileUsed(column: FacetColumn, documents: number): boolean {
  return documents > fewFiles[column] * facetsInFile[0];
}

/** The files that have a column for some documents: the first document of each, and how many it is of. */
export function facetFiles(
  column: FacetColumn,
  documents: readonly number[],
): [first: number, inFile: FacetsInFile][] {
  const [small, large] = facetsInFile;
  const needed = new Map<number, Set<number>>();
  for (const document of documents) {
    const block = document - (document % large);
    const own = needed.get(block) ?? new Set();
    needed.set(block, own.add(document - (document % small)));
  }
  const files: [number, FacetsInFile][] = [];
  for (const [block, own] of needed) {
    if (own.size > fewFiles[column]) files.push([block, large]);
    else files.push(...Array.from(own, (first): [number, typeof small] => [first, small]));
  }
  return files;
}

/** Files of so many documents together are loaded with the answer: at most 15 KB, measured. */
const documentsAtOnce = 5120;

/** Whether what is known of the documents of some files is so little that it need not wait until it is seen. */
export function isLittle(files: readonly (readonly [first: number, inFile: number])[]): boolean {
  return files.reduce((sum, [, inFile]) => sum + inFile, 0) <= documentsAtOnce;
}

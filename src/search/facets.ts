import type { IndicatorKey } from '../model/indicator.ts';
import type { FewNumbers } from './catalog.ts';

/*
 * What documents are filtered by. The year stands in the catalog. Whose a document is and what it is filed under
 * is more than all the rest of the catalog together, and it stands there twice: by document, for few hits, of which
 * every value is known at once; and by value, for many hits, which are counted for those values alone that are on
 * the screen, and for what a chosen value lets through.
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
  /** The first indicator of each file of {@link ValueLists}. */
  readonly indicatorFiles: readonly number[];
  /** Those whose list has also what is filed below them; of the others it has what is filed under them alone. */
  readonly wholes: readonly number[];
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

/** The documents of values that follow each other, as `packSteps` writes them. */
export type ValueLists = readonly string[];

/** Neighbours stand in one file, as they stand on one screen, while they have no more documents together. */
export const listedInFile = 3000;

export const facetNamesName = 'facets';

/** File name without ending of {@link ValueLists}. */
export function listsName(column: FacetColumn, file: number): string {
  return `${column}.${file}`;
}

/**
 * The file that has the list of a value; −1 of none.
 *
 * @param files the first value of each.
 */
export function listsFileOf(files: readonly number[], value: number): number {
  return files.filter((first) => first <= value).length - 1;
}

/** Whose lists together are the documents filed under an indicator or below it; that of none for none. */
export function listsUnder(
  names: Pick<FacetNames, 'indicatorParents' | 'wholes'>,
  indicator: number,
): number[] {
  if (indicator < 0 || names.wholes.includes(indicator)) return [indicator];
  const below = names.indicatorParents.map((parent, each) =>
    parent === indicator ? listsUnder(names, each) : [],
  );
  return [indicator, ...below.flat()];
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

/** So many small files, which have both columns, are not worth the large ones. */
const fewFiles = 6;

/** Whether all of the large file's documents may be asked for in small files, so that nobody asks for it. */
export function isLargeFileUsed(documents: number): boolean {
  return documents > fewFiles * facetsInFile[0];
}

/** The files that have either column for some documents: the first document of each, and how many it is of. */
export function facetFiles(documents: readonly number[]): [first: number, inFile: FacetsInFile][] {
  const [small, large] = facetsInFile;
  const needed = new Map<number, Set<number>>();
  for (const document of documents) {
    const block = document - (document % large);
    const own = needed.get(block) ?? new Set();
    needed.set(block, own.add(document - (document % small)));
  }
  const files: [number, FacetsInFile][] = [];
  for (const [block, own] of needed) {
    if (own.size > fewFiles) files.push([block, large]);
    else files.push(...Array.from(own, (first): [number, typeof small] => [first, small]));
  }
  return files;
}

/**
 * Files of so many documents together are loaded with the answer, or when some value is seen: 21 KB and 25 KB, where
 * neighbours have nothing in common. Of more, no value is counted that is not seen.
 */
const documentsAtOnce = { answered: 5120, seen: 6656 } as const;

/** Whether what is known of the documents of some files is so little that all of it is loaded. */
export function isLittle(
  files: readonly (readonly [first: number, inFile: number])[],
  when: keyof typeof documentsAtOnce,
): boolean {
  return files.reduce((sum, [, inFile]) => sum + inFile, 0) <= documentsAtOnce[when];
}

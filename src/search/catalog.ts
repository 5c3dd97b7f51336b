import type { IndicatorKey } from '../model/indicator.ts';
import type { Query } from './query.ts';

/**
 * What the browser knows of every document before it opens one: where it stands in the one run of symbols, in
 * which the documents stand one after the other, newest first. Each is its title, its headings and its
 * paragraphs in this order, every block followed by a boundary. Headings, paragraphs and documents begin on
 * round places, the rest before them filled with boundaries: round numbers are what every first search loads.
 */
export interface Catalog {
  /** Of each document, in {@link documentGrain}s. */
  readonly lengths: readonly number[];
  /**
   * Symbols of its title with the boundary, where it is not much longer than what is looked for; else where the
   * headings begin, less a half: much more than what is looked for.
   */
  readonly titles: readonly number[];
  /** Where its paragraphs begin, in {@link paragraphGrain}s: before it stand the title and the headings. */
  readonly paragraphs: readonly number[];
  readonly years: readonly number[];
  /** Index into {@link issuerIds}; nothing where the issuer is none that was asked for. */
  readonly issuers: readonly number[];
  readonly issuerIds: readonly string[];
  /** Of a document whose text another one before it has, too: the first of these. */
  readonly copies: ReadonlyMap<number, number>;
}

export const documentGrain = 2048;
export const paragraphGrain = 256;
/** Headings begin on a multiple of it: nearly always the first. */
export const titleGrain = 64;

/** {@link Catalog} as it is loaded by every search: lists of numbers as {@link packNumbers} writes them. */
export interface PackedCatalog {
  readonly lengths: string;
  /** Where the headings begin, in {@link titleGrain}s, where it is not the first. */
  readonly titles: readonly (readonly [document: number, grains: number])[];
  /** In {@link paragraphGrain}s beyond the first. */
  readonly paragraphs: FewNumbers;
  /** How many documents in a row are of a year. */
  readonly years: readonly (readonly [year: number, documents: number])[];
  /** Numbers of the files that {@link titlesName} names. */
  readonly titleFiles: readonly number[];
  /** In the order that they are shown in, as far as the order is known. */
  readonly issuerIds: readonly string[];
  /** The first issuer of each file of documents by issuer: {@link ValueLists}. */
  readonly issuerFiles: readonly number[];
  /** {@link Catalog.copies} */
  readonly copies: readonly (readonly [document: number, first: number])[];
  /** Bytes in which the head of a document's text stands, by the class of its length (excerpts/head-slots.ts). */
  readonly slots: readonly number[];
}

/** Documents by the number of symbols, with the boundary, of their titles, as {@link packSteps} writes them. */
export type TitleLists = readonly (readonly [symbols: number, documents: string])[];

/** Numbers from 0, a character each: packed, those that come often are of a few bits. */
export function packNumbers(numbers: readonly number[]): string {
  return numbers
    .map((number) => {
      if (number >= farthestNumber) throw new RangeError(`${number} in a list`);
      return String.fromCharCode(number + firstNumber);
    })
    .join('');
}

export function unpackNumbers(packed: string): number[] {
  return Array.from({ length: packed.length }, (_, i) => packed.charCodeAt(i) - firstNumber);
}

/** Behind what JSON escapes, but for the one reverse solidus. */
const firstNumber = 35;
/** Surrogates begin behind it. */
const farthestNumber = 0xd800 - firstNumber;
/** So many are passed by, and the step goes on. */
const farthestStep = farthestNumber - 1;

/**
 * Ascending numbers, a character for what lies between each and the one before: packed, a document of a list takes
 * about as many bits as it must, and less where those of one value stand together.
 */
export function packSteps(numbers: readonly number[]): string {
  const between: number[] = [];
  let next = 0;
  for (const number of numbers) {
    for (; number - next >= farthestStep; next += farthestStep) between.push(farthestStep);
    between.push(number - next);
    next = number + 1;
  }
  return packNumbers(between);
}

export function unpackSteps(packed: string): number[] {
  const numbers: number[] = [];
  let next = 0;
  for (const between of unpackNumbers(packed)) {
    next += between;
    if (between < farthestStep) numbers.push(next++);
  }
  return numbers;
}

/** Numbers of which nearly all are 0, 1 or 2, three of them a character. */
export interface FewNumbers {
  readonly few: string;
  /** Those that are more, in their order. */
  readonly others: string;
}

const together = 3;
/** Stands for the next of the others. */
const other = 3;

/** Packed, a number takes about as many bits as it says; a character each would take one at the least. */
export function packFew(numbers: readonly number[]): FewNumbers {
  const few: number[] = [];
  for (const [i, number] of numbers.entries()) {
    const place = Math.floor(i / together);
    few[place] = (few[place] ?? 0) | (Math.min(number, other) << (2 * (i % together)));
  }
  return {
    few: packNumbers(few),
    others: packNumbers(numbers.filter((number) => number >= other)),
  };
}

/** @param length how many there were. */
export function unpackFew({ few, others }: FewNumbers, length: number): number[] {
  const digits = unpackNumbers(few);
  const more = unpackNumbers(others);
  let next = 0;
  return Array.from({ length }, (_, i) => {
    const packed = digits[Math.floor(i / together)] as number;
    const number = (packed >> (2 * (i % together))) & other;
    return number === other ? (more[next++] as number) : number;
  });
}

/** One after the other those that are so many times the same, for {@link PackedCatalog.years}. */
export function packRuns(numbers: readonly number[]): [number: number, times: number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[0] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}

export function unpackRuns(runs: PackedCatalog['years']): number[] {
  return runs.flatMap(([number, times]) => Array.from({ length: times }, () => number));
}

const titlesInFile = 8;

/**
 * The numbers of the files with the titles whose length matters to a query: those that are what is asked for, or
 * of which it is the half.
 */
export function titleFilesFor({ wanted, run }: Query): number[] {
  const all = wanted.reduce((sum, { text }) => sum + text.length, 0);
  // As a document number it may also be written with two brackets and a sign.
  const longest = (Math.max(all, run?.text.length ?? 0) + 3) * 2 + 1;
  return Array.from({ length: titleFile(longest) + 1 }, (_, file) => file);
}

/** The number of the file that has the titles of so many symbols. */
export function titleFile(symbols: number): number {
  return Math.floor(symbols / titlesInFile);
}

/** The catalog as far as no query is asked: titles are known by where the headings begin, issuers not at all. */
export function readCatalog(packed: PackedCatalog): Catalog {
  const lengths = unpackNumbers(packed.lengths);
  const ends = lengths.map(() => titleGrain - 0.5);
  for (const [document, grains] of packed.titles) ends[document] = grains * titleGrain - 0.5;
  return {
    lengths,
    titles: ends,
    paragraphs: unpackFew(packed.paragraphs, lengths.length).map((grains) => grains + 1),
    years: unpackRuns(packed.years),
    issuers: [],
    issuerIds: packed.issuerIds,
    copies: new Map(packed.copies),
  };
}

/**
 * What of a catalog matters to a query.
 *
 * @param titles of the files that matter.
 * @param issuers the documents of every issuer that was asked for.
 */
export function catalogFor(
  catalog: Catalog,
  titles: TitleLists,
  issuers: ReadonlyMap<number, readonly number[]>,
): Catalog {
  const ends = titles.length > 0 ? catalog.titles.slice() : catalog.titles;
  for (const [symbols, documents] of titles)
    for (const each of unpackSteps(documents)) (ends as number[])[each] = symbols;
  const byDocument: number[] = [];
  for (const [issuer, documents] of issuers)
    for (const each of documents) byDocument[each] = issuer;
  return { ...catalog, titles: ends, issuers: byDocument };
}

export type Script = 'zh-Hans' | 'zh-Hant';

/** Says which index is the present one; the only file whose name does not change with what is in it. */
export interface SearchEntry {
  /** Hash of the whole index: the folder that it stands in. */
  readonly index: string;
  /** Of what format it is: a page that is open since before a new one must be opened again. */
  readonly format: string;
}

/** What a name leads to: the number of a report, `edition/code` of an indicator, or the id of an issuer, which has no stroke. */
export type NameTarget = number | string;

/** Which file has the names that have something; see name-grams.ts. */
export interface NamesDirectory {
  readonly words: SearchNames['words'];
  /** The first gram of each file, ascending. */
  readonly borders: readonly string[];
  /** Grams of more names than are kept of them, single symbols left out. */
  readonly full: readonly string[];
}

export interface NamesPart {
  readonly names: readonly string[];
  readonly targets: readonly NameTarget[];
  /** A gram, and which of the names stand under it: those that begin with it first, reports newest first. */
  readonly grams: readonly (readonly [gram: string, names: string])[];
}

/** What suggestions are made of, in one script. */
export interface SearchNames {
  /** Title, year and slug of every report, as they are numbered. */
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

/** Of everything beside the postings; part of {@link SearchEntry.format}. */
export const catalogVersion = 'parts-4';

/** The catalog's file name without its ending. */
export const catalogName = 'catalog';

/** File name without ending of the {@link NamesDirectory} of one script. */
export function namesName(script: Script): string {
  return `names.${script}`;
}

export function namesPartName(script: Script, number: number): string {
  return `names.${script}.${number}`;
}

/**
 * What leads to a document, for those who ask for it alone (a name that was chosen, a report to be read) or could
 * not have the head of its text, which says the same.
 */
export interface DocumentsPart {
  readonly slugs: readonly string[];
  readonly years: readonly number[];
  /** Id of the issuer. */
  readonly issuers: readonly string[];
}

export const documentsInFile = 256;

/** File name without ending of what is known of a document and its neighbours. */
export function documentsName(document: number): string {
  return `documents.${Math.floor(document / documentsInFile)}`;
}

/** File name without ending of {@link TitleLists}. */
export function titlesName(file: number): string {
  return `titles.${file}`;
}

/** File name without ending of the pairs that {@link usualForms} must be told; Traditional pages load it. */
export const formsName = 'forms';

/** Gzipped and sealed (packed/sealed.ts), so that no server may take it for the JSON that it becomes. */
export const packedEnding = '.json.packed';

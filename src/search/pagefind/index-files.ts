import { createHash } from 'node:crypto';
import { CommonTexts } from '../indexing/common-texts.ts';
import { singleLists, spacedLists } from '../indexing/document-lists.ts';
import { gramLists, type PairPlaces } from '../indexing/gram-lists.ts';
import type { SymbolRun } from '../indexing/symbol-run.ts';
import { symbolLimit } from '../normalize.ts';
import { type Packed, packSmall, seal } from '../packed/pack.ts';
import { MemorySpool, type Spool } from '../packed/spool.ts';
import { above, commonFiles, gramTerm, sliceTerm, symbolDigits } from '../terms.ts';
import { CborWriter } from './cbor-writer.ts';
import { type Chunk, type ChunkSizes, ChunkWriter } from './chunk-writer.ts';
import {
  type Borders,
  bordersFile,
  bordersFileOf,
  bordersInFile,
  bordersTogether,
  chunkFile,
  indexFormat,
  metaFile,
  signature,
} from './index-layout.ts';
import { pagefindVersion } from './pagefind-version.ts';

export interface IndexFiles {
  /** Hash of everything in the index: the folder it belongs in. */
  readonly hash: string;
  /** Path below that folder → content, sealed and packed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly chunks: number;
}

/** {@link IndexFiles} before the files are gone for. */
export interface PackedIndex extends Omit<IndexFiles, 'files'> {
  /** One after the other, each sealed when its turn comes. */
  files(): Generator<[path: string, content: Uint8Array]>;
}

/** How the lists are put into files; what is not said follows from the size of the run. */
export interface IndexOptions {
  readonly sizes?: ChunkSizes;
  /** Up to so many chunks have their borders in one file. */
  readonly bordersTogether?: number;
  readonly bordersInFile?: number;
}

/** No file is larger, whatever is in it; in bytes. */
const largest = 290_000;

/** Measured: bytes of a place in a chunk, unpacked. */
const placeBytes = 4;

/**
 * A search loads one chunk for every four symbols, a host keeps them all: both grow with the square root of
 * the archive. Where grams begin with a pair that fills chunks alone, these are large: six of ten searches
 * are for others, and so many chunks fewer are to be kept.
 */
function sizesFor(symbols: number): ChunkSizes {
  const usual = Math.min(Math.max(40_000, 6 * Math.sqrt(symbols)), largest);
  return {
    usual,
    large: Math.min(usual * 2.4, largest),
    long: Math.min(usual * 2.5, largest),
  };
}

/** {@link packIndex} for what is small: all files at once. */
export function indexFiles(
  run: SymbolRun,
  beside: ReadonlyMap<string, Uint8Array> = new Map(),
  options: IndexOptions = {},
): IndexFiles {
  const { hash, chunks, files } = packIndex(run, beside, new MemorySpool(), options);
  return { hash, chunks, files: new Map(files()) };
}

/**
 * Packs Pagefind's index (format of {@link pagefindVersion}) for a run of documents.
 *
 * Pagefind's own indexer takes 200 bytes of memory for each character and a minute for what this does in
 * seconds, it cannot post a word that is not written out in a record, and it keeps a copy of every text.
 * Here the whole archive is one Pagefind page whose word locations are places in the run of symbols; the
 * catalog tells which document a place belongs to.
 *
 * @param beside what else stands in the same folder: path → content, neither sealed nor packed.
 * @param spool keeps what is packed until the hash is known.
 */
export function packIndex(
  run: SymbolRun,
  beside: ReadonlyMap<string, Uint8Array>,
  spool: Spool,
  options: IndexOptions = {},
): PackedIndex {
  const digest = createHash('sha256').update(indexFormat);
  for (const [path, content] of beside) digest.update(path).update(content);
  const sizes = options.sizes ?? sizesFor(run.symbols.length);
  const writer = new ChunkWriter(sizes, digest, spool);
  const common = new CommonTexts(run, spool);
  const digits = digitsOfSymbols();
  for (const pair of gramLists(run.symbols)) addPair(pair, digits, sizes, writer, common);
  for (const lists of [singleLists(run), spacedLists(run), common.lists()])
    for (const list of lists) writer.add(list, 'large');
  const packed = writer.end();
  const { chunks } = writer;
  const hash = digest.digest('hex').slice(0, 10);

  const others = new Map<string, Packed>();
  const borders = chunks.slice(1).map((chunk, i) => border(chunks[i] as Chunk, chunk));
  others.set(metaFile(hash), packSmall(metaOf(run.symbols.length, chunks, borders)));
  for (const [path, content] of bordersFiles(borders, options))
    others.set(path, packSmall(content));
  for (const [path, content] of beside) others.set(path, packSmall(content));
  return {
    hash,
    chunks: chunks.length,
    *files() {
      for (const [path, content] of others) yield [path, seal(content, `${hash}/${path}`)];
      for (const [number, content] of packed.entries()) {
        const path = chunkFile(number);
        yield [path, seal(content(), `${hash}/${path}`)];
      }
    },
  };
}

/** The digits of each symbol in a word, one behind the other. */
function digitsOfSymbols(): Uint8Array {
  const digits = new Uint8Array(symbolLimit * symbolDigits);
  for (let symbol = 0, at = 0; symbol < symbolLimit; symbol++) {
    const term = gramTerm(String.fromCharCode(symbol));
    for (let i = 0; i < symbolDigits; i++) digits[at++] = term.charCodeAt(i);
  }
  return digits;
}

/** The grams that begin with one pair, and what of them is common. */
function addPair(
  { first, second, start, end, places, rests }: PairPlaces,
  digits: Uint8Array,
  sizes: ChunkSizes,
  writer: ChunkWriter,
  common: CommonTexts,
): void {
  const chunk = (end - start) * placeBytes > sizes.large ? 'large' : 'usual';
  const gram: [number, number, number, number] = [first, second, 0, 0];
  let pairFile = 0;
  let thirdFile = 0;
  let thirdStart = start;
  const noteCommon = (length: number, firstFile: number, from: number, to: number) => {
    if (writer.lastChunk - firstFile + 1 < commonFiles) return;
    common.add(String.fromCharCode(...gram.slice(0, length)), places.subarray(from, to));
  };
  for (let from = start; from < end; ) {
    const rest = rests[from] as number;
    let to = from + 1;
    while (to < end && rests[to] === rest) to++;
    const third = rest >>> 16;
    const fourth = rest & 0xffff;
    gram[2] = third;
    gram[3] = fourth;
    writer.addGram(gram, digits, places, from, to, chunk);
    if (from === start) pairFile = writer.firstChunk;
    if (from === thirdStart) thirdFile = writer.firstChunk;
    if (fourth !== 0) noteCommon(4, writer.firstChunk, from, to);
    if (to === end || (rests[to] as number) >>> 16 !== third) {
      if (third !== 0) noteCommon(3, thirdFile, thirdStart, to);
      thirdStart = to;
    }
    from = to;
  }
  noteCommon(2, pairFile, start, end);
}

/**
 * A text that stands between the words of two chunks and is neither, the shortest; between two slices of one
 * list the last place before the second.
 */
function border(before: Chunk, { first, slice }: Chunk): string {
  if (slice && slice.term === before.slice?.term) return sliceTerm(slice.term, slice.place - 1);
  for (let length = 1; length < first.length; length++) {
    const beginning = first.slice(0, length);
    if (beginning > before.last) return beginning;
  }
  return above(before.slice?.term ?? before.last);
}

/** Pagefind's table of the chunks. It loads every chunk whose range, ends included, has the word. */
function metaOf(symbols: number, chunks: readonly Chunk[], borders: readonly string[]): Uint8Array {
  const meta = new CborWriter();
  meta.plain(signature);
  meta.array(6);
  meta.text(pagefindVersion);
  meta.array(1);
  meta.array(3);
  meta.text('0');
  meta.integer(symbols);
  meta.text('');
  meta.array(chunks.length);
  for (const [number, { last }] of chunks.entries()) {
    meta.array(3);
    meta.text(borders[number - 1] ?? '');
    meta.text(borders[number] ?? last);
    meta.text(`${number}`);
  }
  for (let rest = 0; rest < 3; rest++) meta.array(0);
  return meta.bytes();
}

function* bordersFiles(
  all: readonly string[],
  options: IndexOptions,
): Generator<[string, Uint8Array]> {
  const json = (content: object) => Buffer.from(JSON.stringify(content));
  const together = options.bordersTogether ?? bordersTogether;
  const inFile = options.bordersInFile ?? bordersInFile;
  if (all.length < together) {
    yield [bordersFile, json({ inFile: 0, borders: all } satisfies Borders)];
    return;
  }
  const between: string[] = [];
  for (let from = 0, number = 0; from <= all.length; from += inFile, number++) {
    yield [bordersFileOf(number), json(all.slice(from, from + inFile - 1))];
    const next = all[from + inFile - 1];
    if (next !== undefined) between.push(next);
  }
  yield [bordersFile, json({ inFile, borders: between } satisfies Borders)];
}

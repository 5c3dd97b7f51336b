import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SymbolRun } from '../indexing/symbol-run.ts';
import { blockBoundary, symbolLimit } from '../normalize.ts';
import { sealOf } from '../packed/sealed.ts';
import { packSingle, pairTerm, singleTerm, spacedTerm } from '../terms.ts';
import { CborWriter } from './cbor-writer.ts';
import { chunkFile, indexFormat, metaFile, signature } from './index-layout.ts';
import { pagefindVersion } from './pagefind-version.ts';

/** Pagefind marks the weight of the locations after it by a negative number; 24 is the plain weight. */
const plainWeight = -25;
const boundary = blockBoundary.charCodeAt(0);
/** Measured: bytes a chunk adds to the meta file that every first search loads. */
const metaBytesPerChunk = 5.6;
/** Measured: gzip brings a chunk of locations down to about this part. */
const gzipRatio = 0.75;

interface PostingList {
  readonly term: string;
  /** Ascending. */
  readonly locations: Uint32Array;
}

/**
 * Where each pair of neighbours begins in the run of all documents, sorted by pair. Two counting sorts:
 * 13 bytes a symbol at the most, and no hash table of millions of strings.
 */
function* pairLists(symbols: Uint16Array): Generator<PostingList> {
  const last = Math.max(symbols.length - 1, 0);
  let sorted = new Uint32Array(last);
  let count = 0;
  for (let i = 0; i < last; i++) {
    if (symbols[i] !== boundary && symbols[i + 1] !== boundary) sorted[count++] = i;
  }
  sorted = sorted.subarray(0, count);
  for (const offset of [1, 0]) {
    const next = new Uint32Array(symbolLimit + 1);
    for (const position of sorted) {
      const slot = (symbols[position + offset] as number) + 1;
      next[slot] = (next[slot] as number) + 1;
    }
    for (let i = 0; i < symbolLimit; i++)
      next[i + 1] = (next[i + 1] as number) + (next[i] as number);
    const target = new Uint32Array(count);
    for (const position of sorted) {
      const symbol = symbols[position + offset] as number;
      const slot = next[symbol] as number;
      target[slot] = position;
      next[symbol] = slot + 1;
    }
    sorted = target;
  }
  for (let start = 0; start < count; ) {
    const first = symbols[sorted[start] as number] as number;
    const second = symbols[(sorted[start] as number) + 1] as number;
    let end = start + 1;
    while (
      end < count &&
      symbols[sorted[end] as number] === first &&
      symbols[(sorted[end] as number) + 1] === second
    ) {
      end++;
    }
    yield { term: pairTerm(first, second), locations: sorted.subarray(start, end) };
    start = end;
  }
}

/** For every symbol the documents that have it. */
function singleLists(run: SymbolRun): PostingList[] {
  const { symbols, extents } = run;
  const lists = new Map<number, number[]>();
  const counts = new Uint32Array(symbolLimit);
  const inTitle = new Uint8Array(symbolLimit);
  const inHeading = new Uint8Array(symbolLimit);
  let start = 0;
  for (const [document, extent] of extents.entries()) {
    const seen: number[] = [];
    const end = start + extent.length;
    for (let i = start; i < end; i++) {
      const symbol = symbols[i] as number;
      if (symbol === boundary) continue;
      if (counts[symbol] === 0) seen.push(symbol);
      counts[symbol] = (counts[symbol] as number) + 1;
      if (i < start + extent.title) inTitle[symbol] = 1;
      else if (i < start + extent.paragraphs) inHeading[symbol] = 1;
    }
    for (const symbol of seen) {
      const packed = packSingle({
        document,
        inTitle: inTitle[symbol] === 1,
        inHeading: inHeading[symbol] === 1,
        count: counts[symbol] as number,
      });
      const list = lists.get(symbol);
      if (list) list.push(packed);
      else lists.set(symbol, [packed]);
      counts[symbol] = 0;
      inTitle[symbol] = 0;
      inHeading[symbol] = 0;
    }
    start = end;
  }
  return [...lists]
    .sort(([a], [b]) => a - b)
    .map(([symbol, list]) => ({ term: singleTerm(symbol), locations: Uint32Array.from(list) }));
}

/** For every pair that stands somewhere with white space in it, where its first symbol is. */
function spacedLists({ symbols, gaps }: SymbolRun): PostingList[] {
  const lists = new Map<string, number[]>();
  for (const gap of gaps) {
    const term = spacedTerm(symbols[gap - 1] as number, symbols[gap] as number);
    const list = lists.get(term);
    if (list) list.push(gap - 1);
    else lists.set(term, [gap - 1]);
  }
  return [...lists]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, list]) => ({ term, locations: Uint32Array.from(list) }));
}

/** Pagefind's form of one word: its text, its pages (here always the one), no spellings of its own. */
function writeList(cbor: CborWriter, { term, locations }: PostingList): void {
  cbor.array(3);
  cbor.text(term);
  cbor.array(1);
  cbor.array(3);
  cbor.integer(0);
  cbor.array(locations.length + 1);
  cbor.integer(plainWeight);
  let previous = 0;
  for (const location of locations) {
    cbor.integer(location - previous);
    previous = location;
  }
  cbor.array(0);
  cbor.array(0);
}

/** Names that no file on Windows can have; borders are file names too. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** The shortest text that stands between two words and is neither: Pagefind loads both chunks for a border. */
function border(last: string, next: string): string {
  for (let length = 1; length < next.length; length++) {
    const prefix = next.slice(0, length);
    if (prefix > last && !reserved.test(prefix)) return prefix;
  }
  return `${last}0`;
}

/** Sealed and packed; gzip whose header does not name the operating system has the same bytes on every machine. */
function pack(content: Uint8Array, name: string): Uint8Array {
  const packed = gzipSync(Buffer.concat([content, sealOf(content, name)]), { level: 9 });
  packed[9] = 255;
  return packed;
}

function signed(content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(signature), content]);
}

export interface IndexFiles {
  /** Hash of everything in the index: the folder it belongs in. */
  readonly hash: string;
  /** Path below that folder → content, sealed and packed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Writes Pagefind's index (format of {@link pagefindVersion}) for a run of documents.
 *
 * Pagefind's own indexer takes 200 bytes of memory for each character and a minute for what this does in
 * seconds, it cannot post a word that is not written out in a record, and it keeps a copy of every text.
 * Here the whole archive is one Pagefind page whose word locations are places in the run of symbols; the
 * catalog tells which document a place belongs to.
 *
 * @param beside what else stands in the same folder: path → content, neither sealed nor packed.
 */
export function indexFiles(
  run: SymbolRun,
  beside: ReadonlyMap<string, Uint8Array> = new Map(),
): IndexFiles {
  // A first search loads the meta file and, for every two characters, one chunk: the size of a chunk that
  // makes the sum smallest for two chunks (a query of four characters).
  const expected = run.symbols.length * 3 * gzipRatio;
  const target = Math.sqrt((expected * metaBytesPerChunk) / 2) / gzipRatio;

  const chunks: { last: string; first: string; content: Uint8Array }[] = [];
  const chunk = new CborWriter();
  const word = new CborWriter();
  let words = 0;
  let first = '';
  let last = '';
  const close = () => {
    if (words === 0) return;
    const whole = new CborWriter();
    whole.array(1);
    whole.array(words);
    whole.append(chunk.bytes());
    chunks.push({ first, last, content: signed(whole.bytes()) });
    chunk.clear();
    words = 0;
  };
  const add = (list: PostingList) => {
    word.clear();
    writeList(word, list);
    // A long list stands alone: whoever wants its neighbours does not load it.
    const long = word.length >= target;
    if (long || chunk.length + word.length > target * 1.25) close();
    if (words === 0) first = list.term;
    chunk.append(word.bytes());
    words++;
    last = list.term;
    if (long || chunk.length >= target) close();
  };
  for (const list of pairLists(run.symbols)) add(list);
  for (const list of singleLists(run)) add(list);
  for (const list of spacedLists(run)) add(list);
  close();

  const digest = createHash('sha256').update(indexFormat);
  for (const [path, content] of beside) digest.update(path).update(content);
  for (const { first, last, content } of chunks) digest.update(first).update(last).update(content);
  const hash = digest.digest('hex').slice(0, 10);

  const files = new Map<string, Uint8Array>();
  const write = (path: string, content: Uint8Array) =>
    files.set(path, pack(content, `${hash}/${path}`));
  const meta = new CborWriter();
  meta.array(6);
  meta.text(pagefindVersion);
  meta.array(1);
  meta.array(3);
  meta.text('0');
  meta.integer(run.symbols.length);
  meta.text('');
  meta.array(chunks.length);
  let begin = '';
  for (const [number, { last, content }] of chunks.entries()) {
    const next = chunks[number + 1];
    // Pagefind loads every chunk whose range, ends included, has the word; no word equals a border.
    const end = next ? border(last, next.first) : last;
    meta.array(3);
    meta.text(begin);
    meta.text(end);
    // Its end is its name too: what was just said costs the meta file nearly nothing.
    meta.text(end);
    begin = end;
    write(chunkFile(end), content);
  }
  for (let rest = 0; rest < 3; rest++) meta.array(0);
  write(metaFile(hash), signed(meta.bytes()));
  for (const [path, content] of beside) write(path, content);
  return { hash, files };
}

import type { Hash } from 'node:crypto';
import type { PostingList } from '../indexing/posting-list.ts';
import { type Packed, pack } from '../packed/pack.ts';
import type { Spool } from '../packed/spool.ts';
import { sliceTerm, symbolDigits } from '../terms.ts';
import { CborWriter } from './cbor-writer.ts';
import { signature } from './index-layout.ts';

/** Pagefind marks the weight of the locations after it by a negative number; 24 is the plain weight. */
const plainWeight = -25;

/** What is known of a chunk when it is full. */
export interface Chunk {
  readonly first: string;
  readonly last: string;
  /** Where all of it is a slice of one list: that list's word, and the first place of the slice. */
  readonly slice?: { readonly term: string; readonly place: number } | undefined;
}

/** The sizes of chunks in bytes, unpacked. */
export interface ChunkSizes {
  /** About this. */
  readonly usual: number;
  /** About this where what is common stands, and what is seldom asked for: their lists are long anyway. */
  readonly large: number;
  /** A list that is longer than the usual has a chunk for itself, up to this; a longer one several. */
  readonly long: number;
}

/** A chunk that is packed, its bytes in the spool. */
interface PackedChunk extends Omit<Packed, 'deflated'> {
  readonly entry: number;
}

/** Puts lists into chunks, in the order in which they come. */
export class ChunkWriter {
  readonly chunks: Chunk[] = [];
  /** Numbers of the first and the last chunk that have the list that was added last. */
  firstChunk = 0;
  lastChunk = 0;
  readonly #sizes: ChunkSizes;
  readonly #digest: Hash;
  readonly #spool: Spool;
  readonly #packed: PackedChunk[] = [];
  readonly #chunk = new CborWriter();
  /** What is packed: a chunk with what stands before its words. */
  readonly #whole = new CborWriter();
  #words = 0;
  /** Where the last word of the chunk begins. */
  #lastWord = 0;

  /**
   * @param digest is given everything that is written.
   * @param spool keeps what is packed.
   */
  constructor(sizes: ChunkSizes, digest: Hash, spool: Spool) {
    this.#sizes = sizes;
    this.#digest = digest;
    this.#spool = spool;
  }

  add({ term, locations }: PostingList, chunk: 'usual' | 'large'): void {
    const digits = Uint8Array.from(term, (digit) => digit.charCodeAt(0));
    this.#add(digits, locations, 0, locations.length, chunk);
  }

  readonly #gram = new Uint8Array(4 * symbolDigits);

  /**
   * The list of a gram, by its symbols as `gramWord` has them: no string is made of what comes by the million.
   *
   * @param digits of every symbol, {@link symbolDigits} each.
   */
  addGram(
    gram: readonly [number, number, number, number],
    digits: Uint8Array,
    places: Uint32Array,
    from: number,
    to: number,
    chunk: 'usual' | 'large',
  ): void {
    const word = this.#gram;
    for (let i = 0, at = 0; i < 4; i++) {
      const start = (gram[i] as number) * symbolDigits;
      for (let k = 0; k < symbolDigits; k++) word[at++] = digits[start + k] as number;
    }
    this.#add(word, places, from, to, chunk);
  }

  #add(
    term: Uint8Array,
    places: Uint32Array,
    from: number,
    to: number,
    chunk: 'usual' | 'large',
  ): void {
    const { [chunk]: size, usual, long } = this.#sizes;
    const start = this.#chunk.length;
    writeList(this.#chunk, term, places, from, to);
    const bytes = this.#chunk.length - start;
    if (bytes > long) {
      this.#chunk.cut(start);
      this.#close();
      this.#addSlices(String.fromCharCode(...term), places.subarray(from, to), bytes);
      return;
    }
    // What is begun is filled up, whatever size it was to have: a chunk less to keep.
    const alone = bytes >= usual;
    if (start + bytes > (alone ? long : size * 1.25)) this.#close(start);
    else this.#lastWord = start;
    this.#words++;
    this.firstChunk = this.chunks.length;
    this.lastChunk = this.firstChunk;
    if (alone || this.#chunk.length >= size) this.#close();
  }

  /** A list of so many bytes, by place. */
  #addSlices(term: string, places: Uint32Array, bytes: number): void {
    this.firstChunk = this.chunks.length;
    const pieces = Math.ceil(bytes / this.#sizes.long);
    // Two places at least: the border behind a slice is one below the next one's first place.
    const step = Math.max(2, Math.ceil(places.length / pieces));
    for (let from = 0; from < places.length; from += step) {
      const rest = places.length - from - step;
      const to = rest < 2 ? places.length : from + step;
      const place = places[from] as number;
      const word = Uint8Array.from(sliceTerm(term, place), (digit) => digit.charCodeAt(0));
      writeList(this.#chunk, word, places, from, to);
      this.#words++;
      this.#close(this.#chunk.length, { term, place });
      if (rest < 2) break;
    }
    this.lastChunk = this.chunks.length - 1;
  }

  /** @param end what stands behind it in the buffer begins the next chunk. */
  #close(end = this.#chunk.length, slice?: Chunk['slice']): void {
    if (this.#words > 0) {
      const written = this.#chunk.bytes().subarray(0, end);
      const whole = this.#whole;
      whole.cut(0);
      whole.plain(signature);
      whole.array(1);
      whole.array(this.#words);
      whole.append(written);
      const content = whole.bytes();
      const [first, last] = [wordAt(written, 0), wordAt(written, this.#lastWord)];
      this.#digest.update(first).update(last).update(content);
      this.chunks.push({ first, last, slice });
      const { deflated, ...checks } = pack(content);
      this.#packed.push({ entry: this.#spool.put(deflated), ...checks });
    }
    this.#chunk.dropBefore(end);
    this.#words = 0;
    this.#lastWord = 0;
  }

  /** When the last list is in: the chunks in their order, packed. */
  end(): (() => Packed)[] {
    this.#close();
    return this.#packed.map(({ entry, ...checks }) => () => ({
      deflated: this.#spool.get(entry),
      ...checks,
    }));
  }
}

/** Pagefind's form of one word: its text, its pages (here always the one), no spellings of its own. */
function writeList(
  cbor: CborWriter,
  term: Uint8Array,
  places: Uint32Array,
  from: number,
  to: number,
): void {
  cbor.array(3);
  cbor.ascii(term);
  cbor.array(1);
  cbor.array(3);
  cbor.integer(0);
  cbor.array(to - from + 1);
  cbor.integer(plainWeight);
  cbor.steps(places, from, to);
  cbor.array(0);
  cbor.array(0);
}

/** The text of the word that {@link writeList} wrote at a place: no word has more than 23 digits. */
function wordAt(bytes: Uint8Array, at: number): string {
  const length = (bytes[at + 1] as number) & 31;
  return String.fromCharCode(...bytes.subarray(at + 2, at + 2 + length));
}

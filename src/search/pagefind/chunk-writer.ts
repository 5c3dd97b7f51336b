import type { Hash } from 'node:crypto';
import type { PostingList } from '../indexing/gram-lists.ts';
import { type Packed, pack } from '../packed/pack.ts';
import { sliceTerm } from '../terms.ts';
import { CborWriter } from './cbor-writer.ts';
import { signature } from './index-layout.ts';

/** Pagefind marks the weight of the locations after it by a negative number; 24 is the plain weight. */
const plainWeight = -25;

/** Chunks that are packed beside the sorting: more would only take memory. */
const packedAtOnce = 4;

/** What is known of a chunk when it is full. */
export interface Chunk {
  readonly first: string;
  readonly last: string;
  /** Where all of it is a slice of one list: that list's word, and the first place of the slice. */
  readonly slice?: { readonly term: string; readonly place: number } | undefined;
  readonly packed: Promise<Packed>;
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

/** Puts lists into chunks, in the order in which they come. */
export class ChunkWriter {
  readonly chunks: Chunk[] = [];
  readonly #sizes: ChunkSizes;
  readonly #digest: Hash;
  readonly #chunk = new CborWriter();
  readonly #word = new CborWriter();
  #words = 0;
  #first = '';
  #last = '';
  /** Chunks that have been waited for. */
  #waited = 0;

  /** @param digest is given everything that is written. */
  constructor(sizes: ChunkSizes, digest: Hash) {
    this.#sizes = sizes;
    this.#digest = digest;
  }

  /**
   * What is begun is filled up, whatever size it was to have: a chunk less to keep.
   *
   * @returns numbers of the first and the last chunk that have the list.
   */
  add({ term, locations }: PostingList, chunk: 'usual' | 'large'): readonly [number, number] {
    const { [chunk]: size, usual, long } = this.#sizes;
    writeList(this.#word, term, locations);
    if (this.#word.length > long) {
      this.#close();
      const firstChunk = this.chunks.length;
      const pieces = Math.ceil(this.#word.length / long);
      // Two places at least: the border behind a slice is one below the next one's first place.
      const step = Math.max(2, Math.ceil(locations.length / pieces));
      for (let from = 0; from < locations.length; from += step) {
        const rest = locations.length - from - step;
        const slice = locations.subarray(from, rest < 2 ? undefined : from + step);
        const place = slice[0] as number;
        writeList(this.#word, sliceTerm(term, place), slice);
        this.#append(sliceTerm(term, place));
        this.#close({ term, place });
        if (rest < 2) break;
      }
      return [firstChunk, this.chunks.length - 1];
    }
    const alone = this.#word.length >= usual;
    const room = alone ? long : size * 1.25;
    if (this.#chunk.length + this.#word.length > room) this.#close();
    const number = this.chunks.length;
    this.#append(term);
    if (alone || this.#chunk.length >= size) this.#close();
    return [number, number];
  }

  #append(term: string): void {
    if (this.#words === 0) this.#first = term;
    this.#last = term;
    this.#chunk.append(this.#word.bytes());
    this.#words++;
  }

  #close(slice?: Chunk['slice']): void {
    if (this.#words === 0) return;
    const whole = new CborWriter(this.#chunk.length + signature.length + 16);
    whole.plain(signature);
    whole.array(1);
    whole.array(this.#words);
    whole.append(this.#chunk.bytes());
    const content = whole.bytes();
    this.#digest.update(this.#first).update(this.#last).update(content);
    this.chunks.push({ first: this.#first, last: this.#last, slice, packed: pack(content) });
    this.#chunk.clear();
    this.#words = 0;
  }

  /** More chunks are being packed than is good for memory: {@link room} should be waited for. */
  get full(): boolean {
    return this.chunks.length >= this.#waited + packedAtOnce;
  }

  async room(): Promise<void> {
    const ready = this.chunks.length - packedAtOnce + 1;
    await Promise.all(this.chunks.slice(this.#waited, ready).map(({ packed }) => packed));
    this.#waited = ready;
  }

  /** When the last list is in. */
  end(): void {
    this.#close();
  }
}

/** Pagefind's form of one word: its text, its pages (here always the one), no spellings of its own. */
function writeList(cbor: CborWriter, term: string, locations: Uint32Array): void {
  cbor.clear();
  cbor.array(3);
  cbor.text(term);
  cbor.array(1);
  cbor.array(3);
  cbor.integer(0);
  cbor.array(locations.length + 1);
  cbor.integer(plainWeight);
  let previous = 0;
  for (let i = 0; i < locations.length; i++) {
    const location = locations[i] as number;
    cbor.integer(location - previous);
    previous = location;
  }
  cbor.array(0);
  cbor.array(0);
}

import { createHash } from 'node:crypto';
import { documentGrain, paragraphGrain, titleGrain } from '../catalog.ts';
import { blockBoundary, mostSymbols, writeSymbols } from '../normalize.ts';

const boundary = blockBoundary.charCodeAt(0);

/** What is indexed of one document, as a reader sees it. */
export interface IndexedDocument {
  readonly title: string;
  readonly headings: readonly string[];
  /** Paragraphs, list items, table cells …: a match lies within one of them. */
  readonly paragraphs: readonly string[];
}

/** In symbols. */
export interface DocumentExtent {
  /** A multiple of {@link documentGrain}. */
  readonly length: number;
  /** With its boundary. */
  readonly title: number;
  /** Where the headings begin; a multiple of {@link titleGrain}. */
  readonly headings: number;
  /** Where the paragraphs begin; a multiple of {@link paragraphGrain}. */
  readonly paragraphs: number;
  /** The first document whose paragraphs are the same, where it is another one. */
  readonly copyOf?: number;
}

/** Symbols of each block, its boundary included; 0 where nothing of it is searched. */
export interface BlockLengths {
  readonly headings: readonly number[];
  readonly paragraphs: readonly number[];
}

/** All documents one after the other in one array: two bytes a symbol, whatever the archive's size. */
export class SymbolRun {
  #symbols: Uint16Array;
  #length = 0;
  readonly extents: DocumentExtent[] = [];
  /** The first document of each text, by its digest. */
  readonly #texts = new Map<string, number>();
  /** Places of the symbols that have white space before them in their block, ascending. */
  readonly gaps: number[] = [];

  /** @param expected room for so many symbols from the start; what is not used of it takes no memory. */
  constructor(expected = 1 << 20) {
    this.#symbols = new Uint16Array(expected);
  }

  get symbols(): Uint16Array {
    return this.#symbols.subarray(0, this.#length);
  }

  /** @returns of every heading and then of every paragraph how many symbols it has, with its boundary. */
  add(document: IndexedDocument): BlockLengths {
    const start = this.#length;
    this.#block(document.title);
    const title = this.#length - start;
    this.#fill(titleGrain);
    const beginning = this.#length - start;
    const headings = document.headings.map((heading) => this.#block(heading));
    this.#fill(paragraphGrain);
    const paragraphs = this.#length - start;
    const own = document.paragraphs.map((paragraph) => this.#block(paragraph));
    const first = this.#firstWith(start + paragraphs);
    this.#fill(documentGrain);
    this.extents.push({
      length: this.#length - start,
      title,
      headings: beginning,
      paragraphs,
      ...(first !== undefined && { copyOf: first }),
    });
    return { headings, paragraphs: own };
  }

  /** The document before this one that has the same text, of which the last one begins at a place. */
  #firstWith(start: number): number | undefined {
    if (start === this.#length) return undefined;
    const digest = createHash('sha1').update(this.symbols.subarray(start)).digest('base64');
    const first = this.#texts.get(digest);
    if (first === undefined) this.#texts.set(digest, this.extents.length);
    return first;
  }

  /** Boundaries up to the next round place. Documents begin on one. */
  #fill(grain: number): void {
    const missing = -this.#length & (grain - 1);
    this.#reserve(missing);
    this.#symbols.fill(boundary, this.#length, this.#length + missing);
    this.#length += missing;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#symbols.length) return;
    const larger = new Uint16Array(Math.max(this.#symbols.length * 2, this.#length + count));
    larger.set(this.symbols);
    this.#symbols = larger;
  }

  #block(original: string): number {
    const start = this.#length;
    this.#reserve(original.length * mostSymbols + 1);
    const end = writeSymbols(original, this.#symbols, start, this.#keepGap);
    if (end === start) return 0;
    this.#symbols[end] = boundary;
    this.#length = end + 1;
    return this.#length - start;
  }

  readonly #keepGap = (place: number): void => {
    this.gaps.push(place);
  };
}

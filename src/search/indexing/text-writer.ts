import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import type { Converter } from '../../variant/converter.ts';
import {
  nextPosition,
  otherForms,
  type PieceKind,
  pieceLength,
  textFile,
  textFileBytes,
  type UsualForms,
  unusualForms,
  type WrittenPiece,
  writeStretch,
} from '../excerpts/stored-text.ts';
import {
  extentOf,
  type HeadPage,
  headPieces,
  onlyPage,
  type PageExtent,
  packPage,
  pagePieces,
  stretchCounts,
  type TextHead,
} from '../excerpts/text-head.ts';
import { normalizeText } from '../normalize.ts';
import { partName, sealBytes, sealOfChecksum } from '../packed/sealed.ts';
import { MemorySpool, type Spool } from '../packed/spool.ts';
import { unitsOf } from '../packed/units.ts';

/** A block of a document as it is shown. */
export interface StoredBlock {
  readonly kind: Exclude<PieceKind, 'more'>;
  readonly text: string;
  /** Of the same length. */
  readonly traditional: string;
  /** Of a heading. */
  readonly id: string;
  /** In the run, its boundary included; at least 2. */
  readonly symbols: number;
}

export interface StoredDocument {
  readonly title: string;
  readonly traditionalTitle: string;
  /** Where in the document the headings begin, in symbols. */
  readonly headings: number;
  /** Where record and paragraphs begin. */
  readonly paragraphs: number;
  /** In the order of reading, those of the record before all others. */
  readonly blocks: readonly StoredBlock[];
}

/** Of a head what is known of the text alone. */
export type StoredHead = Omit<TextHead, 'slug' | 'issuer'>;

/** A part of a file, which is there but for its seal. */
interface Part {
  readonly position: number;
  /** Where its seal stands. */
  readonly end: number;
  /** Of what is packed. */
  readonly checksum: number;
}

/** A file that waits for its seals. */
interface TextFile {
  /** Number in the spool. */
  readonly entry: number;
  readonly path: string;
  readonly parts: readonly Part[];
}

/** Packs the texts of an archive, document after document. */
export class TextWriter {
  readonly #spool: Spool;
  readonly #files: TextFile[] = [];
  /** The file that is being filled. */
  readonly #content = new Uint8Array(textFileBytes);
  #parts: Part[] = [];
  #end = 0;
  /** Of all that is written, seals included. */
  bytes = 0;
  readonly #usual: UsualForms = new Uint16Array(0x10000);
  readonly #digest = createHash('sha256');

  /** @param spool keeps the files until the index's hash is known. */
  constructor(spool: Spool = new MemorySpool()) {
    this.#spool = spool;
  }

  /** Pairs of characters that readers of Traditional pages must know. */
  get otherForms(): string {
    return otherForms(this.#usual);
  }

  /** Of everything written so far. */
  get digest(): string {
    return this.#digest.copy().digest('hex').slice(0, 10);
  }

  /** @returns its head, which is not stored here. */
  add(document: StoredDocument, converter: Converter): StoredHead {
    this.#learn(document.title, converter);
    for (const { text } of document.blocks) this.#learn(text, converter);
    const pieces = document.blocks.flatMap(piecesOf);
    const isPaged = pieces.length > headPieces;
    const section = { id: '', text: '', traditional: '' };
    const parts = isPaged ? pagesOf(pieces) : [pieces];
    const pages = parts.map((own) => this.#packPage(own, section));
    const { title, traditionalTitle, headings, paragraphs } = document;
    const known = {
      title: { text: title, unusual: unusualForms(title, traditionalTitle, this.#usual) },
      headings,
      paragraphs,
    };
    const [only] = pages;
    if (!isPaged && only) {
      const position = this.#putAll(only.stretches);
      return { ...known, position, page: only.page, pages: [onlyPage] };
    }
    const stored = pages.map(({ page, stretches }) => {
      const content = pack(packPage(page));
      const position = this.#put(content);
      this.#putAll(stretches);
      return { page, position, bytes: sizeOf(content) };
    });
    const extents = stored.map(({ page, position, bytes }, i): PageExtent => {
      const distance = (stored[i + 1]?.position ?? position) - position;
      return extentOf(page, { bytes, distance });
    });
    return { ...known, position: stored[0]?.position as number, pages: extents };
  }

  /** Stores what has found no place of its own. */
  keep(content: Uint8Array): { position: number; bytes: number } {
    const packed = pack(content);
    return { position: this.#put(packed), bytes: sizeOf(packed) };
  }

  /** @param section the heading above the first piece; changed to the one above what follows the last. */
  #packPage(
    pieces: readonly Piece[],
    section: { id: string; text: string; traditional: string },
  ): { page: HeadPage; stretches: Packed[] } {
    const symbols = pieces.map((piece) => piece.symbols);
    let start = 0;
    const stretches = stretchCounts(symbols).map((count) => {
      const own = pieces.slice(start, start + count);
      start += count;
      const content = pack(unitsOf(writeStretch(section, own, this.#usual)));
      for (const { kind, id, text, traditional } of own)
        if (kind === 'heading' && id !== '') Object.assign(section, { id, text, traditional });
      return content;
    });
    const kinds = pieces.map(({ kind }) => kind);
    return { page: { symbols, kinds, stretches: stretches.map(sizeOf) }, stretches };
  }

  /** @returns where the first of them stands. */
  #putAll(all: readonly Packed[]): number {
    const [first = this.#end] = all.map((each) => this.#put(each));
    return first;
  }

  /**
   * The files of all texts, each part sealed for an index.
   *
   * @param hash of the index; what is written here is in it by its digest.
   */
  *files(hash: string): Generator<[path: string, content: Uint8Array]> {
    this.#closeFile();
    for (const { entry, path, parts } of this.#files) {
      const content = this.#spool.get(entry);
      for (const { position, end, checksum } of parts) {
        const name = `${hash}/${partName(path, position % textFileBytes)}`;
        content.set(sealOfChecksum(checksum, name), end % textFileBytes);
      }
      yield [path, content];
    }
  }

  #put(packed: Packed): number {
    const bytes = sizeOf(packed);
    if (bytes > textFileBytes) throw new RangeError(`${bytes} bytes in one stretch of text`);
    const position = nextPosition(this.#end, bytes);
    if (position % textFileBytes === 0) this.#closeFile();
    this.#end = position + bytes;
    this.bytes += bytes;
    this.#digest.update(`${position}`).update(packed.packed);
    this.#content.set(packed.packed, position % textFileBytes);
    this.#parts.push({ position, end: this.#end - sealBytes, checksum: packed.checksum });
    return position;
  }

  #closeFile(): void {
    const [first] = this.#parts;
    if (first === undefined) return;
    const length = (this.#end - 1) % textFileBytes;
    this.#files.push({
      entry: this.#spool.put(this.#content.slice(0, length + 1)),
      path: textFile(first.position),
      parts: this.#parts,
    });
    this.#parts = [];
  }

  /** The usual form of a character is what stands for it when it stands alone. */
  #learn(text: string, converter: Converter): void {
    for (let i = 0; i < text.length; i++) {
      const character = text.charCodeAt(i);
      if (this.#usual[character] === 0)
        this.#usual[character] = converter.convert(text.charAt(i)).charCodeAt(0);
    }
  }
}

interface Packed {
  readonly packed: Uint8Array;
  /** Of what is packed. */
  readonly checksum: number;
}

function sizeOf({ packed }: Packed): number {
  return packed.length + sealBytes;
}

/**
 * A window of 4 KB holds a stretch, and so do mostly 2 KB what comes out; more room would cost more than the packing.
 * Level 9 makes a ten thousandth less of it, and takes a quarter more time.
 */
const options = { level: 6, windowBits: 12, memLevel: 6, chunkSize: 2048 } as const;

function pack(content: Uint8Array): Packed {
  return { packed: deflateRawSync(content, options), checksum: crc32(content) };
}

interface Piece extends WrittenPiece {
  readonly symbols: number;
}

/** Cut where a block begins, so that none goes on in another page. */
function pagesOf(pieces: readonly Piece[]): Piece[][] {
  const pages: Piece[][] = [];
  for (const piece of pieces) {
    const last = pages[pages.length - 1];
    if (last && (last.length < pagePieces || piece.kind === 'more')) last.push(piece);
    else pages.push([piece]);
  }
  return pages;
}

/** A block as it is stored: whole, or where it is long in pieces that end with a sentence. */
function piecesOf(block: StoredBlock): Piece[] {
  if (block.text.length <= pieceLength || block.kind !== 'text') return [block];
  const pieces: Piece[] = [];
  let symbols = block.symbols;
  for (let start = 0; start < block.text.length; ) {
    const end = cut(block.text, start);
    const isLast = end === block.text.length;
    const own = isLast ? symbols : normalizeText(block.text.slice(start, end)).length;
    pieces.push({
      kind: start === 0 ? block.kind : 'more',
      text: block.text.slice(start, end),
      traditional: block.traditional.slice(start, end),
      id: '',
      symbols: own,
    });
    symbols -= own;
    start = end;
  }
  return pieces;
}

/** Where a piece that begins at `start` ends: after a sentence if one ends in its second half, and never where symbols run together. */
function cut(text: string, start: number): number {
  if (text.length - start <= pieceLength) return text.length;
  for (let end = start + pieceLength; end > start + pieceLength / 2; end--)
    if (/[。；！？]/.test(text.charAt(end - 1)) && isApart(text, end)) return end;
  let end = start + pieceLength;
  while (end < text.length && !isApart(text, end)) end++;
  return end;
}

/** Whether a text is normalised the same in two parts: runs of dashes become one, surrogates are one character. */
function isApart(text: string, at: number): boolean {
  if (/[\ud800-\udbff]/.test(text.charAt(at - 1))) return false;
  const next = normalizeText(text.slice(at, at + 2));
  return next !== '' && !next.startsWith('-');
}

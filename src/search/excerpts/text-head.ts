import { type ByteReader, ByteWriter, byteReader } from '../packed/byte-row.ts';
import {
  nextPosition,
  type PieceKind,
  type StretchPlace,
  stretchSymbols,
  type Written,
} from './stored-text.ts';

/** What is known of a document and its text before any of the text is loaded. */
export interface TextHead {
  readonly slug: string;
  /** Its id. */
  readonly issuer: string;
  readonly title: Written;
  /** Symbols before the headings. */
  readonly headings: number;
  /** Symbols before the record and the paragraphs. */
  readonly paragraphs: number;
  /** Where the first page stands, or the first stretch where the one page is in the head. */
  readonly position: number;
  /** The only page, where it is not stored with the text. */
  readonly page?: HeadPage;
  /** In the order of reading; no block goes on in the next one. {@link onlyPage} alone where it is in the head. */
  readonly pages: readonly PageExtent[];
}

/** Where a head stands that does not fit where it is looked for. */
export interface MovedHead extends Pick<TextHead, 'slug' | 'issuer'> {
  readonly moved: { readonly position: number; readonly bytes: number };
}

/** What the head says of a page. */
export interface PageExtent {
  /** Symbols of its headings. */
  readonly headings: number;
  /** Symbols of all else. */
  readonly others: number;
  /** Symbols of its longest block. */
  readonly longest: number;
  /** Bytes that it is stored in, its stretches behind it; 0 in the head. */
  readonly bytes: number;
  /** From its first byte to that of the next one. */
  readonly distance: number;
}

/** Of a page that is at hand nothing needs to be said. */
export const onlyPage: PageExtent = {
  headings: Infinity,
  others: Infinity,
  longest: Infinity,
  bytes: 0,
  distance: 0,
};

/** The pieces of a part of a document, in the order of reading, and the stretches that have them. */
export interface HeadPage {
  /** Of every piece its symbols in the run, the boundary after a block included. */
  readonly symbols: readonly number[];
  readonly kinds: readonly PieceKind[];
  /** Bytes of every stretch. */
  readonly stretches: readonly number[];
}

/** More pieces than these are not told of in one page; a single block may have more. */
export const pagePieces = 256;
/** So many are told of in the head itself. */
export const headPieces = 640;

/** How many pieces each stretch has: the index and its readers count alike. */
export function stretchCounts(symbols: readonly number[]): number[] {
  const counts: number[] = [];
  let room = 0;
  for (const own of symbols) {
    if (counts.length === 0 || own > room) {
      counts.push(0);
      room = stretchSymbols;
    }
    counts[counts.length - 1] = (counts[counts.length - 1] as number) + 1;
    room -= own;
  }
  return counts;
}

/** @param end of what stands before the first stretch. */
export function stretchPlaces({ symbols, stretches }: HeadPage, end: number): StretchPlace[] {
  let last = end;
  let first = 0;
  return stretchCounts(symbols).map((count, i) => {
    const bytes = stretches[i] as number;
    const place = { position: nextPosition(last, bytes), bytes, first, count };
    last = place.position + bytes;
    first += count;
    return place;
  });
}

export function extentOf(
  page: Pick<HeadPage, 'symbols' | 'kinds'>,
  stored: Pick<PageExtent, 'bytes' | 'distance'>,
): PageExtent {
  let headings = 0;
  let others = 0;
  let longest = 0;
  let block = 0;
  for (const [piece, kind] of page.kinds.entries()) {
    const symbols = page.symbols[piece] as number;
    block = kind === 'more' ? block + symbols : symbols;
    longest = Math.max(longest, block);
    if (kind === 'heading') headings += symbols;
    else others += symbols;
  }
  return { headings, others, longest, ...stored };
}

/** What the first number of a head says of the rest. */
const forms = { whole: 0, paged: 1, moved: 2 } as const;

/** Before the symbols of a piece, of which it is none: what stands first is told apart by these. */
const marks: readonly PieceKind[] = ['heading', 'more'];

function writePage(row: ByteWriter, { symbols, kinds, stretches }: HeadPage): void {
  const records = kinds.filter((kind) => kind === 'record').length;
  if (kinds.lastIndexOf('record') !== records - 1) throw new RangeError('a record behind text');
  row.number(kinds.length).number(records);
  for (const [piece, kind] of kinds.entries()) {
    if (marks.includes(kind)) row.number(marks.indexOf(kind));
    row.number((symbols[piece] as number) + marks.length);
  }
  for (const bytes of stretches) row.number(bytes);
}

function readPage(row: ByteReader): HeadPage {
  const length = row.number();
  const records = row.number();
  const kinds: PieceKind[] = [];
  const symbols = row.list(() => {
    const first = row.number();
    const mark = marks[first];
    kinds.push(mark ?? (kinds.length < records ? 'record' : 'text'));
    return (mark === undefined ? first : row.number()) - marks.length;
  }, length);
  const stretches = row.list(() => row.number(), stretchCounts(symbols).length);
  return { symbols, kinds, stretches };
}

export function packPage(page: HeadPage): Uint8Array {
  const row = new ByteWriter();
  writePage(row, page);
  return row.content;
}

export function unpackPage(content: Uint8Array): HeadPage {
  return readPage(byteReader(content));
}

/**
 * In single bytes as they are: packing takes nothing from lengths of which none says anything of the next, and
 * from a title less than it adds.
 */
export function packHead(head: TextHead | MovedHead): Uint8Array {
  const row = new ByteWriter();
  const form = 'moved' in head ? 'moved' : head.page ? 'whole' : 'paged';
  row.number(forms[form]).utf8(head.slug).utf8(head.issuer);
  if ('moved' in head) return row.number(head.moved.position).number(head.moved.bytes).content;
  const { title, headings, paragraphs, position, page, pages } = head;
  row.units(title.text).units(title.unusual);
  row.number(headings).number(paragraphs).number(position);
  if (page) {
    writePage(row, page);
    return row.content;
  }
  row.number(pages.length);
  for (const { headings, others, longest, bytes, distance } of pages)
    row.number(headings).number(others).number(longest).number(bytes).number(distance);
  return row.content;
}

/** @param content with whatever may stand behind it. */
export function unpackHead(content: Uint8Array): TextHead | MovedHead {
  const row = byteReader(content);
  const form = row.number();
  const known = { slug: row.utf8(), issuer: row.utf8() };
  if (form === forms.moved)
    return { ...known, moved: { position: row.number(), bytes: row.number() } };
  const head = {
    ...known,
    title: { text: row.units(), unusual: row.units() },
    headings: row.number(),
    paragraphs: row.number(),
    position: row.number(),
  };
  if (form === forms.whole) return { ...head, page: readPage(row), pages: [onlyPage] };
  const pages = row.list(() => ({
    headings: row.number(),
    others: row.number(),
    longest: row.number(),
    bytes: row.number(),
    distance: row.number(),
  }));
  return { ...head, pages };
}

import { blockBoundary, symbolLimit } from '../normalize.ts';
import {
  type DocumentPosting,
  packDocuments,
  packSingle,
  singleTerm,
  spacedTerm,
} from '../terms.ts';
import type { PostingList } from './posting-list.ts';
import type { DocumentExtent, SymbolRun } from './symbol-run.ts';

const boundary = blockBoundary.charCodeAt(0);

/** For every symbol the documents that have it. */
export function* singleLists(run: SymbolRun): Generator<PostingList> {
  const { symbols, extents } = run;
  const ends = documentCounts(run);
  for (let symbol = 1; symbol < symbolLimit; symbol++)
    ends[symbol] = (ends[symbol] as number) + (ends[symbol - 1] as number);
  /** The lists one behind the other, each filled from its end: the documents are gone through backwards. */
  const lists = new Uint32Array(ends[symbolLimit - 1] as number);
  const next = ends.slice();
  const counts = new Uint32Array(symbolLimit);
  const inTitle = new Uint8Array(symbolLimit);
  const inHeading = new Uint8Array(symbolLimit);
  const seen: number[] = [];
  let end = symbols.length;
  for (let document = extents.length - 1; document >= 0; document--) {
    const extent = extents[document] as DocumentExtent;
    const start = end - extent.length;
    for (let i = start; i < end; i++) {
      const symbol = symbols[i] as number;
      if (symbol === boundary) continue;
      if (counts[symbol] === 0) seen.push(symbol);
      counts[symbol] = (counts[symbol] as number) + 1;
      if (i < start + extent.title) inTitle[symbol] = 1;
      else if (i < start + extent.paragraphs) inHeading[symbol] = 1;
    }
    for (const symbol of seen) {
      const slot = (next[symbol] as number) - 1;
      next[symbol] = slot;
      lists[slot] = packSingle({
        document,
        inTitle: inTitle[symbol] === 1,
        inHeading: inHeading[symbol] === 1,
        count: counts[symbol] as number,
      });
      counts[symbol] = 0;
      inTitle[symbol] = 0;
      inHeading[symbol] = 0;
    }
    seen.length = 0;
    end = start;
  }
  for (let symbol = 0, from = 0; symbol < symbolLimit; symbol++) {
    const to = ends[symbol] as number;
    if (to > from) yield { term: singleTerm(symbol), locations: lists.subarray(from, to) };
    from = to;
  }
}

/** How many documents have each symbol. */
function documentCounts({ symbols, extents }: SymbolRun): Uint32Array {
  const found = new Uint32Array(symbolLimit);
  /** The last document that has it, and 1. */
  const last = new Uint32Array(symbolLimit);
  let start = 0;
  for (const [document, { length }] of extents.entries()) {
    const end = start + length;
    for (let i = start; i < end; i++) {
      const symbol = symbols[i] as number;
      if (symbol === boundary || last[symbol] === document + 1) continue;
      last[symbol] = document + 1;
      found[symbol] = (found[symbol] as number) + 1;
    }
    start = end;
  }
  return found;
}

/** For every pair that stands somewhere with white space in it, where its first symbol is. */
export function spacedLists({ symbols, gaps }: SymbolRun): PostingList[] {
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

/** The documents that have a text, packed, from its places in the run, ascending. */
export function documentsWith(places: Uint32Array, { extents }: SymbolRun): Uint32Array {
  const found: DocumentPosting[] = [];
  let at = 0;
  let start = 0;
  for (const [document, { length, title, paragraphs }] of extents.entries()) {
    const end = start + length;
    const before = at;
    let inTitle = false;
    let inHeading = false;
    for (; at < places.length && (places[at] as number) < end; at++) {
      const place = (places[at] as number) - start;
      if (place < title) inTitle = true;
      else if (place < paragraphs) inHeading = true;
    }
    if (at > before) found.push({ document, inTitle, inHeading, count: at - before });
    start = end;
  }
  return packDocuments(found);
}

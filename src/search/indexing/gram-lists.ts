import { blockBoundary, symbolLimit } from '../normalize.ts';
import { gramLength, gramWord } from '../terms.ts';

/** A word of the index and its locations, ascending. */
export interface PostingList {
  readonly term: string;
  readonly locations: Uint32Array;
}

/** The list of a gram, with what it is a gram of. */
export interface GramList extends PostingList {
  /** Its first symbols, up to the end of the block. */
  readonly text: string;
}

const boundary = blockBoundary.charCodeAt(0);
/** Places that are sorted at once: eight bytes of memory each, and small tables of the processor suffice. */
const placesInRound = 1 << 22;

/**
 * Where each gram stands in the run of all documents, sorted by gram; every place that a pair of neighbours
 * begins at has one. The run is gone through several times, each time for the places of some first symbols:
 * what is sorted at once stays small. Four counting sorts, and no hash table of millions of strings.
 */
export function* gramLists(symbols: Uint16Array): Generator<GramList> {
  const counts = new Uint32Array(symbolLimit);
  for (let i = 0; i + 1 < symbols.length; i++) {
    const symbol = symbols[i] as number;
    if (symbol !== boundary && symbols[i + 1] !== boundary)
      counts[symbol] = (counts[symbol] as number) + 1;
  }
  for (let first = 0; first < symbolLimit; ) {
    let end = first;
    let count = 0;
    do count += counts[end++] as number;
    while (end < symbolLimit && count + (counts[end] as number) <= placesInRound);
    if (count > 0) yield* gramsOfRound(symbols, first, end, count);
    first = end;
  }
}

function* gramsOfRound(
  symbols: Uint16Array,
  first: number,
  end: number,
  count: number,
): Generator<GramList> {
  let sorted = new Uint32Array(count);
  let found = 0;
  for (let i = 0; found < count; i++) {
    const symbol = symbols[i] as number;
    if (symbol >= first && symbol < end && symbol !== boundary && symbols[i + 1] !== boundary)
      sorted[found++] = i;
  }
  let target = new Uint32Array(count);
  const next = new Uint32Array(symbolLimit + 1);
  for (let offset = gramLength - 1; offset >= 0; offset--) {
    next.fill(0);
    for (let i = 0; i < count; i++) {
      const slot = symbolAt(symbols, sorted[i] as number, offset) + 1;
      next[slot] = (next[slot] as number) + 1;
    }
    for (let i = 0; i < symbolLimit; i++)
      next[i + 1] = (next[i + 1] as number) + (next[i] as number);
    for (let i = 0; i < count; i++) {
      const place = sorted[i] as number;
      const symbol = symbolAt(symbols, place, offset);
      const slot = next[symbol] as number;
      target[slot] = place;
      next[symbol] = slot + 1;
    }
    [sorted, target] = [target, sorted];
  }
  for (let from = 0; from < count; ) {
    const place = sorted[from] as number;
    const a = symbols[place] as number;
    const b = symbols[place + 1] as number;
    const c = symbolAt(symbols, place, 2);
    const d = symbolAt(symbols, place, 3);
    let to = from + 1;
    for (; to < count; to++) {
      const other = sorted[to] as number;
      if (
        symbols[other] !== a ||
        symbols[other + 1] !== b ||
        symbolAt(symbols, other, 2) !== c ||
        symbolAt(symbols, other, 3) !== d
      )
        break;
    }
    const text = String.fromCharCode(a, b, ...(c === 0 ? [] : d === 0 ? [c] : [c, d]));
    yield { text, term: gramWord(a, b, c, d), locations: sorted.subarray(from, to) };
    from = to;
  }
}

/** The symbol `offset` behind one that begins a pair, 0 behind the end of its block. */
function symbolAt(symbols: Uint16Array, place: number, offset: number): number {
  const symbol = symbols[place + offset];
  if (symbol === undefined || symbol === boundary) return 0;
  return offset === 3 && symbols[place + 2] === boundary ? 0 : symbol;
}

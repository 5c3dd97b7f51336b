import { blockBoundary, symbolLimit } from '../normalize.ts';
import { gramWord } from '../terms.ts';

/** A word of the index and its locations, ascending. */
export interface PostingList {
  readonly term: string;
  readonly locations: Uint32Array;
}

/** The list of a gram, with what it is a gram of. */
export interface GramList extends PostingList {
  /** Its first symbols, up to the end of the block. */
  readonly text: string;
  /** How often its first two symbols stand together. */
  readonly pairPlaces: number;
}

const boundary = blockBoundary.charCodeAt(0);
/** Places that are sorted at once: eight bytes of memory each, and small tables of the processor suffice. */
const placesInRound = 1 << 22;

/**
 * Where each gram stands in the run of all documents, sorted by gram; every place that a pair of neighbours
 * begins at has one. The run is gone through several times, each time for the places of some first symbols:
 * what is sorted at once stays small. No hash table of millions of strings.
 */
export function* gramLists(symbols: Uint16Array): Generator<GramList> {
  const counts = new Uint32Array(symbolLimit);
  for (let i = 0; i + 1 < symbols.length; i++) {
    const symbol = symbols[i] as number;
    if (symbol !== boundary && symbols[i + 1] !== boundary)
      counts[symbol] = (counts[symbol] as number) + 1;
  }
  const sorter = new PlaceSorter(symbols);
  for (let first = 0; first < symbolLimit; ) {
    let end = first;
    let count = 0;
    do count += counts[end++] as number;
    while (end < symbolLimit && count + (counts[end] as number) <= placesInRound);
    if (count > 0) {
      const places = placesOf(symbols, counts, first, end, count);
      for (let symbol = first, from = 0; symbol < end; symbol++) {
        const to = from + (counts[symbol] as number);
        if (to > from) yield* gramsOf(symbol, symbols, places.subarray(from, to), sorter);
        from = to;
      }
    }
    first = end;
  }
}

/** The places where pairs begin with the symbols from `first` to before `end`: symbol by symbol, ascending. */
function placesOf(
  symbols: Uint16Array,
  counts: Uint32Array,
  first: number,
  end: number,
  count: number,
): Uint32Array {
  const places = new Uint32Array(count);
  const next = new Uint32Array(end - first);
  for (let i = 1; i < next.length; i++)
    next[i] = (next[i - 1] as number) + (counts[first + i - 1] as number);
  for (let i = 0, found = 0; found < count; i++) {
    const symbol = symbols[i] as number;
    if (symbol < first || symbol >= end || symbol === boundary || symbols[i + 1] === boundary)
      continue;
    const slot = next[symbol - first] as number;
    places[slot] = i;
    next[symbol - first] = slot + 1;
    found++;
  }
  return places;
}

/** The grams that begin with one symbol. */
function* gramsOf(
  first: number,
  symbols: Uint16Array,
  places: Uint32Array,
  sorter: PlaceSorter,
): Generator<GramList> {
  sorter.sort(places, 1);
  for (let from = 0; from < places.length; ) {
    const second = symbols[(places[from] as number) + 1] as number;
    let end = from + 1;
    while (end < places.length && symbols[(places[end] as number) + 1] === second) end++;
    sorter.sortByRest(places.subarray(from, end));
    const pairPlaces = end - from;
    while (from < end) {
      const rest = sorter.restAt(places[from] as number);
      let to = from + 1;
      while (to < end && sorter.restAt(places[to] as number) === rest) to++;
      const third = Math.floor(rest / 0x1_0000);
      const fourth = rest % 0x1_0000;
      let text = String.fromCharCode(first, second);
      if (third > 0) text += String.fromCharCode(third);
      if (fourth > 0) text += String.fromCharCode(fourth);
      yield {
        text,
        pairPlaces,
        term: gramWord(first, second, third, fourth),
        locations: places.subarray(from, to),
      };
      from = to;
    }
  }
}

/** Up to so many places are sorted by comparing; more by counting. */
const few = 2048;

/** Sorts places by symbols that stand there; of equals the order remains. */
class PlaceSorter {
  readonly #symbols: Uint16Array;
  readonly #counts = new Uint32Array(symbolLimit);
  readonly #keys = new Float64Array(few);
  readonly #copy = new Uint32Array(few);

  constructor(symbols: Uint16Array) {
    this.#symbols = symbols;
  }

  /** The symbol `offset` behind one that begins a pair, 0 behind the end of its block. */
  #symbolAt(place: number, offset: number): number {
    if (offset === 3 && this.#symbolAt(place, 2) === 0) return 0;
    const symbol = this.#symbols[place + offset];
    return symbol === undefined || symbol === boundary ? 0 : symbol;
  }

  /** The third and the fourth symbol of a place's gram, in one number. */
  restAt(place: number): number {
    const third = this.#symbolAt(place, 2);
    return third === 0 ? 0 : third * 0x1_0000 + this.#symbolAt(place, 3);
  }

  /** By the symbol `offset` behind them. */
  sort(places: Uint32Array, offset: number): void {
    const counts = this.#counts;
    const seen: number[] = [];
    for (let i = 0; i < places.length; i++) {
      const symbol = this.#symbolAt(places[i] as number, offset);
      const count = counts[symbol] as number;
      if (count === 0) seen.push(symbol);
      counts[symbol] = count + 1;
    }
    if (seen.length > 1) {
      seen.sort((a, b) => a - b);
      let sum = 0;
      for (const symbol of seen) {
        const count = counts[symbol] as number;
        counts[symbol] = sum;
        sum += count;
      }
      const before = places.slice();
      for (let i = 0; i < before.length; i++) {
        const place = before[i] as number;
        const symbol = this.#symbolAt(place, offset);
        const slot = counts[symbol] as number;
        places[slot] = place;
        counts[symbol] = slot + 1;
      }
    }
    for (const symbol of seen) counts[symbol] = 0;
  }

  /** By the third and the fourth symbol of their grams. */
  sortByRest(places: Uint32Array): void {
    const count = places.length;
    if (count === 1) return;
    if (count > few) {
      this.sort(places, 3);
      this.sort(places, 2);
      return;
    }
    // Key and number in one: what is sorted last is the order there was.
    const keys = this.#keys.subarray(0, count);
    const copy = this.#copy;
    for (let i = 0; i < count; i++) {
      const place = places[i] as number;
      copy[i] = place;
      keys[i] = this.restAt(place) * few + i;
    }
    keys.sort();
    for (let i = 0; i < count; i++) {
      const key = keys[i] as number;
      places[i] = copy[key - Math.floor(key / few) * few] as number;
    }
  }
}

import { blockBoundary, symbolLimit } from '../normalize.ts';

/** Where two symbols stand side by side, sorted by what follows them. Good until the next ones are asked for. */
export interface PairPlaces {
  readonly first: number;
  readonly second: number;
  /** Of the arrays below, what is this pair's. */
  readonly start: number;
  readonly end: number;
  readonly places: Uint32Array;
  /** The third and the fourth symbol, sixteen bits each, 0 behind the end of the block; ascending, and of equals the places. */
  readonly rests: Uint32Array;
}

const boundary = blockBoundary.charCodeAt(0);
/** Places that are sorted at once: ten bytes of memory each, and as many for the most frequent symbol's. */
const placesInRound = 1 << 22;
/** A larger archive has more places in a round, not more rounds. */
const mostRounds = 16;

/**
 * Where each gram stands in the run of all documents, sorted by gram; every place that a pair of neighbours
 * begins at has one. The run is gone through several times, each time for the places of some first symbols,
 * which are written down with what follows them: sorting never looks into the run, and what is sorted at
 * once stays small. No hash table of millions of strings.
 *
 * @param atOnce places that are sorted at once in a small archive.
 */
export function* gramLists(
  symbols: Uint16Array,
  atOnce: number = placesInRound,
): Generator<PairPlaces> {
  const counts = new Uint32Array(symbolLimit);
  let all = 0;
  for (let i = 0; i + 1 < symbols.length; i++) {
    const symbol = symbols[i] as number;
    if (symbol !== boundary && symbols[i + 1] !== boundary) {
      counts[symbol] = (counts[symbol] as number) + 1;
      all++;
    }
  }
  const inRound = Math.max(atOnce, Math.ceil(all / mostRounds));
  const rounds = roundsOf(counts, inRound);
  // All room is taken once: what is thrown away for each round would lie about until somebody clears up.
  const room = Math.max(0, ...rounds.map(({ count }) => count));
  const found: Places = {
    places: new Uint32Array(room),
    seconds: new Uint16Array(room),
    rests: new Uint32Array(room),
  };
  const sorter = new PairSorter(counts.reduce((most, count) => Math.max(most, count), 0));
  for (const { first, end, count } of rounds) {
    findPlaces(symbols, counts, first, end, count, found);
    for (let symbol = first, from = 0; symbol < end; symbol++) {
      const to = from + (counts[symbol] as number);
      if (to > from) yield* sorter.pairs(symbol, found, from, to);
      from = to;
    }
  }
}

/** The first symbols whose places are sorted together, and how many places they have. */
interface Round {
  readonly first: number;
  readonly end: number;
  readonly count: number;
}

function roundsOf(counts: Uint32Array, inRound: number): Round[] {
  const rounds: Round[] = [];
  for (let first = 0; first < symbolLimit; ) {
    let end = first;
    let count = 0;
    do count += counts[end++] as number;
    while (end < symbolLimit && count + (counts[end] as number) <= inRound);
    if (count > 0) rounds.push({ first, end, count });
    first = end;
  }
  return rounds;
}

/** Places and what stands behind them. */
interface Places {
  readonly places: Uint32Array;
  readonly seconds: Uint16Array;
  readonly rests: Uint32Array;
}

/** Finds the places where pairs begin with the symbols from `first` to before `end`: symbol by symbol, ascending. */
function findPlaces(
  symbols: Uint16Array,
  counts: Uint32Array,
  first: number,
  end: number,
  count: number,
  { places, seconds, rests }: Places,
): void {
  const next = new Uint32Array(end - first);
  for (let i = 1; i < next.length; i++)
    next[i] = (next[i - 1] as number) + (counts[first + i - 1] as number);
  const length = symbols.length;
  for (let i = 0, found = 0; found < count; i++) {
    const symbol = symbols[i] as number;
    if (symbol < first || symbol >= end || symbol === boundary) continue;
    const second = symbols[i + 1] as number;
    if (second === boundary) continue;
    const slot = next[symbol - first] as number;
    next[symbol - first] = slot + 1;
    places[slot] = i;
    seconds[slot] = second;
    const third = i + 2 < length ? (symbols[i + 2] as number) : boundary;
    const fourth = i + 3 < length ? (symbols[i + 3] as number) : boundary;
    rests[slot] = third === boundary ? 0 : third * 0x1_0000 + (fourth === boundary ? 0 : fourth);
    found++;
  }
}

/** Up to so many are sorted by putting each where it belongs, up to so many by comparing, more by counting. */
const few = 24;
const some = 2048;

/** Sorts places by what stands behind them; of equals the order remains. */
class PairSorter {
  /** For each of 2^16 keys, while they are counted. */
  readonly #counts = new Uint32Array(0x1_0000);
  /** The places of one first symbol, pair by pair. */
  readonly #places: Uint32Array;
  readonly #rests: Uint32Array;
  /** Whatever is moved out of the way. */
  readonly #otherPlaces: Uint32Array;
  readonly #otherRests: Uint32Array;
  readonly #keys = new Float64Array(some);

  /** @param most places of one first symbol. */
  constructor(most: number) {
    this.#places = new Uint32Array(most);
    this.#rests = new Uint32Array(most);
    this.#otherPlaces = new Uint32Array(most);
    this.#otherRests = new Uint32Array(most);
  }

  /** The pairs that begin with one symbol, whose places are those from `from` to before `to`. */
  *pairs(first: number, { places, seconds, rests }: Places, from: number, to: number) {
    const counts = this.#counts;
    const seen: number[] = [];
    for (let i = from; i < to; i++) {
      const second = seconds[i] as number;
      const count = counts[second] as number;
      if (count === 0) seen.push(second);
      counts[second] = count + 1;
    }
    seen.sort((a, b) => a - b);
    let sum = 0;
    for (const second of seen) {
      const count = counts[second] as number;
      counts[second] = sum;
      sum += count;
    }
    const ownPlaces = this.#places;
    const ownRests = this.#rests;
    for (let i = from; i < to; i++) {
      const second = seconds[i] as number;
      const slot = counts[second] as number;
      counts[second] = slot + 1;
      ownPlaces[slot] = places[i] as number;
      ownRests[slot] = rests[i] as number;
    }
    // Where each pair ends is what was counted last.
    const ends = seen.map((second) => {
      const end = counts[second] as number;
      counts[second] = 0;
      return end;
    });
    let start = 0;
    for (const [i, second] of seen.entries()) {
      const end = ends[i] as number;
      this.#sort(start, end);
      yield { first, second, start, end, places: ownPlaces, rests: ownRests };
      start = end;
    }
  }

  /** By their rests. */
  #sort(start: number, end: number): void {
    const places = this.#places;
    const rests = this.#rests;
    const count = end - start;
    if (count > some) {
      this.#sortByHalf(start, end, 0);
      this.#sortByHalf(start, end, 16);
    } else if (count > few) {
      // Key and number in one: what is sorted last is the order there was.
      const keys = this.#keys.subarray(0, count);
      const before = this.#otherPlaces;
      for (let i = 0; i < count; i++) {
        before[i] = places[start + i] as number;
        keys[i] = (rests[start + i] as number) * some + i;
      }
      keys.sort();
      for (let i = 0; i < count; i++) {
        const key = keys[i] as number;
        const rest = Math.floor(key / some);
        rests[start + i] = rest;
        places[start + i] = before[key - rest * some] as number;
      }
    } else {
      for (let i = start + 1; i < end; i++) {
        const rest = rests[i] as number;
        if (rest >= (rests[i - 1] as number)) continue;
        const place = places[i] as number;
        let at = i;
        for (; at > start && (rests[at - 1] as number) > rest; at--) {
          rests[at] = rests[at - 1] as number;
          places[at] = places[at - 1] as number;
        }
        rests[at] = rest;
        places[at] = place;
      }
    }
  }

  /** By sixteen bits of their rests. */
  #sortByHalf(start: number, end: number, shift: number): void {
    const counts = this.#counts;
    const [places, rests] = [this.#places, this.#rests];
    const [otherPlaces, otherRests] = [this.#otherPlaces, this.#otherRests];
    const seen: number[] = [];
    for (let i = start; i < end; i++) {
      const key = ((rests[i] as number) >>> shift) & 0xffff;
      const count = counts[key] as number;
      if (count === 0) seen.push(key);
      counts[key] = count + 1;
    }
    seen.sort((a, b) => a - b);
    let sum = start;
    for (const key of seen) {
      const count = counts[key] as number;
      counts[key] = sum;
      sum += count;
    }
    for (let i = start; i < end; i++) {
      const rest = rests[i] as number;
      const key = (rest >>> shift) & 0xffff;
      const slot = counts[key] as number;
      counts[key] = slot + 1;
      otherPlaces[slot] = places[i] as number;
      otherRests[slot] = rest;
    }
    places.set(otherPlaces.subarray(start, end), start);
    rests.set(otherRests.subarray(start, end), start);
    for (const key of seen) counts[key] = 0;
  }
}

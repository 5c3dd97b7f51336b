/** A small repeatable generator (mulberry32): the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): { below: (limit: number) => number } {
  let state = seed | 0;
  return {
    /** An integer from 0 up to but not including `limit`. */
    below(limit) {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
    },
  };
}

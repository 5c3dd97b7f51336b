/**
 * Which characters sound alike and which of them follow each other often in the archive: what is asked where
 * nothing is found. All of it is in symbols, as normalising gives them.
 */
export interface SoundTable {
  /** Symbols of one reading, tones apart; those of several readings stand in several. */
  readonly sounds: readonly string[];
  /** Of each of these how it is spelled, without its tone. */
  readonly readings: readonly string[];
  /** Pairs that are common, the commonest list first: groups of a symbol and those that follow it, apart by a space. */
  readonly pairs: readonly string[];
}

/** Another phrase with the same sound. */
interface Heard {
  readonly text: string;
  readonly weight: number;
}

/** How common a pair is: 0 where it is not. */
type PairWeight = (first: string, second: string) => number;

function pairWeight(pairs: SoundTable['pairs']): PairWeight {
  const weights = new Map<string, number>();
  for (const [list, groups] of pairs.entries())
    for (const group of groups.split(' '))
      for (const follower of group.slice(1))
        weights.set(group.charAt(0) + follower, pairs.length - list);
  return (first, second) => weights.get(first + second) ?? 0;
}

const shortest = 2;
/** Longer ones are pasted, not heard. */
const longest = 24;

/**
 * Phrases that sound like a normalised one and differ from it by one symbol, which makes a common pair with
 * one of its neighbours: the likeliest first. Whether they stand anywhere is not known here.
 *
 * @param most so many of them.
 */
export function heardAs(text: string, { sounds, pairs }: SoundTable, most: number): string[] {
  if (text.length < shortest || text.length > longest) return [];
  const weight = pairWeight(pairs);
  const found = new Map<string, Heard>();
  for (let at = 0; at < text.length; at++) {
    const own = text.charAt(at);
    const before = at > 0 ? text.charAt(at - 1) : '';
    const after = text.charAt(at + 1);
    for (const sound of sounds) {
      if (!sound.includes(own)) continue;
      for (const other of sound) {
        if (other === own) continue;
        const common = weight(before, other) + weight(other, after);
        const heard = text.slice(0, at) + other + text.slice(at + 1);
        if (common > 0) found.set(heard, { text: heard, weight: common });
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map((each) => each.text);
}

/** Longer ones are a language of their own. */
const longestSpelled = 60;
/** Ways to read what has been spelled so far that are followed, of those that end with the same symbol. */
const mostWays = 3;

/**
 * Phrases that a normalised one spells in whole or in part, as it is typed where the input method was left off:
 * xingzhengfuyi, 行政fuyi. Every symbol makes a common pair with the one before it; the likeliest first. Whether they
 * stand anywhere is not known here.
 *
 * @param most so many of them.
 */
export function spelledAs(
  text: string,
  { sounds, readings, pairs }: SoundTable,
  most: number,
): string[] {
  if (!/[a-z]{2}/.test(text) || text.length > longestSpelled) return [];
  const weight = pairWeight(pairs);
  const ends: Map<string, Heard[]>[] = Array.from({ length: text.length + 1 }, () => new Map());
  ends[0]?.set('', [{ text: '', weight: 0 }]);
  const goOn = (from: number, to: number, symbol: string, isTyped: boolean) => {
    const own = ends[to]?.get(symbol) ?? [];
    for (const [last, ways] of ends[from] ?? []) {
      const common = last === '' ? 0 : weight(last, symbol);
      // What was typed as it is stays beside what was typed as it is, however rare.
      const isKept = isTyped && text.charAt(from - 1) === last;
      if (last === '' || common > 0 || isKept)
        for (const way of ways) own.push({ text: way.text + symbol, weight: way.weight + common });
    }
    if (own.length > 0)
      ends[to]?.set(symbol, own.sort((a, b) => b.weight - a.weight).slice(0, mostWays));
  };
  for (let at = 0; at < text.length; at++) {
    if (ends[at]?.size === 0) continue;
    const next = text.charAt(at);
    if (!/[a-z']/.test(next)) goOn(at, at + 1, next, true);
    // xi'an
    if (next === "'") for (const [last, ways] of ends[at] ?? []) ends[at + 1]?.set(last, ways);
    for (const [group, reading] of readings.entries())
      if (text.startsWith(reading, at))
        for (const symbol of sounds[group] ?? '') goOn(at, at + reading.length, symbol, false);
  }
  return [...(ends[text.length]?.values() ?? [])]
    .flat()
    .filter((way) => way.text.length > 1)
    .sort((a, b) => b.weight / b.text.length - a.weight / a.text.length)
    .slice(0, most)
    .map((way) => way.text);
}

/*
 * Names are found by what stands anywhere in them, and only a few of them are loaded: under each single
 * symbol and each pair that a name has stand the best names with it. A pair of more names than are kept is
 * full; for what consists of full pairs alone stand the best names under every four symbols, too.
 */

/** Names under a gram: of each kind at the most. */
export const namesUnderGram = 60;

const single = 1;
const pair = 2;
const four = 4;

function gramsOfLength(text: string, length: number): string[] {
  return Array.from({ length: Math.max(text.length - length + 1, 0) }, (_, i) =>
    text.slice(i, i + length),
  );
}

/** The pairs and single symbols of a normalised name, each once. */
export function shortGrams(name: string): Set<string> {
  return new Set([...gramsOfLength(name, single), ...gramsOfLength(name, pair)]);
}

/** Every four symbols of it whose pairs are all full. */
export function longGrams(name: string, full: ReadonlySet<string>): Set<string> {
  return new Set(gramsOfLength(name, four).filter((gram) => isFull(gram, full)));
}

function isFull(text: string, full: ReadonlySet<string>): boolean {
  return gramsOfLength(text, pair).every((each) => full.has(each));
}

/**
 * The gram under which to look for names that have all phrases: one under which all names stand that have it,
 * one whose names are known already before others.
 */
export function bestGram(
  phrases: readonly string[],
  full: ReadonlySet<string>,
  isKnown: (gram: string) => boolean,
): string | undefined {
  const pairs = phrases.flatMap((phrase) => gramsOfLength(phrase, pair));
  const fours = phrases.flatMap((phrase) => [...longGrams(phrase, full)]);
  const whole = [...pairs, ...fours].filter((gram) => !full.has(gram));
  return (
    whole.find(isKnown) ??
    whole[0] ??
    fours.find(isKnown) ??
    fours[0] ??
    pairs[0] ??
    phrases.find((phrase) => phrase.length === single)
  );
}

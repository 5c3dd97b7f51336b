/**
 * Which characters sound alike and which of them follow each other often in the archive: what is asked where
 * nothing is found. All of it is in symbols, as normalising gives them.
 */
export interface SoundTable {
  /** Symbols of one reading, tones apart; those of several readings stand in several. */
  readonly sounds: readonly string[];
  /** Pairs that are common, the commonest list first: groups of a symbol and those that follow it, apart by a space. */
  readonly pairs: readonly string[];
}

/** File name without ending of the {@link SoundTable}. */
export const soundsName = 'sounds';

/** Another phrase with the same sound, and what was put in place of which symbol. */
interface Heard {
  readonly text: string;
  readonly weight: number;
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
  const weights = pairs.map((list) => {
    const followers = new Map<string, string>();
    for (const group of list.split(' ')) followers.set(group.charAt(0), group.slice(1));
    return followers;
  });
  const weight = (pair: string) => {
    if (pair.length < 2) return 0;
    const list = weights.findIndex((followers) =>
      followers.get(pair.charAt(0))?.includes(pair.charAt(1)),
    );
    return list === -1 ? 0 : weights.length - list;
  };
  const found = new Map<string, Heard>();
  for (let at = 0; at < text.length; at++) {
    const own = text.charAt(at);
    const before = at > 0 ? text.charAt(at - 1) : '';
    const after = text.charAt(at + 1);
    for (const sound of sounds) {
      if (!sound.includes(own)) continue;
      for (const other of sound) {
        if (other === own) continue;
        const common = weight(before + other) + weight(other + after);
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

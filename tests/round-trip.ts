import { Converter } from 'opencc-js';
import type { TraditionalStandard } from '../src/model/site.ts';

/**
 * Makes the function that brings a Traditional text back with OpenCC alone and tells every character
 * that does not return as it was: `源回` pairs of the source's character and what came back.
 */
export function lossesOnTheWayBack(
  standard: TraditionalStandard,
): (simplified: string, traditional: string) => string[] {
  const back = Converter({ from: standard, to: 'cn' });
  return (simplified, traditional) => {
    const returned = back(traditional);
    const pairs: string[] = [];
    const source = [...simplified];
    const result = [...returned];
    if (source.length !== result.length) return [`${simplified}→${returned}`];
    for (const [index, character] of source.entries()) {
      if (character !== result[index]) pairs.push(`${character}${result[index]}`);
    }
    return pairs;
  };
}

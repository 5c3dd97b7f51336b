import { Converter } from 'opencc-js';
import type { TraditionalStandard } from '../src/model/site.ts';

/**
 * Makes the function that brings a Traditional text back with OpenCC alone and tells every character
 * that does not return as it was: pairs of the source's character and what came back. A character that
 * is Traditional in the source already (a passage quoted as it was printed) is none of them.
 */
export function lossesOnTheWayBack(
  standard: TraditionalStandard,
): (simplified: string, traditional: string) => string[] {
  const back = Converter({ from: standard, to: 'cn' });
  return (simplified, traditional) => {
    const returned = back(traditional);
    if (returned === simplified) return [];
    const pairs: string[] = [];
    const source = [...simplified];
    const result = [...returned];
    const alone = [...back(simplified)];
    if (source.length !== result.length) return [`${simplified}→${returned}`];
    for (const [index, character] of source.entries()) {
      if (character === result[index] || alone[index] !== character) continue;
      pairs.push(`${character}${result[index]}`);
    }
    return pairs;
  };
}

/**
 * What does not return, over the statutes and work reports: source and result. All else is a defect.
 * 座 of 座標 stays, where Simplified writes 坐标; 逕流, 濬縣 and 曹魏征 come back as OpenCC has them;
 * 顯著, which the source misspells 显着, returns right.
 */
export const lostOnTheWayBack: Readonly<Record<TraditionalStandard, readonly string[]>> = {
  tw: ['坐座', '径迳', '征徵', '浚濬', '着著'],
  hk: ['坐座', '径迳', '征徵', '浚濬'],
  t: ['坐座', '径迳', '征徵', '浚濬'],
};

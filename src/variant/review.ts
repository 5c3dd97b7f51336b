import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import TSCharacters from 'opencc-js/dict/TSCharacters';
import type { Converter } from './converter.ts';
import type { VariantLayer } from './piece.ts';
import { standardDictionary } from './standard-dictionary.ts';

/** One place where a character with several Traditional forms was decided. */
export interface Decision {
  /** Offset of the character, UTF-16 code units. */
  readonly at: number;
  readonly character: string;
  readonly choice: string;
  /** The forms it might have had instead, the likeliest first. */
  readonly alternatives: readonly string[];
  readonly layer: VariantLayer;
  /** The piece that the layer decided as one. */
  readonly word: string;
  /** From 0 (an editor said so) to 100. */
  readonly doubt: number;
}

/** By Simplified character: how often OpenCC's words write it as each Traditional form. */
function countForms(): Map<string, Map<string, number>> {
  const forms = new Map<string, Map<string, number>>();
  const count = (from: string, to: string): void => {
    const known = forms.get(from) ?? new Map<string, number>();
    forms.set(from, known.set(to, (known.get(to) ?? 0) + 1));
  };
  for (const entry of `${STCharacters}|${STPhrases}`.split('|')) {
    const [from = '', to = ''] = entry.split(' ').map((side) => side ?? '');
    if (from.length !== to.length) continue;
    for (let i = 0; i < from.length; i += 1) count(from.charAt(i), to.charAt(i));
  }
  for (const entry of TSCharacters.split('|')) {
    const [to = '', from = ''] = entry.split(' ');
    if (from.length === 1 && to.length === 1) count(from, to);
  }
  return new Map([...forms].filter(([, known]) => known.size > 1));
}

let formsOf: Map<string, Map<string, number>> | undefined;

/** How far a layer is trusted to have seen the whole word. */
const layerDoubt: Readonly<Record<VariantLayer, number>> = {
  report: 0,
  site: 0,
  quotation: 10,
  field: 15,
  'opencc-phrase': 30,
  surname: 50,
  'opencc-character': 60,
  unchanged: 60,
};

/**
 * Every decision in a text, in its order. What rests on one character alone, and what OpenCC's own
 * words are divided about, is the most doubtful.
 */
export function decisionsOf(text: string, converter: Converter): Decision[] {
  formsOf ??= countForms();
  const { toStandard } = standardDictionary(converter.standard);
  const decisions: Decision[] = [];
  for (const { start, source, target, layer } of converter.explain(text)) {
    for (let i = 0; i < source.length; i += 1) {
      const character = source.charAt(i);
      const neutral = formsOf.get(character);
      if (!neutral) continue;
      const forms = new Map<string, number>();
      for (const [form, count] of neutral) {
        const own = toStandard(form);
        forms.set(own, (forms.get(own) ?? 0) + count);
      }
      const total = [...forms.values()].reduce((sum, count) => sum + count, 0);
      const [chosen = '', ...others] = [target.charAt(i), ...forms.keys()];
      const alternatives = [...new Set(others)]
        .filter((form) => form !== chosen)
        .sort((a, b) => (forms.get(b) ?? 0) - (forms.get(a) ?? 0));
      if (alternatives.length === 0) continue;
      const against = alternatives.reduce((sum, form) => sum + (forms.get(form) ?? 0), 0) / total;
      const settled = layer === 'report' || layer === 'site';
      const word = layer === 'unchanged' ? character : source;
      decisions.push({
        at: start + i,
        character,
        choice: chosen,
        alternatives,
        layer,
        word,
        doubt: settled ? 0 : Math.round(layerDoubt[layer] + 40 * against),
      });
    }
  }
  return decisions;
}

import HKVariants from 'opencc-js/dict/HKVariants';
import HKVariantsPhrases from 'opencc-js/dict/HKVariantsPhrases';
import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import STPhrasesRegional from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases';
import TWVariants from 'opencc-js/dict/TWVariants';
import TWVariantsPhrases from 'opencc-js/dict/TWVariantsPhrases';
import type { TraditionalStandard } from '../model/site.ts';
import { fieldGlossary, misleadingPhrases } from './field-glossary.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** Where a stored phrase comes from. */
export type PhraseLayer = 'field' | 'opencc-phrase';

/** OpenCC's dictionaries and the field's glossary, composed into one step for one standard. */
export interface StandardDictionary {
  /** Simplified phrases; the value indexes `targets` and `layers`. */
  readonly phrases: PhraseTrie;
  readonly targets: readonly string[];
  readonly layers: readonly PhraseLayer[];
  /** Final character by code unit, for what no phrase covers. */
  readonly characters: Uint16Array;
  /** OpenCC's neutral character by code unit, before the standard's own forms. */
  readonly neutral: Uint16Array;
  /** The standard's own phrases, over neutral text; the value indexes `formTargets`. */
  readonly forms: PhraseTrie;
  readonly formTargets: readonly string[];
  /** Neutral Traditional → the standard's forms. */
  toStandard(neutral: string): string;
}

const entriesOf = (dictionary: string): [string, string][] =>
  dictionary
    .split('|')
    .map((entry) => entry.split(' ') as [string, string])
    // A pair that changes the length in code units (BMP ↔ extension B and later) would move every
    // position behind it; such a character stays as it was written.
    .filter(([from, to]) => from.length === to.length);

function identity(): Uint16Array {
  return Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
}

const standardForms = {
  tw: { characters: TWVariants, phrases: TWVariantsPhrases },
  hk: { characters: HKVariants, phrases: HKVariantsPhrases },
  t: { characters: '', phrases: '' },
} as const satisfies Record<TraditionalStandard, { characters: string; phrases: string }>;

const built = new Map<TraditionalStandard, StandardDictionary>();

/** The dictionary of a standard; made at the first call, shared afterwards. */
export function standardDictionary(standard: TraditionalStandard): StandardDictionary {
  const known = built.get(standard);
  if (known) return known;
  const dictionary = buildDictionary(standard);
  built.set(standard, dictionary);
  return dictionary;
}

function buildDictionary(standard: TraditionalStandard): StandardDictionary {
  const sources = standardForms[standard];
  const formCharacters = identity();
  if (sources.characters !== '') {
    for (const [from, to] of entriesOf(sources.characters)) {
      if (from.length === 1) formCharacters[from.charCodeAt(0)] = to.charCodeAt(0);
    }
  }
  const forms = new PhraseTrie();
  const formTargets: string[] = [];
  if (sources.phrases !== '') {
    for (const [from, to] of entriesOf(sources.phrases)) {
      forms.set(from, formTargets.push(to) - 1);
    }
  }
  const toStandard = (neutral: string): string => {
    let text = '';
    for (let i = 0; i < neutral.length; ) {
      const found = forms.find(neutral, i, neutral.length);
      if (found >= 0) {
        text += formTargets[found];
        i = forms.end;
      } else {
        text += String.fromCharCode(formCharacters[neutral.charCodeAt(i)] as number);
        i += 1;
      }
    }
    return text;
  };

  const neutral = identity();
  const phrases = new PhraseTrie();
  const targets: string[] = [];
  const layers: PhraseLayer[] = [];
  const add = (from: string, to: string, layer: PhraseLayer): void => {
    phrases.set(from, targets.push(toStandard(to)) - 1);
    layers.push(layer);
  };
  // Characters beyond the BMP are phrases of two units here.
  for (const [from, to] of entriesOf(STCharacters)) {
    if (from.length === 1) neutral[from.charCodeAt(0)] = to.charCodeAt(0);
    else add(from, to, 'opencc-phrase');
  }
  const misleading = new Set(misleadingPhrases);
  for (const source of [STPhrasesRegional, STPhrases]) {
    for (const [from, to] of entriesOf(source)) {
      if (!misleading.has(from)) add(from, to, 'opencc-phrase');
    }
  }
  for (const [from, to] of fieldGlossary) add(from, to, 'field');

  return {
    phrases,
    targets,
    layers,
    characters: neutral.map((unit) => formCharacters[unit] as number),
    neutral,
    forms,
    formTargets,
    toStandard,
  };
}

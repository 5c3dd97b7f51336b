import HKVariants from 'opencc-js/dict/HKVariants';
import HKVariantsPhrases from 'opencc-js/dict/HKVariantsPhrases';
import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import STPhrasesRegional from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases';
import TWVariants from 'opencc-js/dict/TWVariants';
import TWVariantsPhrases from 'opencc-js/dict/TWVariantsPhrases';
import type { TraditionalStandard } from '../model/site.ts';
import {
  type FieldGroup,
  fieldWords,
  firmWords,
  guardWords,
  misleadingPhrases,
  plainWords,
} from './field-glossary.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** Where a stored phrase comes from. */
export type PhraseLayer = 'field' | 'opencc-phrase' | 'opencc-character';

/** Cannot be cut by a firm word, and cuts what stands before it. */
export const firmWord = 1;
/** Cannot be cut by a firm word. */
const guardWord = 2;

/** OpenCC's dictionaries and the field's glossary, composed into one step for one standard. */
export interface StandardDictionary {
  /** Simplified phrases; the value indexes `targets` and `layers`. */
  readonly phrases: PhraseTrie;
  /** The phrases among them that hold against what stands before them; same values. */
  readonly firm: PhraseTrie;
  /** By value: {@link firmWord}, {@link guardWord} or 0. */
  readonly firmness: Uint8Array;
  readonly targets: readonly string[];
  readonly layers: readonly PhraseLayer[];
  /** Pairs of the BMP and extension B or later: right, but they move every position behind them. */
  readonly lengthChanging: PhraseTrie;
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
  dictionary.split('|').map((entry) => entry.split(' ') as [string, string]);

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
  const lengthChanging = new PhraseTrie();
  const add = (from: string, to: string, layer: PhraseLayer): void => {
    const trie = from.length === to.length ? phrases : lengthChanging;
    trie.set(from, targets.push(toStandard(to)) - 1);
    layers.push(layer);
  };
  // Characters beyond the BMP are phrases of two units here.
  for (const [from, to] of entriesOf(STCharacters)) {
    if (from.length === 1 && to.length === 1) neutral[from.charCodeAt(0)] = to.charCodeAt(0);
    else add(from, to, 'opencc-character');
  }
  const correct = fieldCorrections(standard);
  const misleading = new Set(misleadingPhrases);
  for (const source of [STPhrasesRegional, STPhrases]) {
    for (const [from, to] of entriesOf(source)) {
      if (!misleading.has(from)) add(from, correct(from, to), 'opencc-phrase');
    }
  }
  for (const [from, to] of fieldEntries(fieldWords, standard)) add(from, to ?? from, 'field');
  const firm = new PhraseTrie();
  const alone = (word: string): string => {
    let text = '';
    for (let i = 0; i < word.length; ) {
      const found = phrases.find(word, i, word.length);
      if (found < 0) {
        text += String.fromCharCode(
          formCharacters[neutral[word.charCodeAt(i)] as number] as number,
        );
      } else {
        text += targets[found];
      }
      i = found < 0 ? i + 1 : phrases.end;
    }
    return text;
  };
  for (const word of plainWords) {
    if (phrases.find(word, 0, word.length) >= 0 && phrases.end === word.length) continue;
    add(word, alone(word), 'field');
  }
  const firmness = new Map<number, number>();
  for (const [kind, groups] of [
    [guardWord, guardWords],
    [firmWord, firmWords],
  ] as const) {
    for (const [word, to] of fieldEntries(groups, standard)) {
      const value = targets.push(to === undefined ? alone(word) : toStandard(to)) - 1;
      layers.push('field');
      firmness.set(value, kind);
      phrases.set(word, value);
      firm.set(word, value);
    }
  }

  return {
    phrases,
    firm,
    firmness: Uint8Array.from(targets, (_, value) => firmness.get(value) ?? 0),
    targets,
    layers,
    lengthChanging,
    characters: neutral.map((unit) => formCharacters[unit] as number),
    neutral,
    forms,
    formTargets,
    toStandard,
  };
}

function fieldEntries(
  groups: readonly FieldGroup[],
  standard: TraditionalStandard,
): [string, string | undefined][] {
  return groups
    .filter((group) => group.standard === undefined || group.standard === standard)
    .flatMap((group) => group.words.trim().split(/\s+/))
    .map((word) => {
      const [from = '', to] = word.split('=');
      return [from, to];
    });
}

/** OpenCC's longer phrases (市场准入) hold words that the field writes otherwise: puts those in. */
function fieldCorrections(standard: TraditionalStandard): (from: string, to: string) => string {
  const words = new PhraseTrie();
  const forms: (string | undefined)[] = [];
  for (const groups of [fieldWords, guardWords, firmWords]) {
    for (const [word, to] of fieldEntries(groups, standard)) {
      // A guard only says where words end: 不准 in 拿不准 and 不准备 is OpenCC's to decide.
      if (word.length > 1) words.set(word, forms.push(groups === guardWords ? undefined : to) - 1);
    }
  }
  return (from, to) => {
    let result = to;
    for (let i = 0; i < from.length; ) {
      const found = words.find(from, i, from.length);
      if (found < 0) {
        i += 1;
        continue;
      }
      const form = forms[found];
      if (form !== undefined) result = result.slice(0, i) + form + result.slice(words.end);
      i = words.end;
    }
    return result;
  };
}

import type { VariantPiece } from './piece.ts';
import { firmWord, type StandardDictionary } from './standard-dictionary.ts';

/**
 * Writes the dictionaries' conversion of `text[start, end)` into `units` at the same offsets.
 *
 * OpenCC's order: the longest phrase from the left; characters between two phrases one by one, the
 * standard's own phrases over each such run.
 *
 * @returns whether anything differs from the text.
 */
export function writeByDictionary(
  dictionary: StandardDictionary,
  text: string,
  start: number,
  end: number,
  units: Uint16Array,
): boolean {
  const { targets, characters, forms, neutral } = dictionary;
  let changed = false;
  let runStart = start;
  let runHasForm = false;
  for (let i = start; i < end; ) {
    const unit = text.charCodeAt(i);
    if (unit < 0x2e80) {
      units[i] = unit;
      i += 1;
      continue;
    }
    const found = phraseAt(dictionary, text, i, end);
    if (found >= 0) {
      if (runHasForm) changed = writeForms(dictionary, text, runStart, i, units) || changed;
      runHasForm = false;
      const target = targets[found] as string;
      for (let k = 0; k < target.length; k += 1, i += 1) {
        const to = target.charCodeAt(k);
        if (to !== text.charCodeAt(i)) changed = true;
        units[i] = to;
      }
      runStart = i;
      continue;
    }
    const described = descriptionEnd(text, i, end);
    if (described > i) {
      for (; i < described; i += 1) units[i] = text.charCodeAt(i);
      continue;
    }
    const to = characters[unit] as number;
    if (to !== unit) changed = true;
    if (forms.begins(neutral[unit] as number)) runHasForm = true;
    units[i] = to;
    i += 1;
  }
  if (runHasForm) changed = writeForms(dictionary, text, runStart, end, units) || changed;
  return changed;
}

/**
 * The longest phrase at `at`, or -1; `dictionary.phrases.end` tells its end. A phrase gives way to a
 * firm word that begins inside it and reaches beyond it: 护发 before 发展. Inside the phrase the
 * leftmost firm word wins, so 机制 keeps 机制作用 from 制作.
 */
function phraseAt(
  { phrases, firm, firmness }: StandardDictionary,
  text: string,
  at: number,
  end: number,
): number {
  const found = phrases.find(text, at, end);
  if (found < 0 || firmness[found] !== 0) return found;
  const phraseEnd = phrases.end;
  for (let i = at + 1; i < phraseEnd; ) {
    const word = firm.find(text, i, end);
    if (word >= 0 && firm.end <= phraseEnd) i = firm.end;
    else if (word >= 0 && firmness[word] === firmWord) return phrases.find(text, at, i);
    else i += 1;
  }
  phrases.end = phraseEnd;
  return found;
}

/** Where the dictionaries would change the text's length in code units, from left to right. */
export function lengthChanges(
  dictionary: StandardDictionary,
  text: string,
): { start: number; end: number; target: string }[] {
  const { phrases, lengthChanging, targets } = dictionary;
  const changes: { start: number; end: number; target: string }[] = [];
  for (let i = 0; i < text.length; ) {
    const found = lengthChanging.find(text, i, text.length);
    const known = phraseAt(dictionary, text, i, text.length);
    if (found >= 0 && (known < 0 || lengthChanging.end >= phrases.end)) {
      changes.push({ start: i, end: lengthChanging.end, target: targets[found] as string });
      i = lengthChanging.end;
    } else {
      i = known < 0 ? i + 1 : phrases.end;
    }
  }
  return changes;
}

/** Puts the standard's own phrases over a run that no phrase of OpenCC touches. */
function writeForms(
  { forms, formTargets, neutral }: StandardDictionary,
  text: string,
  start: number,
  end: number,
  units: Uint16Array,
): boolean {
  let run = '';
  for (let i = start; i < end; i += 1) {
    run += String.fromCharCode(neutral[text.charCodeAt(i)] as number);
  }
  let changed = false;
  for (let i = 0; i < run.length; ) {
    const found = forms.find(run, i, run.length);
    if (found < 0) {
      i += 1;
      continue;
    }
    const target = formTargets[found] as string;
    for (let k = 0; k < target.length; k += 1, i += 1) {
      units[start + i] = target.charCodeAt(k);
      if (units[start + i] !== text.charCodeAt(start + i)) changed = true;
    }
  }
  return changed;
}

/**
 * End of the ideographic description sequence (⿰氵法 …) at `at`, or `at`: what it spells is one
 * character, and its parts are not words.
 */
function descriptionEnd(text: string, at: number, end: number): number {
  let open = 1;
  let i = at;
  for (; i < end && open > 0; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0x2ff2 || unit === 0x2ff3) open += 2;
    else if (unit >= 0x2ff0 && unit <= 0x2fff) open += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff) i += 1;
    // Punctuation is no part: the sequence was left unfinished.
    else if (unit < 0x2e80 || (unit >= 0x3000 && unit <= 0x303f) || unit >= 0xff00) return at;
    if (i === at && open === 1) return at;
    open -= 1;
  }
  return open === 0 ? Math.min(i, end) : at;
}

/** Adds the pieces of `text[start, end)`; their targets are what {@link writeByDictionary} writes. */
export function explainByDictionary(
  dictionary: StandardDictionary,
  text: string,
  start: number,
  end: number,
  pieces: VariantPiece[],
): void {
  const units = new Uint16Array(text.length);
  writeByDictionary(dictionary, text, start, end, units);
  const { phrases, layers } = dictionary;
  const add = (from: number, to: number, layer: VariantPiece['layer']): void => {
    pieces.push({
      start: from,
      source: text.slice(from, to),
      // What stays may be megabytes long; what changes is a word.
      target:
        layer === 'unchanged'
          ? text.slice(from, to)
          : String.fromCharCode(...units.subarray(from, to)),
      layer,
    });
  };
  let plainStart = start;
  for (let i = start; i < end; ) {
    const found = text.charCodeAt(i) < 0x2e80 ? -1 : phraseAt(dictionary, text, i, end);
    const described = found < 0 ? descriptionEnd(text, i, end) : i;
    if (described > i) {
      i = described;
      continue;
    }
    const changed = units[i] !== text.charCodeAt(i);
    if (found < 0 && !changed) {
      i += 1;
      continue;
    }
    if (plainStart < i) add(plainStart, i, 'unchanged');
    const next = found < 0 ? i + 1 : phrases.end;
    add(i, next, found < 0 ? 'opencc-character' : (layers[found] ?? 'opencc-phrase'));
    plainStart = next;
    i = next;
  }
  if (plainStart < end) add(plainStart, end, 'unchanged');
}

import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import TSCharacters from 'opencc-js/dict/TSCharacters';
import type { TakenSpan } from './piece.ts';

const onlySimplified = 1;
const onlyTraditional = 2;

/** By code unit: the script in which alone a character is written, 0 for both or neither. */
const script = new Uint8Array(0x10000);
for (const entry of TSCharacters.split('|')) {
  const [from = '', to = ''] = entry.split(' ');
  if (from.length === 1 && from !== to) script[from.charCodeAt(0)] = onlyTraditional;
}
// What the Simplified standard keeps (乾坤, 著作, 慰藉 …) says nothing about the script.
for (const unit of '乾著藉瞭徵夥覆於鍾昇陞甦喆淼堃濬麼麽像摺餘讎彷噁鬥髮')
  script[unit.charCodeAt(0)] = 0;
const traditionalUse = new Set(
  STPhrases.split('|')
    .map((entry) => entry.split(' ')[1] ?? '')
    .join(''),
);
for (const entry of STCharacters.split('|')) {
  const [from = '', to = ''] = entry.split(' ');
  if (from.length === 1 && from !== to && !traditionalUse.has(from)) {
    script[from.charCodeAt(0)] = onlySimplified;
  }
}

const quotation = /[“‘「『《〈]([^“”‘’「」『』《》〈〉]+)[”’」』》〉]/g;

/**
 * Quotations that are Traditional already: text in quotation marks with at least two characters that
 * only Traditional has and none that only Simplified has. They stay as they are, since 后 or 里 in
 * them is what the writer meant. Longer passages are marked `lang="zh-Hant"`.
 */
export function traditionalPassages(text: string): TakenSpan[] {
  let seen = 0;
  for (let i = 0; i < text.length && seen < 2; i += 1) {
    if (script[text.charCodeAt(i)] === onlyTraditional) seen += 1;
  }
  if (seen < 2) return [];
  const spans: TakenSpan[] = [];
  for (const { 1: quoted = '', index } of text.matchAll(quotation)) {
    let traditional = 0;
    let simplified = 0;
    for (let i = 0; i < quoted.length; i += 1) {
      const kind = script[quoted.charCodeAt(i)];
      if (kind === onlyTraditional) traditional += 1;
      else if (kind === onlySimplified) simplified += 1;
    }
    if (simplified > 0 || traditional < 2) continue;
    const start = index + 1;
    spans.push({ start, end: start + quoted.length, target: quoted, layer: 'quotation' });
  }
  return spans;
}

import type { GlossaryEntry } from '../model/glossary.ts';
import type { TraditionalStandard } from '../model/site.ts';
import { explainByDictionary, lengthChanges, writeByDictionary } from './dictionary-conversion.ts';
import { PhraseTrie } from './phrase-trie.ts';
import type { TakenSpan, VariantPiece } from './piece.ts';
import { standardDictionary } from './standard-dictionary.ts';
import { surnameSpans } from './surname-rules.ts';
import { traditionalPassages } from './traditional-passages.ts';

export interface Converter {
  readonly standard: TraditionalStandard;
  /** Simplified → Traditional; the result has the text's length in UTF-16 code units. */
  convert(text: string): string;
  /**
   * The same, with the some 840 rare characters whose other form lies outside the BMP (𫫇 → 噁): keeps
   * the length in characters, not in code units. For texts that nothing points into.
   */
  convertWholly(text: string): string;
  /** What `convert` does, piece by piece; the pieces' targets joined are what `convert` gives. */
  explain(text: string): VariantPiece[];
}

const longestRemembered = 40;
const mostRemembered = 4096;

export interface ConverterOptions {
  readonly standard: TraditionalStandard;
  readonly siteGlossary?: readonly GlossaryEntry[] | undefined;
  readonly reportGlossary?: readonly GlossaryEntry[] | undefined;
}

/**
 * Makes a converter.
 *
 * A layer's entry wins wherever it matches, over all layers below; inside one layer the leftmost
 * match wins, and of those the longest. What an editor's entry says is final: the standard's own
 * forms are not put over it.
 *
 * @throws RangeError when an entry's two sides differ in length (UTF-16 code units): every text must
 *   keep its length, so that positions and anchors are the same in both scripts.
 */
export function createConverter(options: ConverterOptions): Converter {
  const { standard } = options;
  const dictionary = standardDictionary(standard);
  const glossaries = [
    compileGlossary('report', options.reportGlossary ?? []),
    compileGlossary('site', options.siteGlossary ?? []),
  ].filter((glossary) => glossary !== undefined);

  /** Sorted, disjoint. */
  const takenSpans = (text: string): TakenSpan[] => {
    const spans: TakenSpan[] = [];
    for (const glossary of glossaries) take(spans, glossary(text));
    take(spans, traditionalPassages(text));
    take(spans, surnameSpans(text, dictionary.toStandard));
    return spans;
  };

  /** A site says the same few words on every page. */
  const remembered = new Map<string, string>();
  const convert = (text: string): string => {
    if (text.length > longestRemembered) return convertAnew(text);
    let target = remembered.get(text);
    if (target === undefined) {
      target = convertAnew(text);
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(text, target);
    }
    return target;
  };
  const convertAnew = (text: string): string => {
    const units = new Uint16Array(text.length);
    let changed = false;
    let at = 0;
    for (const span of takenSpans(text)) {
      changed = writeByDictionary(dictionary, text, at, span.start, units) || changed;
      for (at = span.start; at < span.end; at += 1) {
        units[at] = span.target.charCodeAt(at - span.start);
      }
      changed ||= text.slice(span.start, span.end) !== span.target;
    }
    changed = writeByDictionary(dictionary, text, at, text.length, units) || changed;
    return changed ? stringOf(units) : text;
  };

  return {
    standard,
    convert,
    convertWholly(text) {
      let result = '';
      let at = 0;
      for (const { start, end, target } of lengthChanges(dictionary, text)) {
        result += convert(text.slice(at, start)) + target;
        at = end;
      }
      return at === 0 ? convert(text) : result + convert(text.slice(at));
    },
    explain(text) {
      const pieces: VariantPiece[] = [];
      let at = 0;
      for (const span of takenSpans(text)) {
        explainByDictionary(dictionary, text, at, span.start, pieces);
        const source = text.slice(span.start, span.end);
        pieces.push({ start: span.start, source, target: span.target, layer: span.layer });
        at = span.end;
      }
      explainByDictionary(dictionary, text, at, text.length, pieces);
      return pieces;
    },
  };
}

function compileGlossary(
  layer: 'site' | 'report',
  entries: readonly GlossaryEntry[],
): ((text: string) => TakenSpan[]) | undefined {
  if (entries.length === 0) return undefined;
  const trie = new PhraseTrie();
  entries.forEach(({ simplified, traditional }, index) => {
    if (simplified.length !== traditional.length || simplified === '') {
      throw new RangeError(
        `转换词条“${simplified} → ${traditional}”两边字数不同：繁体与简体必须一样长。`,
      );
    }
    trie.set(simplified, index);
  });
  return (text) => {
    const spans: TakenSpan[] = [];
    for (let i = 0; i < text.length; ) {
      const found = trie.find(text, i, text.length);
      if (found < 0) {
        i += 1;
        continue;
      }
      const target = entries[found]?.traditional ?? '';
      spans.push({ start: i, end: trie.end, target, layer });
      i = trie.end;
    }
    return spans;
  };
}

/** Adds the spans that touch none of the spans already there; both lists sorted. */
function take(spans: TakenSpan[], more: readonly TakenSpan[]): void {
  if (more.length === 0) return;
  const free = more.filter(
    (span) => !spans.some((other) => other.start < span.end && span.start < other.end),
  );
  spans.push(...free);
  spans.sort((a, b) => a.start - b.start);
}

/** Unlike TextDecoder, lone surrogates stay what they are. */
function stringOf({ buffer, byteLength }: Uint16Array<ArrayBuffer>): string {
  return Buffer.from(buffer, 0, byteLength).toString('utf16le');
}

import { TextEdits } from './text-edits.ts';

/** How the strings of a JSON text become Traditional. */
export interface JsonConversion {
  /** Converts a text meant for readers. */
  readonly convert: (text: string) => string;
  /** Rewrites an address. */
  readonly address: (reference: string) => string;
  /** Language tag of the Traditional text, put where the JSON names its own language. */
  readonly language: string;
}

const stringLiteral = /"(?:[^"\\]|\\.)*"(\s*:)?/gs;
/** Keys whose value is a name for machines. */
const machineKeys = new Set(['@context', '@type', '@id', 'encodingFormat', 'sha256', 'identifier']);
const languageKeys = new Set(['inLanguage', '@language']);

/**
 * Converts the string values of a JSON text (JSON-LD, data islands) and leaves every other byte:
 * keys, numbers, spacing. Addresses are rewritten, not converted.
 */
export function convertJson(json: string, { convert, address, language }: JsonConversion): string {
  const edits = new TextEdits(json);
  let key = '';
  for (const match of json.matchAll(stringLiteral)) {
    const literal = match[1] === undefined ? match[0] : match[0].slice(0, -match[1].length);
    const text = parsed(literal);
    if (text === undefined) continue;
    if (match[1] !== undefined) {
      key = text;
      continue;
    }
    let result = text;
    if (languageKeys.has(key)) result = /^zh(-|$)/.test(text) ? language : text;
    else if (/^(?:https?:\/\/|\/|\.{0,2}\/)/.test(text)) result = address(text);
    else if (!machineKeys.has(key)) result = convert(text);
    if (result === text) continue;
    const written = JSON.stringify(result).replace(/</g, '\\u003c');
    edits.replace(match.index, match.index + literal.length, written);
  }
  return edits.apply();
}

function parsed(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

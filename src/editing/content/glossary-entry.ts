import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';
import type { GlossaryEntry } from '../../model/glossary.ts';
import { withEntries } from '../../variant/glossary-file.ts';

/**
 * glossary.yaml with an entry more below the others; what is written there stays byte for byte.
 *
 * @throws an Error in Chinese when it contradicts an entry that is there
 */
export function withGlossaryEntry(text: string, entry: GlossaryEntry): string {
  const whole = withEntries(text, [entry]);
  if (whole.added === 0) return text;
  try {
    const before: unknown = parse(text) ?? [];
    if (!Array.isArray(before)) return whole.text;
    const indent = /^( *)- /m.exec(text)?.[1] ?? '';
    const line = stringify([entry], { collectionStyle: 'flow', lineWidth: 0 })
      .trim()
      .replace(/^\[\s*|\s*\]$/g, '');
    const isOpen = text !== '' && !text.endsWith('\n');
    // What is only a comment, or `[]`, is no list to go on with.
    const begun = before.length > 0 ? text : text.replace(/^\s*\[\s*\]\s*$/m, '');
    const added = `${begun}${isOpen ? '\n' : ''}${indent}- ${line}\n`;
    return isDeepStrictEqual(parse(added), [...before, entry]) ? added : whole.text;
  } catch {
    return whole.text;
  }
}

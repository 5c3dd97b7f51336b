import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';

/**
 * A YAML file that is one list, with an entry more below the others in a line of its own; what is written there
 * stays byte for byte. Undefined where it is written in a way that this does not know.
 */
export function withListEntry(
  text: string,
  entry: Readonly<Record<string, unknown>>,
): string | undefined {
  try {
    const before: unknown = parse(text) ?? [];
    if (!Array.isArray(before)) return undefined;
    const indent = /^( *)- /m.exec(text)?.[1] ?? '';
    const line = stringify([entry], { collectionStyle: 'flow', lineWidth: 0 })
      .trim()
      .replace(/^\[\s*|\s*\]$/g, '');
    const isOpen = text !== '' && !text.endsWith('\n');
    // What is only a comment, or `[]`, is no list to go on with.
    const begun = before.length > 0 ? text : text.replace(/^\s*\[\s*\]\s*$/m, '');
    const added = `${begun}${isOpen ? '\n' : ''}${indent}- ${line}\n`;
    return isDeepStrictEqual(parse(added), [...before, entry]) ? added : undefined;
  } catch {
    return undefined;
  }
}

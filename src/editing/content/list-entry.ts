import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';

/**
 * A YAML file that is one list, with entries more below the others, each in a line of its own; what is written there
 * stays byte for byte. Undefined where it is written in a way that this does not know.
 */
export function withListEntries(
  text: string,
  entries: readonly Readonly<Record<string, unknown>>[],
): string | undefined {
  try {
    const before: unknown = parse(text) ?? [];
    if (!Array.isArray(before)) return undefined;
    const indent = /^( *)- /m.exec(text)?.[1] ?? '';
    const lines = entries.map((entry) => {
      const list = stringify([entry], { collectionStyle: 'flow', lineWidth: 0 }).trim();
      return `${indent}- ${list.slice(1, -1).trim()}\n`;
    });
    // What is only a comment, or `[]`, is no list to go on with.
    const begun = before.length > 0 ? text : withoutEmptyList(text);
    const isOpen = begun !== '' && !begun.endsWith('\n');
    const added = `${begun}${isOpen ? '\n' : ''}${lines.join('')}`;
    return isDeepStrictEqual(parse(added), [...before, ...entries]) ? added : undefined;
  } catch {
    return undefined;
  }
}

/** Without the line, or lines, of `[]`. */
function withoutEmptyList(text: string): string {
  const opening = /^[ \t]*\[/m.exec(text);
  if (opening === null) return text;
  const closing = /\s*\]/y;
  closing.lastIndex = opening.index + opening[0].length;
  if (!closing.test(text)) return text;
  const rest = text.slice(closing.lastIndex);
  const end = `${rest}\n`.indexOf('\n');
  return rest.slice(0, end).trim() === ''
    ? text.slice(0, opening.index) + rest.slice(end + 1)
    : text;
}

import { isMap, isScalar, parseDocument } from 'yaml';

/** How a note of ours begins; what a clerk wrote before it stays. */
const opening = '自动修复：';

/**
 * The front matter with `changes` added to its `note`, so that a reader learns what the record's text lost or
 * gained. Undefined when the note cannot be found or written safely: then nothing is to be repaired.
 *
 * @param yaml between the two lines `---`, ends in a line feed
 */
export function withNote(yaml: string, changes: readonly string[]): string | undefined {
  const said = `${opening}${changes.join('，')}。`;
  const document = parseDocument(yaml, { keepSourceTokens: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const note: unknown = document.contents.get('note', true);
  if (note === undefined) return `${yaml}note: ${said}\n`;
  if (!isScalar(note) || typeof note.value !== 'string' || !note.range) return undefined;
  const [start, end] = note.range;
  const whole = `${note.value.trimEnd().replace(/([^。！？；])$/u, '$1；')}${said}`;
  const text = note.type === 'PLAIN' && !/[:#\n]/.test(whole) ? whole : JSON.stringify(whole);
  // A block note ends behind its line feed.
  const tail = yaml.slice(start, end).endsWith('\n') ? '\n' : '';
  const mended = `${yaml.slice(0, start)}${text}${tail}${yaml.slice(end)}`;
  return parseDocument(mended).errors.length > 0 ? undefined : mended;
}

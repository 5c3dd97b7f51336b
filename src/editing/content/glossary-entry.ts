import type { GlossaryEntry } from '../../model/glossary.ts';
import { withEntries } from '../../variant/glossary-file.ts';
import { withListEntries } from './list-entry.ts';

/**
 * glossary.yaml with an entry more below the others; what is written there stays byte for byte.
 *
 * @throws an Error in Chinese when it contradicts an entry that is there
 */
export function withGlossaryEntry(text: string, entry: GlossaryEntry): string {
  const whole = withEntries(text, [entry]);
  return whole.added === 0 ? text : (withListEntries(text, [entry]) ?? whole.text);
}

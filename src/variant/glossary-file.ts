import { type Document, parseDocument, YAMLSeq } from 'yaml';
import type { GlossaryEntry } from '../model/glossary.ts';
import { Refusal } from '../model/refusal.ts';

/** glossary.yaml with entries added; `text` is the file as it stands, its comments and order kept. */
export interface ExtendedGlossary {
  readonly text: string;
  /** How many were not there before. */
  readonly added: number;
}

/** @throws {Refusal} when an entry contradicts one that is there. */
export function withEntries(text: string, entries: readonly GlossaryEntry[]): ExtendedGlossary {
  const document: Document = parseDocument(text.trim() === '' ? '[]' : text);
  if (!(document.contents instanceof YAMLSeq)) document.contents = new YAMLSeq();
  const list = document.contents as YAMLSeq;
  list.flow = false;
  const known = new Map(
    (document.toJS() as GlossaryEntry[]).map((entry) => [entry.simplified, entry.traditional]),
  );
  let added = 0;
  for (const entry of entries) {
    const before = known.get(entry.simplified);
    if (before === entry.traditional) continue;
    if (before !== undefined) {
      throw new Refusal(
        `“${entry.simplified}”已定为“${before}”，又要改为“${entry.traditional}”，没有写入任何词条。`,
      );
    }
    known.set(entry.simplified, entry.traditional);
    list.add(document.createNode(entry));
    added += 1;
  }
  return { text: document.toString(), added };
}

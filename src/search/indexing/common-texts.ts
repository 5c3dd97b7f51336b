import { commonFiles, commonPairTerm, documentsTerm, gramLength } from '../terms.ts';
import { documentsWith } from './document-lists.ts';
import type { GramList, PostingList } from './gram-lists.ts';
import type { SymbolRun } from './symbol-run.ts';

/** The grams that begin with one text, as they go by. */
interface Group {
  text: string;
  firstFile: number;
  lastFile: number;
  lists: Uint32Array[];
}

/**
 * Watches the grams go by in their order, each with the files that it was put into, and lists what is common
 * (terms.ts says what that is).
 */
export class CommonTexts {
  readonly #run: SymbolRun;
  /** By length of the text. */
  readonly #groups: (Group | undefined)[] = [];
  readonly #documents: PostingList[] = [];
  readonly #places: PostingList[] = [];

  constructor(run: SymbolRun) {
    this.#run = run;
  }

  add({ text, locations }: GramList, firstFile: number, lastFile: number): void {
    for (let length = 2; length <= gramLength; length++) {
      const beginning = text.length >= length ? text.slice(0, length) : undefined;
      let group = this.#groups[length];
      if (group && group.text !== beginning) {
        this.#close(group);
        group = undefined;
      }
      if (beginning !== undefined) {
        group ??= { text: beginning, firstFile, lastFile, lists: [] };
        group.lastFile = lastFile;
        group.lists.push(locations);
      }
      this.#groups[length] = group;
    }
  }

  #close({ text, firstFile, lastFile, lists }: Group): void {
    if (lastFile - firstFile + 1 < commonFiles) return;
    const places = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const list of lists) {
      places.set(list, at);
      at += list.length;
    }
    if (lists.length > 1) places.sort();
    this.#documents.push({
      term: documentsTerm(text),
      locations: documentsWith(places, this.#run),
    });
    if (text.length === 2) this.#places.push({ term: commonPairTerm(text), locations: places });
  }

  /** When the last gram has gone by: the lists, sorted by word. */
  lists(): PostingList[] {
    for (const group of this.#groups) if (group) this.#close(group);
    this.#groups.length = 0;
    this.#documents.sort((a, b) => (a.term < b.term ? -1 : 1));
    return [...this.#documents, ...this.#places];
  }
}

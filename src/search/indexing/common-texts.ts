import type { Spool } from '../packed/spool.ts';
import { commonPairTerm, documentsTerm } from '../terms.ts';
import { documentsWith } from './document-lists.ts';
import type { PostingList } from './posting-list.ts';
import type { SymbolRun } from './symbol-run.ts';

/** A list that waits until its turn comes. */
interface KeptList {
  readonly term: string;
  readonly entry: number;
}

/** Lists what is common (terms.ts says what that is); what is listed waits in a spool. */
export class CommonTexts {
  readonly #run: SymbolRun;
  readonly #spool: Spool;
  readonly #documents: KeptList[] = [];
  readonly #places: KeptList[] = [];

  constructor(run: SymbolRun, spool: Spool) {
    this.#run = run;
    this.#spool = spool;
  }

  /**
   * A common text of two to four symbols. Those of one length come in their order.
   *
   * @param places in any order.
   */
  add(text: string, places: Uint32Array): void {
    const sorted = places.slice().sort();
    this.#documents.push(this.#keep(documentsTerm(text), documentsWith(sorted, this.#run)));
    if (text.length === 2) this.#places.push(this.#keep(commonPairTerm(text), sorted));
  }

  #keep(term: string, { buffer, byteOffset, byteLength }: Uint32Array): KeptList {
    return { term, entry: this.#spool.put(new Uint8Array(buffer, byteOffset, byteLength)) };
  }

  /** When the last text has gone by: the lists, sorted by word. */
  *lists(): Generator<PostingList> {
    this.#documents.sort((a, b) => (a.term < b.term ? -1 : 1));
    for (const { term, entry } of [...this.#documents, ...this.#places]) {
      const { buffer, byteOffset, byteLength } = this.#spool.get(entry);
      yield { term, locations: new Uint32Array(buffer, byteOffset, byteLength / 4) };
    }
  }
}

import { blockBoundary, normalizeSpaced } from '../normalize.ts';

/** What is indexed of one document, as a reader sees it. */
export interface IndexedDocument {
  readonly title: string;
  readonly headings: readonly string[];
  /** Paragraphs, list items, table cells …: a match lies within one of them. */
  readonly paragraphs: readonly string[];
}

export interface DocumentExtent {
  readonly length: number;
  readonly title: number;
  readonly headings: number;
}

/** All documents one after the other in one array: two bytes a symbol, whatever the archive's size. */
export class SymbolRun {
  #symbols = new Uint16Array(1 << 20);
  #length = 0;
  readonly extents: DocumentExtent[] = [];
  /** Places of the symbols that have white space before them in their block, ascending. */
  readonly gaps: number[] = [];

  get symbols(): Uint16Array {
    return this.#symbols.subarray(0, this.#length);
  }

  add(document: IndexedDocument): void {
    const start = this.#length;
    this.#block(document.title);
    const title = this.#length - start;
    for (const heading of document.headings) this.#block(heading);
    const headings = this.#length - start - title;
    for (const paragraph of document.paragraphs) this.#block(paragraph);
    this.extents.push({ length: this.#length - start, title, headings });
  }

  #block(original: string): void {
    const { text: symbols, gaps } = normalizeSpaced(original);
    if (symbols === '') return;
    const text = symbols + blockBoundary;
    for (const gap of gaps) this.gaps.push(this.#length + gap);
    if (this.#length + text.length > this.#symbols.length) {
      const larger = new Uint16Array(
        Math.max(this.#symbols.length * 2, this.#length + text.length),
      );
      larger.set(this.symbols);
      this.#symbols = larger;
    }
    for (let i = 0; i < text.length; i++) this.#symbols[this.#length++] = text.charCodeAt(i);
  }
}

import { endsBlock, isHeading, isSilent } from '../model/text-rules.ts';

/** A stretch of text that no sentence and no match goes beyond: a paragraph, a heading, a cell. */
export interface CutBlock<Piece> {
  readonly kind: 'heading' | 'text';
  readonly text: string;
  /** What the text is made of, in order. */
  readonly pieces: readonly Piece[];
  /** Id of the heading above it, or its own; empty before the first one. */
  readonly section: string;
}

/**
 * Cuts a text into its blocks. The index, the stored excerpts and the open page are cut by this alone, each
 * walking what it has: markup or a tree. Every element is told when it opens and when it closes.
 */
export class BlockCutter<Piece> {
  readonly blocks: CutBlock<Piece>[] = [];
  readonly #textOf: (piece: Piece) => string;
  #pieces: Piece[] = [];
  #heading = false;
  #section = '';
  /** Depth inside an element whose text is not the document's. */
  #silent = 0;

  constructor(textOf: (piece: Piece) => string) {
    this.#textOf = textOf;
  }

  open(tag: string, attribute: (name: string) => string | null | undefined): void {
    if (this.#silent > 0 || isSilent(tag, attribute)) {
      this.#silent++;
      return;
    }
    if (!endsBlock(tag)) return;
    this.end();
    this.#heading = isHeading(tag);
    if (this.#heading) this.#section = attribute('id') || this.#section;
  }

  text(piece: Piece): void {
    if (this.#silent === 0) this.#pieces.push(piece);
  }

  close(tag: string): void {
    if (this.#silent > 0) {
      this.#silent--;
      return;
    }
    if (!endsBlock(tag)) return;
    this.end();
    this.#heading = false;
  }

  /** Nothing more follows, or something that is no part of the block before. */
  end(): void {
    const pieces = this.#pieces;
    this.#pieces = [];
    const text = pieces.map(this.#textOf).join('');
    if (text.trim() === '') return;
    const kind = this.#heading ? 'heading' : 'text';
    this.blocks.push({ kind, text, pieces, section: this.#section });
  }
}

import { findMatches } from '../find-matches.ts';
import { bestPiece, kindOf, type PlacedPhrase } from './best-piece.ts';
import {
  nextPosition,
  readStretch,
  type ShownText,
  type StretchPiece,
  shownText,
  type TextHead,
  textOf,
  type UsualForms,
} from './stored-text.ts';

/** Gives the packed content of so many bytes at a position of the texts, or fails. */
export type LoadText = (position: number, bytes: number) => Promise<Uint8Array>;

/** A passage and where it stands; what is before and behind it in its block is not loaded. */
export interface Passage extends StretchPiece {
  readonly goesOnBefore: boolean;
  readonly goesOnBehind: boolean;
}

/** The text of one document, of which only what is asked for is loaded. */
export class DocumentText {
  readonly #head: TextHead;
  readonly #load: LoadText;
  readonly #usual: UsualForms | undefined;
  /** Of each stretch its position, its bytes and its pieces. */
  readonly #stretches: { position: number; bytes: number; first: number; count: number }[] = [];
  readonly title: ShownText;

  private constructor(head: TextHead, end: number, load: LoadText, usual: UsualForms | undefined) {
    this.#head = head;
    this.#load = load;
    this.#usual = usual;
    this.title = shownText(head.title, usual);
    let first = 0;
    let last = end;
    for (let i = 0; i + 1 < head.stretches.length; i += 2) {
      const count = head.stretches[i] as number;
      const bytes = head.stretches[i + 1] as number;
      const position = nextPosition(last, bytes);
      this.#stretches.push({ position, bytes, first, count });
      last = position + bytes;
      first += count;
    }
  }

  /**
   * @param position of the head.
   * @param usual undefined for the Simplified text.
   */
  static async open(
    position: number,
    bytes: number,
    load: LoadText,
    usual: UsualForms | undefined,
  ): Promise<DocumentText> {
    const head = JSON.parse(textOf(await load(position, bytes))) as TextHead;
    return new DocumentText(head, position + bytes, load, usual);
  }

  /**
   * The passage that shows best what was found: see {@link bestPiece}. Where nothing of this stands in a block, it
   * is the best of the first stretches that have what the index has no places of.
   *
   * @param common what is looked for without places: single symbols and common words.
   * @returns undefined for a document without text.
   */
  async passage(
    phrases: readonly PlacedPhrase[],
    common: readonly string[],
  ): Promise<Passage | undefined> {
    const best = bestPiece(this.#head, phrases) ?? (await this.#firstWith(common));
    if (best !== undefined) return this.#around(best);
    const first = this.#head.pieces.findIndex((_, piece) => kindOf(this.#head, piece) === 'text');
    return first === -1 ? undefined : this.#around(first);
  }

  /**
   * Stretch after stretch, of which twice as many are loaded each time: what is common stands early in nearly
   * every document that has it. The first that has it and the next one are read: all of a long text would be too much.
   */
  async #firstWith(common: readonly string[]): Promise<number | undefined> {
    if (common.length === 0) return undefined;
    let inRecord: number | undefined;
    let best: number | undefined;
    let most = 0;
    let read: Promise<StretchPiece[]>[] = [];
    for (const [i, stretch] of this.#stretches.entries()) {
      const isLast = best !== undefined;
      // 1, 2, 4 …
      if (!isLast && (i & (i + 1)) === 0) {
        read = this.#stretches.slice(i, 2 * i + 1).map((each) => this.#read(each));
        for (const each of read) each.catch(() => undefined);
      }
      const pieces = await (read.shift() ?? this.#read(stretch));
      for (const [at, { searched }] of pieces.entries()) {
        const matches = findMatches(searched, common);
        if (matches.length === 0) continue;
        const different = new Set(matches.map(({ phrase }) => phrase)).size;
        if (kindOf(this.#head, stretch.first + at) === 'record') {
          inRecord ??= stretch.first + at;
          continue;
        }
        const value = different * 1000 + Math.min(matches.length, 999);
        if (value <= most) continue;
        most = value;
        best = stretch.first + at;
      }
      if (isLast) break;
    }
    return best ?? inRecord;
  }

  /** A piece with those beside it in its block. */
  async #around(piece: number): Promise<Passage> {
    const isMore = (other: number) =>
      other < this.#head.pieces.length && kindOf(this.#head, other) === 'more';
    const first = isMore(piece) ? piece - 1 : piece;
    const last = isMore(piece + 1) ? piece + 1 : piece;
    const all: StretchPiece[] = [];
    for (let each = first; each <= last; each++) all.push(await this.#piece(each));
    const { section, sectionName } = all[0] as StretchPiece;
    return {
      shown: all.map(({ shown }) => shown).join(''),
      searched: all.map(({ searched }) => searched).join(''),
      section,
      sectionName,
      goesOnBefore: isMore(first),
      goesOnBehind: isMore(last + 1),
    };
  }

  async #piece(piece: number): Promise<StretchPiece> {
    const stretch = this.#stretches.find(({ first, count }) => piece < first + count);
    if (!stretch) throw new Error('a piece in no stretch');
    return (await this.#read(stretch))[piece - stretch.first] as StretchPiece;
  }

  async #read(stretch: {
    position: number;
    bytes: number;
    first: number;
    count: number;
  }): Promise<StretchPiece[]> {
    const { position, bytes, first, count } = stretch;
    const kinds = Array.from({ length: count }, (_, i) => kindOf(this.#head, first + i));
    return readStretch(textOf(await this.#load(position, bytes)), kinds, this.#usual);
  }
}

import { findMatches } from '../find-matches.ts';
import { once } from '../once.ts';
import { bestPiece, type PlacedPhrase, type PlacedPiece } from './best-piece.ts';
import {
  type PieceKind,
  readStretch,
  type ShownText,
  type StretchPiece,
  type StretchPlace,
  shownText,
  textFile,
  textOf,
  type UsualForms,
} from './stored-text.ts';
import {
  type HeadPage,
  type PageExtent,
  stretchPlaces,
  type TextHead,
  unpackPage,
} from './text-head.ts';

/**
 * Gives the contents of parts of the texts that stand one behind the other in one file, or fails.
 *
 * @param position of the first one.
 * @param bytes of each, packed.
 */
export type LoadText = (position: number, bytes: readonly number[]) => Promise<Uint8Array[]>;

/** A passage and where it stands; what is before and behind it in its block is not loaded. */
export interface Passage extends StretchPiece {
  readonly goesOnBefore: boolean;
  readonly goesOnBehind: boolean;
}

/** A piece by its page. */
interface PiecePlace {
  readonly page: number;
  readonly piece: number;
}

interface Stretch extends StretchPlace {
  readonly page: number;
  /** Of its pieces. */
  readonly kinds: readonly PieceKind[];
}

interface OpenedPage extends HeadPage {
  readonly places: readonly Stretch[];
}

/** The text of one document, of which only what is asked for is loaded. */
export class DocumentText {
  readonly #head: TextHead;
  readonly #load: LoadText;
  readonly #usual: UsualForms | undefined;
  /** Of what was read the pieces, by the position of their stretch. */
  readonly #read = new Map<number, Promise<StretchPiece[]>>();
  readonly title: ShownText;

  /** @param usual undefined for the Simplified text. */
  constructor(head: TextHead, load: LoadText, usual: UsualForms | undefined) {
    this.#head = head;
    this.#load = load;
    this.#usual = usual;
    this.title = shownText(head.title, usual);
  }

  readonly #page = once(async (page: number): Promise<OpenedPage> => {
    const { position, pages, page: own } = this.#head;
    const opened = (content: HeadPage, end: number): OpenedPage => ({
      ...content,
      places: stretchPlaces(content, end).map((place) => {
        const kinds = content.kinds.slice(place.first, place.first + place.count);
        return { ...place, page, kinds };
      }),
    });
    if (own) return opened(own, position);
    const at = pages.slice(0, page).reduce((sum, { distance }) => sum + distance, position);
    const { bytes } = pages[page] as PageExtent;
    const [content] = await this.#load(at, [bytes]);
    return opened(unpackPage(content as Uint8Array), at + bytes);
  });

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
    const best = await bestPiece(this.#head, phrases, this.#page);
    if (best) return this.#around(best);
    const found = (await this.#firstWith(common)) ?? (await this.#firstText());
    return found && this.#around({ page: found.page, first: found.piece, last: found.piece });
  }

  /**
   * Two stretches, and each time half as many as are read, two at the least: what is common stands early in nearly
   * every document that has it. The best of those that came with the first that has it: all of a long text would be
   * too much.
   */
  async #firstWith(common: readonly string[]): Promise<PiecePlace | undefined> {
    if (common.length === 0) return undefined;
    let inRecord: PiecePlace | undefined;
    let best: PiecePlace | undefined;
    let most = 0;
    for (let read = 0; !best; ) {
      const stretches = await this.#first(read + Math.max(2, Math.ceil(read / 2)));
      const own = stretches.slice(read);
      if (own.length === 0) break;
      read = stretches.length;
      const pieces = await this.#pieces(own);
      for (const [i, { page, first, kinds }] of own.entries()) {
        for (const [at, { searched }] of (pieces[i] as StretchPiece[]).entries()) {
          const matches = findMatches(searched, common);
          if (matches.length === 0) continue;
          const found = { page, piece: first + at };
          if (kinds[at] === 'record') {
            inRecord ??= found;
            continue;
          }
          const different = new Set(matches.map(({ phrase }) => phrase)).size;
          const value = different * 1000 + Math.min(matches.length, 999);
          if (value <= most) continue;
          most = value;
          best = found;
        }
      }
    }
    return best ?? inRecord;
  }

  async #firstText(): Promise<PiecePlace | undefined> {
    for (const page of this.#head.pages.keys()) {
      const piece = (await this.#page(page)).kinds.indexOf('text');
      if (piece !== -1) return { page, piece };
    }
    return undefined;
  }

  /** So many stretches from the beginning, or as many as there are. */
  async #first(count: number): Promise<Stretch[]> {
    const found: Stretch[] = [];
    for (const page of this.#head.pages.keys()) {
      if (found.length >= count) break;
      found.push(...(await this.#page(page)).places);
    }
    return found.slice(0, count);
  }

  /** Pieces of a page with those beside them in their block. */
  async #around({ page, first, last }: PlacedPiece): Promise<Passage> {
    const { kinds, places } = await this.#page(page);
    const from = kinds[first] === 'more' ? first - 1 : first;
    const to = kinds[last + 1] === 'more' ? last + 1 : last;
    const own = places.filter((each) => each.first <= to && each.first + each.count > from);
    const before = own[0]?.first ?? 0;
    const all = (await this.#pieces(own)).flat().slice(from - before, to + 1 - before);
    const { section, sectionName } = all[0] as StretchPiece;
    return {
      shown: all.map(({ shown }) => shown).join(''),
      searched: all.map(({ searched }) => searched).join(''),
      section,
      sectionName,
      goesOnBefore: kinds[from] === 'more',
      goesOnBehind: kinds[to + 1] === 'more',
    };
  }

  /** The pieces of stretches that follow each other; what stands side by side is asked for at once. */
  #pieces(stretches: readonly Stretch[]): Promise<StretchPiece[][]> {
    let row: Stretch[] = [];
    const load = () => {
      const [first] = row;
      if (!first) return;
      const own = row;
      const contents = this.#load(
        first.position,
        own.map(({ bytes }) => bytes),
      );
      for (const [i, { position, kinds }] of own.entries()) {
        const pieces = contents.then((all) =>
          readStretch(textOf(all[i] as Uint8Array), kinds, this.#usual),
        );
        // What failed is asked for again.
        pieces.catch(() => this.#read.delete(position));
        this.#read.set(position, pieces);
      }
      row = [];
    };
    for (const stretch of stretches) {
      const last = row[row.length - 1];
      if (last && !standsBeside(last, stretch)) load();
      if (!this.#read.has(stretch.position)) row.push(stretch);
    }
    load();
    return Promise.all(
      stretches.map(({ position }) => this.#read.get(position) as Promise<StretchPiece[]>),
    );
  }
}

function standsBeside(before: StretchPlace, next: StretchPlace): boolean {
  return (
    before.position + before.bytes === next.position &&
    textFile(before.position) === textFile(next.position)
  );
}

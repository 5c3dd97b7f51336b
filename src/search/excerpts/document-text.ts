import { findMatches } from '../find-matches.ts';
import { once } from '../once.ts';
import { textOf } from '../packed/units.ts';
import { bestPiece, type PlacedPhrase, type PlacedPiece } from './best-piece.ts';
import {
  type PieceKind,
  readStretch,
  type ShownText,
  type StretchPiece,
  type StretchPlace,
  shownText,
  textFile,
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
export interface DocumentText {
  readonly title: ShownText;
  /**
   * The passage that shows best what was found: see {@link bestPiece}. Where nothing of this stands in a block, it
   * is the best of the first stretches that have what the index has no places of.
   *
   * @param common what is looked for without places: single symbols and common words.
   * @returns undefined for a document without text.
   */
  passage(
    phrases: readonly PlacedPhrase[],
    common: readonly string[],
  ): Promise<Passage | undefined>;
}

/** @param usual undefined for the Simplified text. */
export function documentText(
  head: TextHead,
  load: LoadText,
  usual: UsualForms | undefined,
): DocumentText {
  const pages = head.pages.map((_, page) => page);
  /** Of what was read the pieces, by the position of their stretch. */
  const read = new Map<number, Promise<StretchPiece[]>>();

  const openPage = once(async (page: number): Promise<OpenedPage> => {
    const opened = (content: HeadPage, end: number): OpenedPage => ({
      ...content,
      places: stretchPlaces(content, end).map((place) => {
        const kinds = content.kinds.slice(place.first, place.first + place.count);
        return { ...place, page, kinds };
      }),
    });
    if (head.page) return opened(head.page, head.position);
    const before = head.pages.slice(0, page);
    const at = before.reduce((sum, { distance }) => sum + distance, head.position);
    const { bytes } = head.pages[page] as PageExtent;
    const [content] = await load(at, [bytes]);
    return opened(unpackPage(content as Uint8Array), at + bytes);
  });

  /** Asks for stretches that stand side by side, at once. */
  const loadRow = (row: readonly Stretch[]) => {
    const [first] = row;
    if (!first) return;
    const contents = load(
      first.position,
      row.map(({ bytes }) => bytes),
    );
    for (const [i, { position, kinds }] of row.entries()) {
      const pieces = contents.then((all) =>
        readStretch(textOf(all[i] as Uint8Array), kinds, usual),
      );
      // What failed is asked for again.
      pieces.catch(() => read.delete(position));
      read.set(position, pieces);
    }
  };

  /** The pieces of stretches that follow each other. */
  const piecesOf = (stretches: readonly Stretch[]): Promise<StretchPiece[][]> => {
    let row: Stretch[] = [];
    for (const stretch of stretches) {
      const last = row[row.length - 1];
      if (last && !standsBeside(last, stretch)) {
        loadRow(row);
        row = [];
      }
      if (!read.has(stretch.position)) row.push(stretch);
    }
    loadRow(row);
    return Promise.all(
      stretches.map(({ position }) => read.get(position) as Promise<StretchPiece[]>),
    );
  };

  /** So many stretches from the beginning, or as many as there are. */
  const firstStretches = async (count: number): Promise<Stretch[]> => {
    const found: Stretch[] = [];
    for (const page of pages) {
      if (found.length >= count) break;
      found.push(...(await openPage(page)).places);
    }
    return found.slice(0, count);
  };

  /**
   * Two stretches, and each time half as many as are read, two at the least: what is common stands early in nearly
   * every document that has it. The best of those that came with the first that has it: all of a long text would be
   * too much.
   */
  const firstWith = async (common: readonly string[]): Promise<PiecePlace | undefined> => {
    if (common.length === 0) return undefined;
    let inRecord: PiecePlace | undefined;
    let best: PiecePlace | undefined;
    let most = 0;
    for (let begun = 0; !best; ) {
      const stretches = await firstStretches(begun + Math.max(2, Math.ceil(begun / 2)));
      const own = stretches.slice(begun);
      if (own.length === 0) break;
      begun = stretches.length;
      const pieces = await piecesOf(own);
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
  };

  const firstText = async (): Promise<PiecePlace | undefined> => {
    for (const page of pages) {
      const piece = (await openPage(page)).kinds.indexOf('text');
      if (piece !== -1) return { page, piece };
    }
    return undefined;
  };

  /** Pieces of a page with those beside them in their block. */
  const around = async ({ page, first, last }: PlacedPiece): Promise<Passage> => {
    const { kinds, places } = await openPage(page);
    const from = kinds[first] === 'more' ? first - 1 : first;
    const to = kinds[last + 1] === 'more' ? last + 1 : last;
    const own = places.filter((each) => each.first <= to && each.first + each.count > from);
    const before = own[0]?.first ?? 0;
    const all = (await piecesOf(own)).flat().slice(from - before, to + 1 - before);
    const { section, sectionName } = all[0] as StretchPiece;
    return {
      shown: all.map(({ shown }) => shown).join(''),
      searched: all.map(({ searched }) => searched).join(''),
      section,
      sectionName,
      goesOnBefore: kinds[from] === 'more',
      goesOnBehind: kinds[to + 1] === 'more',
    };
  };

  return {
    title: shownText(head.title, usual),
    async passage(phrases, common) {
      const best = await bestPiece(head, phrases, openPage);
      if (best) return around(best);
      const found = (await firstWith(common)) ?? (await firstText());
      return found && around({ page: found.page, first: found.piece, last: found.piece });
    },
  };
}

function standsBeside(before: StretchPlace, next: StretchPlace): boolean {
  return (
    before.position + before.bytes === next.position &&
    textFile(before.position) === textFile(next.position)
  );
}

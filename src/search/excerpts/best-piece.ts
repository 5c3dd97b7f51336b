import { pieceKinds, type TextHead } from './stored-text.ts';

/** A phrase that is looked for, and where it begins in the document, ascending. */
export interface PlacedPhrase {
  readonly length: number;
  readonly places: readonly number[];
}

interface PlacedMatch {
  readonly start: number;
  readonly end: number;
  readonly phrase: number;
  readonly piece: number;
}

/**
 * The piece of text in which the first match of the best block begins: the block with the most different
 * phrases, text before record, then with the most matches; the first of equals.
 *
 * @returns undefined when no phrase stands in a block.
 */
export function bestPiece(head: TextHead, phrases: readonly PlacedPhrase[]): number | undefined {
  const { starts, pieces, blocks } = placesOf(head);
  const found = new Map<number, PlacedMatch[]>();
  for (const [phrase, { length, places }] of phrases.entries()) {
    let at = 0;
    let end = 0;
    for (const start of places) {
      while (at + 1 < starts.length && (starts[at + 1] as number) <= start) at++;
      if (start < (starts[0] ?? 0) || start < end) continue;
      end = start + length;
      const piece = pieces[at] as number;
      const block = blocks[piece] as number;
      const own = found.get(block) ?? [];
      found.set(block, own);
      own.push({ start, end, phrase, piece });
    }
  }
  let best: number | undefined;
  let most = 0;
  for (const [block, all] of [...found].sort(([a], [b]) => a - b)) {
    const matches = apart(all);
    const different = new Set(matches.map(({ phrase }) => phrase)).size;
    const inText = kindOf(head, block) === 'record' ? 0 : 1;
    const value = different * 2000 + inText * 1000 + Math.min(matches.length, 999);
    if (value > most) {
      best = matches[0]?.piece;
      most = value;
    }
  }
  return best;
}

/** As they are marked: in order, and of those that overlap the first. */
function apart(matches: PlacedMatch[]): PlacedMatch[] {
  matches.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return matches.filter((match) => {
    if (match.start < end) return false;
    end = match.end;
    return true;
  });
}

export function kindOf({ pieces }: TextHead, piece: number): (typeof pieceKinds)[number] {
  return pieceKinds[(pieces[piece] as number) % pieceKinds.length] as (typeof pieceKinds)[number];
}

/** The pieces in the order of their places, in which headings come first, and of each the piece that its block begins with. */
function placesOf(head: TextHead): { starts: number[]; pieces: number[]; blocks: number[] } {
  const starts: number[] = [];
  const pieces: number[] = [];
  const blocks: number[] = [];
  for (const headings of [true, false]) {
    let place = headings ? head.headings : head.paragraphs;
    for (const [piece, packed] of head.pieces.entries()) {
      const kind = kindOf(head, piece);
      if ((kind === 'heading') !== headings) continue;
      blocks[piece] = kind === 'more' ? (blocks[piece - 1] as number) : piece;
      starts.push(place);
      pieces.push(piece);
      place += Math.floor(packed / pieceKinds.length);
    }
  }
  return { starts, pieces, blocks };
}

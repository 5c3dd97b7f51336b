/** Width of one character in em. */
export type MeasureCharacter = (character: string) => number;

/** Never at the beginning of a line (W3C clreq, 3.1.3: prohibition rules). */
const closing = /^[，。、：；！？）》〉」』】〕”’…—·％%℃,.:;!?)\]]+$/u;
/** Never at the end of a line. */
const opening = /^[（《〈「『【〔“‘([]+$/u;
/** A number holds on to the unit after it: 2019年度, 16号. */
const unit = /^[年月日号號届屆期次条條项項件个個]/u;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Breaks a title between words into as few lines as fit `width` (em) and makes them of about equal
 * length, so that no character stands alone. A word wider than a line is broken anywhere.
 */
export function titleLines(
  title: string,
  width: number,
  measure: MeasureCharacter,
): readonly string[] {
  const pieces = unbreakablePieces(title).flatMap((piece) =>
    widthOf(piece, measure) <= width ? [piece] : [...piece],
  );
  let lines = fill(pieces, width, measure);
  // Half an em is finer than any eye sees in a ragged centre.
  for (let narrower = width - 0.5; narrower > width / 2; narrower -= 0.5) {
    if (pieces.some((piece) => widthOf(piece, measure) > narrower)) break;
    const balanced = fill(pieces, narrower, measure);
    if (balanced.length > lines.length) break;
    lines = balanced;
  }
  return lines;
}

export function widthOf(text: string, measure: MeasureCharacter): number {
  let width = 0;
  for (const character of text) width += measure(character);
  return width;
}

function unbreakablePieces(title: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of segmenter.segment(title)) {
    const previous = pieces.at(-1);
    const glued =
      previous !== undefined &&
      (closing.test(segment) ||
        opening.test(previous.at(-1) ?? '') ||
        (/[0-9A-Za-z〕]$/u.test(previous) &&
          (unit.test(segment) || /^[0-9A-Za-z]/u.test(segment))));
    if (glued) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
  }
  return pieces;
}

function fill(pieces: readonly string[], width: number, measure: MeasureCharacter): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces) {
    const wide = widthOf(piece, measure);
    if (line !== '' && used + wide > width) {
      lines.push(line.trim());
      line = '';
      used = 0;
    }
    line += piece;
    used += wide;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines;
}

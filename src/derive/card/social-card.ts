import { type GlyphBitmap, type GlyphBitmaps, shades } from './glyph-bitmaps.ts';
import { IndexedScanlines, indexedPng } from './indexed-png.ts';
import { titleLines, widthOf } from './title-lines.ts';

/** What a card says, in the script that it is for. */
export interface SocialCard {
  /** Above the title, small. */
  readonly heading: string;
  readonly title: string;
  /** Below the rule, left and right. */
  readonly left: string;
  readonly right: string;
}

/** Part of every cached card's name: raise it whenever the drawing changes. */
export const cardDesign = 1;

const width = 1200;
const height = 630;
const margin = 96;
const band = 28;
const innerWidth = width - 2 * margin;
const smallSize = 36;
const headingTop = 72;
const titleTop = 132;
const titleBottom = 492;
const ruleTop = 510;
const footTop = 546;
const leading = 1.36;
/** The largest size in which the title fits is taken. */
const titleSizes = [76, 60, 46] as const;

/** From paper to the main colour (src/styles/tokens.css). */
const palette = ramp('#fdfcf9', '#8b1a14');
const solid = shades - 1;

interface Run {
  readonly text: string;
  readonly size: number;
  readonly x: number;
  /** Top of the em box. */
  readonly y: number;
}

const background = drawBackground().bytes;
/** Used again and again: allocating costs more than drawing. */
const freeCanvases: IndexedScanlines[] = [];

/** Where each line of a card stands. */
export function cardRuns(card: SocialCard, glyphs: GlyphBitmaps): readonly Run[] {
  const em = (text: string) => widthOf(text, glyphs.measure);
  const shorten = (text: string, size: number, room: number) => {
    const limit = room / size;
    if (em(text) <= limit) return text;
    let short = [...text];
    while (short.length > 0 && em(`${short.join('')}…`) > limit) short = short.slice(0, -1);
    return `${short.join('')}…`;
  };
  const small = { size: smallSize, y: footTop } as const;
  const rightWidth = em(card.right) * smallSize;
  const runs: Run[] = [
    {
      text: shorten(card.heading, smallSize, innerWidth),
      size: smallSize,
      x: margin,
      y: headingTop,
    },
    {
      ...small,
      text: shorten(card.left, smallSize, innerWidth - rightWidth - smallSize),
      x: margin,
    },
    { ...small, text: card.right, x: width - margin - rightWidth },
  ];
  const { size, lines } = fitTitle(card.title, glyphs);
  const block = lines.length * size * leading;
  const top = titleTop + (titleBottom - titleTop - block) / 2 + (size * (leading - 1)) / 2;
  lines.forEach((text, index) => {
    // An opening bracket fills the right half of its box: without the shift the line looks indented.
    const hang = /^[（《〈「『【〔“‘]/u.test(text) ? size / 2 : 0;
    runs.push({ text, size, x: margin - hang, y: top + index * size * leading });
  });
  return runs.filter((run) => run.text !== '');
}

/** Draws runs whose glyphs were prepared. 1200 × 630, four shades of one colour. */
export async function drawCard(runs: readonly Run[], glyphs: GlyphBitmaps): Promise<Buffer> {
  const canvas = freeCanvases.pop() ?? new IndexedScanlines(width, height);
  canvas.bytes.set(background);
  for (const run of runs) {
    let pen = run.x;
    for (const character of run.text) {
      const glyph = glyphs.get(character, run.size);
      if (glyph) blit(canvas, glyph, Math.round(pen), Math.round(run.y));
      pen += glyphs.measure(character) * run.size;
    }
  }
  const png = await indexedPng(canvas, palette);
  freeCanvases.push(canvas);
  return png;
}

function fitTitle(title: string, glyphs: GlyphBitmaps): { size: number; lines: readonly string[] } {
  const room = titleBottom - titleTop;
  let fitted: { size: number; lines: readonly string[] } = { size: 0, lines: [] };
  for (const size of titleSizes) {
    const most = Math.floor(room / (size * leading));
    const lines = titleLines(title, innerWidth / size, glyphs.measure);
    if (lines.length <= most) return { size, lines };
    const last = [...(lines[most - 1] ?? '')].slice(0, -1).join('');
    fitted = { size, lines: [...lines.slice(0, most - 1), `${last}…`] };
  }
  return fitted;
}

function blit(canvas: IndexedScanlines, glyph: GlyphBitmap, penX: number, penY: number): void {
  const left = penX + glyph.left;
  const top = penY + glyph.top;
  for (let y = 0, from = 0; y < glyph.height; y++) {
    for (let x = 0; x < glyph.width; x++, from++) {
      const shade = glyph.shade[from] as number;
      if (shade > 0 && left + x < width) canvas.add(left + x, top + y, shade);
    }
  }
}

function drawBackground(): IndexedScanlines {
  const scanlines = new IndexedScanlines(width, height);
  for (let y = 0; y < height; y++) {
    const isRule = y >= ruleTop && y < ruleTop + 3;
    for (let x = 0; x < width; x++) {
      if (x < band || (isRule && x >= margin && x < width - margin)) scanlines.add(x, y, solid);
    }
  }
  return scanlines;
}

function ramp(from: string, to: string): string[] {
  const channel = (colour: string, index: number) =>
    Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16);
  return Array.from({ length: shades }, (_, step) => {
    const share = step / (shades - 1);
    const parts = [0, 1, 2].map((index) =>
      Math.round(channel(from, index) * (1 - share) + channel(to, index) * share),
    );
    return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  });
}

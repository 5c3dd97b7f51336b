import sharp from 'sharp';
import { serifOutline } from './serif-outlines.ts';

/** How dark each pixel of a drawn glyph is, from 0 to `shades - 1`. */
export interface GlyphBitmap {
  /** From the pen's position to the bitmap's left edge; from the em box's top to its upper edge. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly shade: Uint8Array;
}

export const shades = 4;
/** Baseline of a Han em box, in font units from its top. */
const baseline = 880;
/** Room around the em box for strokes that leave it. */
const marginShare = 0.2;
/** Glyphs a sheet: libxml refuses documents of more than 10 MB. */
const perSheet = 400;
const perRow = 20;

/** `〓` stands for a character that the fount lacks, as it does in print. */
export const missingMark = '〓';

/** Glyphs drawn at the sizes asked for; each is drawn once. */
export class GlyphBitmaps {
  readonly #bitmaps = new Map<string, GlyphBitmap>();
  readonly #missing = new Set<string>();

  /** Characters that were asked for and are not in the fount. */
  get missing(): readonly string[] {
    return [...this.#missing].sort();
  }

  /** Draws what is not drawn yet of `characters` at `size` (pixels an em). */
  async prepare(characters: Iterable<string>, size: number): Promise<void> {
    const fresh = [...new Set(characters)].filter(
      (character) => character.trim() !== '' && !this.#bitmaps.has(key(character, size)),
    );
    for (let start = 0; start < fresh.length; start += perSheet) {
      await this.#drawSheet(fresh.slice(start, start + perSheet), size);
    }
  }

  get(character: string, size: number): GlyphBitmap | undefined {
    return this.#bitmaps.get(key(character, size));
  }

  /** Width in em. */
  readonly measure = (character: string): number => {
    if (character === ' ') return 0.25;
    return this.#outline(character).advance / 1000;
  };

  #outline(character: string): { path: string; advance: number } {
    const outline = serifOutline(character.codePointAt(0) ?? 0);
    if (outline) return outline;
    this.#missing.add(character);
    return serifOutline(missingMark.codePointAt(0) ?? 0) ?? { path: '', advance: 1000 };
  }

  async #drawSheet(characters: readonly string[], size: number): Promise<void> {
    const margin = Math.ceil(size * marginShare);
    const cell = size + 2 * margin;
    const rows = Math.ceil(characters.length / perRow);
    const width = cell * perRow;
    const scale = size / 1000;
    const paths = characters.map((character, index) => {
      const x = (index % perRow) * cell + margin;
      const y = Math.floor(index / perRow) * cell + margin + baseline * scale;
      return `<path transform="matrix(${scale} 0 0 ${-scale} ${x} ${y})" d="${this.#outline(character).path}"/>`;
    });
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${rows * cell}">${paths.join('')}</svg>`;
    const sheet = await sharp(Buffer.from(svg)).extractChannel('alpha').raw().toBuffer();
    characters.forEach((character, index) => {
      const left = (index % perRow) * cell;
      const top = Math.floor(index / perRow) * cell;
      this.#bitmaps.set(key(character, size), cut(sheet, width, left, top, cell, margin));
    });
  }
}

function key(character: string, size: number): string {
  return `${size}${character}`;
}

/** The part of a cell that is not blank. */
function cut(
  sheet: Uint8Array,
  stride: number,
  left: number,
  top: number,
  cell: number,
  margin: number,
): GlyphBitmap {
  let [minX, minY, maxX, maxY] = [cell, cell, -1, -1];
  for (let y = 0; y < cell; y++) {
    for (let x = 0; x < cell; x++) {
      if ((sheet[(top + y) * stride + left + x] ?? 0) < 16) continue;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
  }
  const width = Math.max(0, maxX - minX + 1);
  const height = Math.max(0, maxY - minY + 1);
  const shade = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const alpha = sheet[(top + minY + y) * stride + left + minX + x] ?? 0;
      shade[y * width + x] = Math.round((alpha * (shades - 1)) / 255);
    }
  }
  return { left: minX - margin, top: minY - margin, width, height, shade };
}

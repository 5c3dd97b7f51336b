import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';
import { woffToSfnt } from './woff-to-sfnt.ts';

/** A glyph's outline in font units, y upwards. */
export interface GlyphOutline {
  /** SVG path data. */
  readonly path: string;
  /** 1000 is one em. */
  readonly advance: number;
}

interface Subset {
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
  font?: Font | undefined;
}

const packageDir = dirname(
  createRequire(import.meta.url).resolve('@fontsource/noto-serif-sc/package.json'),
);
const weight = 700;
let subsets: readonly Subset[] | undefined;
const outlines = new Map<number, GlyphOutline | undefined>();

/**
 * The outline of a character in Noto Serif SC Bold (SIL Open Font License), Traditional forms
 * included; `undefined` when the font has none. Read from the package's subsets as they are needed,
 * so that a picture does not depend on the fonts of the machine.
 */
export function serifOutline(codePoint: number): GlyphOutline | undefined {
  if (!outlines.has(codePoint)) outlines.set(codePoint, readOutline(codePoint));
  return outlines.get(codePoint);
}

function readOutline(codePoint: number): GlyphOutline | undefined {
  subsets ??= readSubsets();
  for (const subset of subsets) {
    if (!subset.ranges.some(([first, last]) => codePoint >= first && codePoint <= last)) continue;
    subset.font ??= openFont(subset.file);
    if (!subset.font.hasGlyphForCodePoint(codePoint)) continue;
    const glyph = subset.font.glyphForCodePoint(codePoint);
    return { path: glyph.path.toSVG(), advance: glyph.advanceWidth };
  }
  return undefined;
}

function openFont(file: string): Font {
  const font = create(woffToSfnt(readFileSync(file)));
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${file}: a collection, not a font`);
  return font;
}

/** Chinese subsets come first: they hold the full-width forms of `—`, `…` and the curled quotes. */
function readSubsets(): Subset[] {
  const ranges: unknown = JSON.parse(readFileSync(join(packageDir, 'unicode.json'), 'utf8'));
  return Object.entries(ranges as Record<string, string>).map(([name, list]) => ({
    file: join(
      packageDir,
      'files',
      `noto-serif-sc-${name.replace(/[[\]]/g, '')}-${weight}-normal.woff`,
    ),
    ranges: list.split(',').map((range) => {
      const [first = '', last = first] = range.slice(2).split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    }),
  }));
}

/** The part of fontkit that is used here; the package carries no types. */
declare module 'fontkit' {
  export interface Glyph {
    readonly path: { toSVG(): string };
    /** In font units. */
    readonly advanceWidth: number;
  }
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
  }
  export interface FontCollection {
    readonly fonts: readonly Font[];
  }
  export function create(font: Buffer): Font | FontCollection;
}

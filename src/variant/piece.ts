/** What decided a piece, from the strongest to the weakest. */
const variantLayers = [
  'report',
  'site',
  'quotation',
  'surname',
  'field',
  'opencc-phrase',
  'opencc-character',
  'unchanged',
] as const;
export type VariantLayer = (typeof variantLayers)[number];

/** A stretch of text that one layer decided; `source` and `target` have the same length. */
export interface VariantPiece {
  /** Offset in UTF-16 code units. */
  readonly start: number;
  readonly source: string;
  readonly target: string;
  readonly layer: VariantLayer;
}

/** A stretch that a layer above the dictionaries has taken. */
export interface TakenSpan {
  readonly start: number;
  readonly end: number;
  readonly target: string;
  readonly layer: VariantLayer;
}

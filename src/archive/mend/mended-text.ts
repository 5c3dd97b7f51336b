/** A text after a repair. */
export interface MendedText {
  readonly text: string;
  /** What the text lost or gained, in Chinese: `删去零宽空格 3 处`. Empty when nothing was repaired. */
  readonly changes: readonly string[];
}

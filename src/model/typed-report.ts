/** A report as it was typed: what its finished page is held against. */
export interface TypedReport {
  /** From the file's second line on, as far as it can be read. */
  readonly frontMatter: string;
  /** The body in Markdown, with HTML of its own if it has any; lines end in LF. */
  readonly body: string;
  /** The line of the file that the body begins on. */
  readonly bodyLine: number;
  /**
   * SHA-256 (hex) of the text that the check found to be what the body says, but for what it stated: without
   * white space, numbers of lists in their marks (`archive/check/typed/shown-text.ts`).
   */
  readonly shown: string;
}

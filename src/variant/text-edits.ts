/** A stretch of a text and what stands there instead. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Replacements in a text, made in any order and applied at once; what none touches stays as it was. */
export class TextEdits {
  readonly #edits: TextEdit[] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  replace(start: number, end: number, text: string): void {
    if (this.#source.slice(start, end) !== text) this.#edits.push({ start, end, text });
  }

  /** All that differs from the text, in the order of places. */
  sorted(): readonly TextEdit[] {
    return this.#edits.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  apply(): string {
    let result = '';
    let at = 0;
    for (const { start, end, text } of this.sorted()) {
      result += this.#source.slice(at, start) + text;
      at = end;
    }
    return result + this.#source.slice(at);
  }
}

/** Replacements in a text, made in any order and applied at once; what none touches stays as it was. */
export class TextEdits {
  readonly #edits: { start: number; end: number; text: string }[] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  replace(start: number, end: number, text: string): void {
    if (this.#source.slice(start, end) !== text) this.#edits.push({ start, end, text });
  }

  apply(): string {
    this.#edits.sort((a, b) => a.start - b.start || a.end - b.end);
    let result = '';
    let at = 0;
    for (const { start, end, text } of this.#edits) {
      result += this.#source.slice(at, start) + text;
      at = end;
    }
    return result + this.#source.slice(at);
  }
}

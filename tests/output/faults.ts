import assert from 'node:assert/strict';

/** Faults that many pages share, each told once with a page that has it. */
export class Faults {
  readonly #places = new Map<string, string[]>();

  add(fault: string, place: string): void {
    const places = this.#places.get(fault);
    if (places) places.push(place);
    else this.#places.set(fault, [place]);
  }

  /** Fails when there is any, naming the first forty. */
  assertNone(): void {
    const lines = [...this.#places]
      .slice(0, 40)
      .map(
        ([fault, [first, ...more]]) =>
          `${fault} (${first}${more.length ? ` and ${more.length} more` : ''})`,
      );
    assert.ok(this.#places.size === 0, `${this.#places.size} faults:\n${lines.join('\n')}`);
  }
}

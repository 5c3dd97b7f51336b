/**
 * Words by their UTF-16 code units, for longest-match look-up in long texts.
 *
 * Typed arrays instead of nested maps: a step is one probe of an open-addressed table. Words of one
 * code unit are allowed; the empty word is not.
 */
export class PhraseTrie {
  /** Node reached by the first code unit, 0 for none. */
  readonly #first = new Int32Array(0x10000);
  #nodes = 1;
  /** Value at each node plus 1, 0 for none. */
  #values = new Int32Array(1 << 12);
  /** Open-addressed edges: parent node and unit → child. */
  #parents = new Int32Array(1 << 12);
  #units = new Uint16Array(1 << 12);
  #children = new Int32Array(1 << 12);
  #edges = 0;

  /** End (exclusive) of the word that the last {@link find} found. */
  end = 0;

  #slot(parent: number, unit: number): number {
    const mask = this.#children.length - 1;
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7;
    for (slot &= mask; this.#children[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#parents[slot] === parent && this.#units[slot] === unit) break;
    }
    return slot;
  }

  #grow(): void {
    const [parents, units, children] = [this.#parents, this.#units, this.#children];
    this.#parents = new Int32Array(children.length * 2);
    this.#units = new Uint16Array(children.length * 2);
    this.#children = new Int32Array(children.length * 2);
    for (let i = 0; i < children.length; i += 1) {
      const child = children[i] as number;
      if (child === 0) continue;
      const slot = this.#slot(parents[i] as number, units[i] as number);
      this.#parents[slot] = parents[i] as number;
      this.#units[slot] = units[i] as number;
      this.#children[slot] = child;
    }
  }

  #newNode(): number {
    const node = this.#nodes;
    this.#nodes += 1;
    if (this.#nodes >= this.#values.length) {
      const values = new Int32Array(this.#values.length * 2);
      values.set(this.#values);
      this.#values = values;
    }
    return node;
  }

  /** Puts a word in, or gives a word that is there another value. `value` is an integer ≥ 0. */
  set(word: string, value: number): void {
    if (word === '') throw new RangeError('A trie holds no empty word.');
    let node = this.#first[word.charCodeAt(0)] as number;
    if (node === 0) {
      node = this.#newNode();
      this.#first[word.charCodeAt(0)] = node;
    }
    for (let i = 1; i < word.length; i += 1) {
      let slot = this.#slot(node, word.charCodeAt(i));
      if (this.#children[slot] === 0) {
        if ((this.#edges + 1) * 2 > this.#children.length) {
          this.#grow();
          slot = this.#slot(node, word.charCodeAt(i));
        }
        this.#edges += 1;
        this.#parents[slot] = node;
        this.#units[slot] = word.charCodeAt(i);
        this.#children[slot] = this.#newNode();
      }
      node = this.#children[slot] as number;
    }
    this.#values[node] = value + 1;
  }

  /** Takes a word out; its prefix nodes stay. */
  delete(word: string): void {
    let node = this.#first[word.charCodeAt(0)] as number;
    for (let i = 1; node !== 0 && i < word.length; i += 1) {
      node = this.#children[this.#slot(node, word.charCodeAt(i))] as number;
    }
    if (node !== 0) this.#values[node] = 0;
  }

  /**
   * The value of the longest word that starts at `start` and ends at or before `limit`, or -1.
   * `end` then tells where it ends.
   */
  find(text: string, start: number, limit: number): number {
    let node = this.#first[text.charCodeAt(start)] as number;
    let found = 0;
    for (let i = start + 1; node !== 0; i += 1) {
      const value = this.#values[node] as number;
      if (value !== 0) {
        found = value;
        this.end = i;
      }
      if (i >= limit) break;
      node = this.#children[this.#slot(node, text.charCodeAt(i))] as number;
    }
    return found - 1;
  }

  /** Whether any word begins with this code unit. */
  begins(unit: number): boolean {
    return this.#first[unit] !== 0;
  }
}

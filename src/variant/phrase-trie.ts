const beginningBits = 20;
const beginnings = 1 << beginningBits;

/** Of an edge's numbers which is which; the parent is the first. */
const edgeSize = 4;
const ofUnit = 1;
const toChild = 2;

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
  /** Open-addressed edges, four numbers each, so that a probe reads one line of memory: parent node, unit, child (0 for none), and nothing. */
  #table = new Int32Array(edgeSize << 12);
  #edges = 0;
  /** A bit for the first two code units of every word, by their hash: most places of a text begin no word. */
  readonly #beginnings = new Uint32Array(beginnings / 32);

  /** End (exclusive) of the word that the last {@link find} found. */
  end = 0;

  #beginning(first: number, second: number): number {
    return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - beginningBits);
  }

  /** Where in the table the edge is, or is to be put. */
  #slot(parent: number, unit: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let slot = ((Math.imul(parent, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7) * edgeSize;
    for (slot &= mask; table[slot + toChild] !== 0; slot = (slot + edgeSize) & mask) {
      if (table[slot] === parent && table[slot + ofUnit] === unit) break;
    }
    return slot;
  }

  #grow(): void {
    const before = this.#table;
    this.#table = new Int32Array(before.length * 2);
    for (let at = 0; at < before.length; at += edgeSize) {
      const child = before[at + toChild] as number;
      if (child !== 0) this.#put(before[at] as number, before[at + ofUnit] as number, child);
    }
  }

  #put(parent: number, unit: number, child: number): void {
    const slot = this.#slot(parent, unit);
    this.#table[slot] = parent;
    this.#table[slot + ofUnit] = unit;
    this.#table[slot + toChild] = child;
  }

  #child(parent: number, unit: number): number {
    return this.#table[this.#slot(parent, unit) + toChild] as number;
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
    if (word.length > 1) {
      const bit = this.#beginning(word.charCodeAt(0), word.charCodeAt(1));
      this.#beginnings[bit >>> 5] = (this.#beginnings[bit >>> 5] as number) | (1 << (bit & 31));
    }
    for (let i = 1; i < word.length; i += 1) {
      const unit = word.charCodeAt(i);
      let child = this.#child(node, unit);
      if (child === 0) {
        this.#edges += 1;
        if (this.#edges * 2 * edgeSize > this.#table.length) this.#grow();
        child = this.#newNode();
        this.#put(node, unit, child);
      }
      node = child;
    }
    this.#values[node] = value + 1;
  }

  /** Takes a word out; its prefix nodes stay. */
  delete(word: string): void {
    let node = this.#first[word.charCodeAt(0)] as number;
    for (let i = 1; node !== 0 && i < word.length; i += 1) {
      node = this.#child(node, word.charCodeAt(i));
    }
    if (node !== 0) this.#values[node] = 0;
  }

  /**
   * The value of the longest word that starts at `start` and ends at or before `limit`, or -1.
   * `end` then tells where it ends.
   */
  find(text: string, start: number, limit: number): number {
    const first = text.charCodeAt(start);
    let node = this.#first[first] as number;
    if (node === 0) return -1;
    if (start + 1 < limit) {
      const bit = this.#beginning(first, text.charCodeAt(start + 1));
      if ((((this.#beginnings[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) {
        this.end = start + 1;
        return (this.#values[node] as number) - 1;
      }
    }
    let found = 0;
    for (let i = start + 1; node !== 0; i += 1) {
      const value = this.#values[node] as number;
      if (value !== 0) {
        found = value;
        this.end = i;
      }
      if (i >= limit) break;
      node = this.#child(node, text.charCodeAt(i));
    }
    return found - 1;
  }

  /** Whether any word begins with this code unit. */
  begins(unit: number): boolean {
    return this.#first[unit] !== 0;
  }
}

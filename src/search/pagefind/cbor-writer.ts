/** Grows as it is written to; CBOR (RFC 8949) as far as Pagefind's index needs it. */
export class CborWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The bytes written so far; valid until the next write. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Takes back what was written from a place on. */
  cut(length: number): void {
    this.#length = length;
  }

  /** What was written from a place on is all there is. */
  dropBefore(start: number): void {
    this.#bytes.copyWithin(0, start, this.#length);
    this.#length -= start;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.bytes());
    this.#bytes = larger;
  }

  #head(major: number, value: number): void {
    this.#reserve(5);
    const type = major << 5;
    if (value < 24) {
      this.#bytes[this.#length++] = type | value;
    } else if (value < 0x100) {
      this.#bytes[this.#length++] = type | 24;
      this.#bytes[this.#length++] = value;
    } else if (value < 0x1_0000) {
      this.#bytes[this.#length++] = type | 25;
      this.#bytes[this.#length++] = value >>> 8;
      this.#bytes[this.#length++] = value;
    } else {
      this.#bytes[this.#length++] = type | 26;
      for (const shift of [24, 16, 8, 0]) this.#bytes[this.#length++] = value >>> shift;
    }
  }

  /** An integer of at most 32 bits, negative ones included. */
  integer(value: number): void {
    if (value >= 0) this.#head(0, value);
    else this.#head(1, -1 - value);
  }

  array(items: number): void {
    this.#head(4, items);
  }

  /** ASCII text. */
  text(value: string): void {
    this.#head(3, value.length);
    this.plain(value);
  }

  /** ASCII text as it is, with no head: what stands around the CBOR. */
  plain(value: string): void {
    this.#reserve(value.length);
    for (let i = 0; i < value.length; i++) this.#bytes[this.#length++] = value.charCodeAt(i);
  }

  /** ASCII text, given by its bytes. */
  ascii(bytes: Uint8Array): void {
    this.#head(3, bytes.length);
    this.#reserve(bytes.length);
    for (let i = 0; i < bytes.length; i++) this.#bytes[this.#length++] = bytes[i] as number;
  }

  /** Integers: the first of some ascending ones from 0, and each of the others from the one before it. */
  steps(values: Uint32Array, from: number, to: number): void {
    this.#reserve((to - from) * 5);
    const bytes = this.#bytes;
    let at = this.#length;
    let previous = 0;
    for (let i = from; i < to; i++) {
      const value = values[i] as number;
      const step = value - previous;
      previous = value;
      if (step < 24) {
        bytes[at++] = step;
      } else if (step < 0x100) {
        bytes[at++] = 24;
        bytes[at++] = step;
      } else if (step < 0x1_0000) {
        bytes[at++] = 25;
        bytes[at++] = step >>> 8;
        bytes[at++] = step;
      } else {
        bytes[at++] = 26;
        bytes[at++] = step >>> 24;
        bytes[at++] = step >>> 16;
        bytes[at++] = step >>> 8;
        bytes[at++] = step;
      }
    }
    this.#length = at;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }
}

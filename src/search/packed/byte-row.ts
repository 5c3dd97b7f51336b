/** Writes numbers and texts one behind the other, as {@link ByteReader} reads them. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  get content(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** @param value whole, from 0: seven bits a byte, the low ones first. */
  number(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${value} in a row of bytes`);
    let left = value;
    for (; left > 127; left = Math.floor(left / 128)) this.#bytes.push((left % 128) + 128);
    this.#bytes.push(left);
    return this;
  }

  /** Two bytes a unit: of Chinese, UTF-8 would take three. */
  units(text: string): this {
    this.number(text.length);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      this.#bytes.push(unit & 255, unit >> 8);
    }
    return this;
  }

  /** What is mostly ASCII; no lone surrogates. */
  utf8(text: string): this {
    const bytes = new TextEncoder().encode(text);
    this.number(bytes.length);
    this.#bytes.push(...bytes);
    return this;
  }
}

/** @throws RangeError behind the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('a row of bytes ends too soon');
    return byte;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }

  /** So many numbers, each read by a function. */
  list<Item>(read: () => Item, length = this.number()): Item[] {
    return Array.from({ length }, read);
  }

  units(): string {
    return this.list(() => String.fromCharCode(this.#byte() | (this.#byte() << 8))).join('');
  }

  utf8(): string {
    return new TextDecoder().decode(Uint8Array.from(this.list(() => this.#byte())));
  }
}

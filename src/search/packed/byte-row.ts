import { textOf, unitsOf } from './units.ts';

/** Writes numbers and texts one behind the other, as {@link byteReader} reads them. */
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
    for (const byte of unitsOf(text)) this.#bytes.push(byte);
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

export interface ByteReader {
  number(): number;
  /** So many things as a number before them says, each read by a function. */
  list<Item>(read: () => Item, length?: number): Item[];
  units(): string;
  utf8(): string;
}

/** Reads from the first byte on; every reading throws a RangeError behind the last one. */
export function byteReader(bytes: Uint8Array): ByteReader {
  let at = 0;
  const byte = (): number => {
    const next = bytes[at++];
    if (next === undefined) throw new RangeError('a row of bytes ends too soon');
    return next;
  };
  const number = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const next = byte();
      value += (next & 127) * unit;
      if (next < 128) return value;
    }
  };
  const list = <Item>(read: () => Item, length = number()) => Array.from({ length }, read);
  return {
    number,
    list,
    units: () => textOf(Uint8Array.from(list(byte, 2 * number()))),
    utf8: () => new TextDecoder().decode(Uint8Array.from(list(byte))),
  };
}

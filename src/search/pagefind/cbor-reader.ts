/** Reads CBOR (RFC 8949) as far as Pagefind's index needs it: integers of at most 32 bits, ASCII text, arrays. */
export class CborReader {
  readonly #bytes: Uint8Array;
  #at: number;

  /** @param start where the first value is. */
  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#at = start;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error('CBOR ends too early');
    return byte;
  }

  #argument(low: number): number {
    if (low < 24) return low;
    if (low === 24) return this.#byte();
    if (low === 25) return this.#byte() * 0x100 + this.#byte();
    if (low === 26) {
      let value = 0;
      for (let i = 0; i < 4; i++) value = value * 0x100 + this.#byte();
      return value;
    }
    throw new Error(`CBOR has a length of the kind ${low}`);
  }

  #head(major: number): number {
    const head = this.#byte();
    if (head >> 5 !== major) throw new Error(`CBOR has ${head >> 5} where ${major} is expected`);
    return this.#argument(head & 31);
  }

  integer(): number {
    const head = this.#byte();
    const value = this.#argument(head & 31);
    if (head >> 5 === 0) return value;
    if (head >> 5 === 1) return -1 - value;
    throw new Error(`CBOR has ${head >> 5} where an integer is expected`);
  }

  /** Length of the array that begins here. */
  array(): number {
    return this.#head(4);
  }

  text(): string {
    const length = this.#head(3);
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(this.#byte());
    return text;
  }
}

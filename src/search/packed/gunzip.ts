/*
 * Own code, because `DecompressionStream` came with Chromium 80, Safari 16.4 and Firefox 113: with one way
 * for all of them a file is stored once, and what the tests see is what every reader runs.
 */

const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
];
const lengthExtra = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** All codes up to {@link bits} long, by their bits as they come: symbol × 16 + length; 0 where there is none. */
interface Codes {
  readonly bits: number;
  readonly lookup: Uint16Array;
}

function codesOf(lengths: ArrayLike<number>): Codes {
  const counts = new Uint16Array(16);
  let bits = 1;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    counts[length] = (counts[length] as number) + 1;
    bits = Math.max(bits, length);
  }
  const next = new Uint32Array(17);
  for (let length = 1; length <= 15; length++) {
    next[length + 1] = ((next[length] as number) + (counts[length] as number)) << 1;
    if ((next[length + 1] as number) > 1 << (length + 1)) throw new Error('gzip: too many codes');
  }
  const lookup = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = next[length] as number;
    next[length] = code + 1;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let at = reversed; at < lookup.length; at += 1 << length) {
      lookup[at] = (symbol << 4) | length;
    }
  }
  return { bits, lookup };
}

let fixed: readonly [Codes, Codes] | undefined;

function fixedCodes(): readonly [Codes, Codes] {
  fixed ??= [
    codesOf(
      Array.from({ length: 288 }, (_, symbol) =>
        symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
      ),
    ),
    codesOf(Array.from({ length: 30 }, () => 5)),
  ];
  return fixed;
}

/** Where the deflated content begins, after the header with its optional parts. */
function contentStart(packed: Uint8Array): number {
  const [first, second, method, flags = 0] = packed;
  if (first !== 0x1f || second !== 0x8b || method !== 8) throw new Error('gzip: no header');
  let at = 10;
  if (flags & 4) at += 2 + ((packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8));
  for (const flag of [8, 16]) {
    if (flags & flag) while (at < packed.length && packed[at++] !== 0);
  }
  return flags & 2 ? at + 2 : at;
}

/**
 * Unpacks one gzip member (RFC 1952). Its checksum is not looked at: a sealed file has one of its own,
 * which also holds where a server has unpacked the file.
 *
 * @throws when the bytes are no gzip, or end too early.
 */
export function gunzip(packed: Uint8Array): Uint8Array {
  let at = contentStart(packed);
  let hold = 0;
  let held = 0;
  let out = new Uint8Array(packed.length * 4 + 256);
  let length = 0;

  /** Has `count` bits ready, at most 16; after the end come zeros, and too many of them are an error. */
  const need = (count: number) => {
    while (held < count) {
      if (at > packed.length + 4) throw new Error('gzip: cut off');
      hold |= (packed[at++] ?? 0) << held;
      held += 8;
    }
  };
  const take = (count: number): number => {
    need(count);
    const value = hold & ((1 << count) - 1);
    hold >>>= count;
    held -= count;
    return value;
  };
  const symbolOf = ({ bits, lookup }: Codes): number => {
    need(bits);
    const entry = lookup[hold & ((1 << bits) - 1)] as number;
    if (entry === 0) throw new Error('gzip: no such code');
    hold >>>= entry & 15;
    held -= entry & 15;
    return entry >> 4;
  };
  const reserve = (count: number) => {
    if (length + count <= out.length) return;
    const larger = new Uint8Array(Math.max(out.length * 2, length + count));
    larger.set(out);
    out = larger;
  };

  const stored = () => {
    // Bits that are held come in whole bytes once the rest of the present byte is left out.
    take(held & 7);
    const count = take(16);
    if ((take(16) ^ 0xffff) !== count) throw new Error('gzip: wrong length');
    at -= held >> 3;
    hold = 0;
    held = 0;
    if (at + count > packed.length) throw new Error('gzip: cut off');
    reserve(count);
    out.set(packed.subarray(at, at + count), length);
    length += count;
    at += count;
  };
  const ownCodes = (): readonly [Codes, Codes] => {
    const literals = take(5) + 257;
    const distances = take(5) + 1;
    const count = take(4) + 4;
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < count; i++) codeLengths[codeOrder[i] as number] = take(3);
    const codes = codesOf(codeLengths);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const symbol = symbolOf(codes);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new Error('gzip: nothing to repeat');
      const value = symbol === 16 ? (lengths[i - 1] as number) : 0;
      const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
      if (i + times > lengths.length) throw new Error('gzip: too many lengths');
      lengths.fill(value, i, i + times);
      i += times;
    }
    return [codesOf(lengths.subarray(0, literals)), codesOf(lengths.subarray(literals))];
  };
  const coded = ([literals, distances]: readonly [Codes, Codes]) => {
    for (;;) {
      const symbol = symbolOf(literals);
      if (symbol === 256) return;
      reserve(258);
      if (symbol < 256) {
        out[length++] = symbol;
        continue;
      }
      const base = lengthBase[symbol - 257];
      if (base === undefined) throw new Error('gzip: no such length');
      const count = base + take(lengthExtra[symbol - 257] as number);
      const far = symbolOf(distances);
      const distance = (distanceBase[far] ?? 0) + take(distanceExtra[far] ?? 0);
      if (distance === 0 || distance > length) throw new Error('gzip: no such distance');
      // Byte by byte: a copy may reach into what it writes.
      for (const end = length + count; length < end; length++) {
        out[length] = out[length - distance] as number;
      }
    }
  };

  for (let last = false; !last; ) {
    last = take(1) === 1;
    const kind = take(2);
    if (kind === 0) stored();
    else if (kind === 1) coded(fixedCodes());
    else if (kind === 2) coded(ownCodes());
    else throw new Error('gzip: no such block');
  }
  if (at - (held >> 3) > packed.length) throw new Error('gzip: cut off');
  return out.subarray(0, length);
}

import { inflateSync } from 'fflate';

/*
 * Every file of an index is sealed: after its content stand four bytes, the CRC-32 of the content and of the
 * file's own name with its index. So whatever is cut off, altered, of another index or no such file at all
 * (a page that says 404, with status 200) is known for what it is, on any server and however it was sent.
 */

/** Changes whenever files are sealed in another way, so that no cache has files of both under one address. */
export const sealVersion = 'crc32-1';

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as gzip has it; `before` is that of the bytes before these. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  // Counted, not for-of: this is most of what opening a file costs.
  for (let i = 0; i < bytes.length; i++) {
    value = (table[(value ^ (bytes[i] as number)) & 255] as number) ^ (value >>> 8);
  }
  return ~value >>> 0;
}

export const sealBytes = 4;

/** @param name of the file, its index before it, in ASCII. */
export function sealOf(content: Uint8Array, name: string): Uint8Array {
  return sealOfChecksum(crc32(content), name);
}

/** @param checksum the CRC-32 of the content. */
export function sealOfChecksum(checksum: number, name: string): Uint8Array {
  const value = crc32(
    Uint8Array.from({ length: name.length }, (_, i) => name.charCodeAt(i)),
    checksum,
  );
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/**
 * The content of a sealed file as it came, packed or already unpacked on its way.
 *
 * @throws when it is not exactly what was sealed under this name.
 */
export function openSealed(bytes: Uint8Array, name: string): Uint8Array {
  const whole = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : bytes;
  const content = whole.subarray(0, Math.max(whole.length - 4, 0));
  const seal = sealOf(content, name);
  if (whole.length < 4 || seal.some((byte, i) => byte !== whole[content.length + i]))
    throw new Error(`${name} is not what was sealed`);
  return content;
}

/**
 * By a library, because `DecompressionStream` came with Chromium 80, Safari 16.4 and Firefox 113. Ten bytes
 * of header and eight behind are gzip's own: what these say of the length is not believed.
 */
function unpacked(packed: Uint8Array): Uint8Array {
  if (packed.length < 18 || packed[3] !== 0) throw new Error('Not a file of the index');
  return inflateSync(packed.subarray(10, -8));
}

/** The name under which a part of a file is sealed, which is read without the rest of it. */
export function partName(path: string, offset: number): string {
  return `${path}@${offset}`;
}

/**
 * The content of a part: packed without a header, its seal behind it.
 *
 * @throws when it is not exactly what was sealed under this name.
 */
export function openPart(bytes: Uint8Array, name: string): Uint8Array {
  return opened(bytes, name, inflateSync);
}

/**
 * The content of a part that is not packed, its seal behind it.
 *
 * @throws when it is not exactly what was sealed under this name.
 */
export function openPlainPart(bytes: Uint8Array, name: string): Uint8Array {
  return opened(bytes, name, (content) => content);
}

function opened(
  bytes: Uint8Array,
  name: string,
  unpack: (packed: Uint8Array) => Uint8Array,
): Uint8Array {
  const end = bytes.length - sealBytes;
  if (end < 1) throw new Error(`${name} is cut off`);
  const content = unpack(bytes.subarray(0, end));
  const seal = sealOf(content, name);
  if (seal.some((byte, i) => byte !== bytes[end + i]))
    throw new Error(`${name} is not what was sealed`);
  return content;
}

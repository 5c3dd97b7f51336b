/** The registered keyword for what a picture shows: https://www.w3.org/TR/png-3/#11keywords */
const keyword = 'Description';
const signatureLength = 8;
/** Length, type and checksum around the data of every chunk. */
const frame = 12;
/** Keyword, its end, not compressed (two bytes), no language, no translated keyword. */
const head = new TextEncoder().encode(`${keyword}\0\0\0\0\0`);

/** The text that {@link withPngText} put into a PNG; undefined where there is none. */
export function pngText(png: Uint8Array): string | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  let at = signatureLength;
  while (at + frame <= png.length) {
    const length = view.getUint32(at);
    const data = png.subarray(at + 8, at + 8 + length);
    if (typeOf(png, at) === 'iTXt' && head.every((byte, index) => data[index] === byte)) {
      return new TextDecoder().decode(data.subarray(head.length));
    }
    at += frame + length;
  }
  return undefined;
}

/** The PNG with a text in it that readers of pictures pass over: an `iTXt` chunk behind the header. */
export function withPngText(png: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const afterHeader = signatureLength + frame + view.getUint32(signatureLength);
  const content = new TextEncoder().encode(text);
  const data = new Uint8Array(head.length + content.length);
  data.set(head);
  data.set(content, head.length);
  const whole = new Uint8Array(png.length + frame + data.length);
  whole.set(png.subarray(0, afterHeader));
  const written = new DataView(whole.buffer);
  written.setUint32(afterHeader, data.length);
  whole.set(new TextEncoder().encode('iTXt'), afterHeader + 4);
  whole.set(data, afterHeader + 8);
  const checked = whole.subarray(afterHeader + 4, afterHeader + 8 + data.length);
  written.setUint32(afterHeader + 8 + data.length, crc32(checked));
  whole.set(png.subarray(afterHeader), afterHeader + frame + data.length);
  return whole;
}

function typeOf(png: Uint8Array, at: number): string {
  return String.fromCharCode(...png.subarray(at + 4, at + 8));
}

/** As https://www.w3.org/TR/png-3/#5CRC-algorithm defines it. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

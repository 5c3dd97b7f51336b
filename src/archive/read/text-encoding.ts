export type TextEncoding = 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** What bytes that are no UTF-8 most likely are; undefined when they are none of these. */
export function guessEncoding(bytes: Buffer): TextEncoding | 'binary' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return 'binary';
  const { gb, big5 } = readings(bytes);
  // Nearly every byte sequence is something in either; common characters tell which.
  if (gb !== undefined && (big5 === undefined || commonness(gb) >= commonness(big5)))
    return 'gb18030';
  return big5 === undefined ? undefined : 'big5';
}

/**
 * The text of bytes that are no UTF-8 where there is one answer: a byte order mark, or one of the two Chinese
 * encodings, of which the other reads nothing that is written. Undefined where somebody has to look.
 */
export function decodeSurely(
  bytes: Buffer,
): { readonly encoding: TextEncoding; readonly text: string } | undefined {
  const encoding = guessEncoding(bytes);
  if (encoding === undefined || encoding === 'binary') return undefined;
  if (encoding === 'gb18030' || encoding === 'big5') {
    const { gb = '', big5 = '' } = readings(bytes);
    const [taken, other] = encoding === 'gb18030' ? [gb, big5] : [big5, gb];
    if (commonness(taken) < 3 || commonness(taken) < 5 * commonness(other)) return undefined;
  }
  const text = decodeStrictly(encoding, bytes);
  return text === undefined || text.includes('\ufffd') ? undefined : { encoding, text };
}

function readings(bytes: Buffer): { gb: string | undefined; big5: string | undefined } {
  return { gb: decodeStrictly('gb18030', bytes), big5: decodeStrictly('big5', bytes) };
}

function decodeStrictly(encoding: TextEncoding, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Characters and marks that no Chinese text of some length does without, in either script. */
function commonness(text: string): number {
  return text.match(/[的是在和有一年政府法行了，。、]/g)?.length ?? 0;
}

import { isUtf8 } from 'node:buffer';
import { decodeSurely, guessEncoding } from '../../archive/read/text-encoding.ts';
import { SourceRefused } from '../source-document.ts';

export interface DecodedText {
  /** Lines end in LF, no byte order mark. */
  readonly text: string;
  /** `GB18030` */
  readonly encoding: string;
  readonly isSure: boolean;
}

/** @throws {SourceRefused} for bytes that are no text */
export function decodeText(bytes: Buffer, declared?: string): DecodedText {
  const { text, ...rest } = decoded(bytes, declared);
  return { text: text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), ...rest };
}

function decoded(bytes: Buffer, declared: string | undefined): DecodedText {
  const named = declared === undefined ? undefined : tryDecode(declared, bytes);
  if (named !== undefined)
    return { text: named, encoding: (declared ?? '').toUpperCase(), isSure: true };
  if (isUtf8(bytes) && !bytes.includes(0))
    return { text: bytes.toString('utf8'), encoding: 'UTF-8', isSure: true };
  const sure = decodeSurely(bytes);
  if (sure !== undefined)
    return { text: sure.text, encoding: sure.encoding.toUpperCase(), isSure: true };
  // Without a byte order mark UTF-16 looks binary; Chinese in it looks Chinese in one order only. Words in
  // ASCII have a zero in each character there: addresses among GB18030 would pass for Chinese.
  const hasAscii = !bytes.includes(0) && /[ -~]{12}/.test(bytes.toString('latin1'));
  for (const encoding of hasAscii ? [] : ['utf-16le', 'utf-16be']) {
    const text = bytes.length % 2 === 0 ? tryDecode(encoding, bytes) : undefined;
    const chinese = text?.match(/[\p{Script=Han}，。、；：\n]/gu)?.length ?? 0;
    if (text !== undefined && chinese > text.length * 0.5)
      return { text, encoding: encoding.toUpperCase(), isSure: true };
  }
  const guess = guessEncoding(bytes);
  const text = guess === undefined || guess === 'binary' ? undefined : tryDecode(guess, bytes);
  if (guess === undefined || text === undefined)
    throw new SourceRefused('认不出文字编码，或者不是文字文件。');
  return { text, encoding: guess.toUpperCase(), isSure: false };
}

function tryDecode(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

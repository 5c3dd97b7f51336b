import { crc32, inflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { SourceRefused } from '../source-document.ts';

/** Far beyond any document; what is larger unpacked is a bomb or holds films. In bytes, and in files. */
const largestUnpacked = 300_000_000;
const mostFiles = 10_000;

/**
 * Opens a zip package after its own list of contents has been judged, before anything is unpacked.
 *
 * @param decodeFileName for names that are not marked as UTF-8
 * @throws {SourceRefused} for what is broken, encrypted or would unpack without end
 */
export async function openPackage(
  bytes: Buffer,
  decodeFileName?: JSZip.JSZipLoadOptions['decodeFileName'],
): Promise<JSZip> {
  judgeContents(bytes);
  try {
    return await JSZip.loadAsync(bytes, decodeFileName && { decodeFileName });
  } catch {
    throw new SourceRefused('文件损坏或不完整，打不开。');
  }
}

/** @throws {SourceRefused} for what is broken, encrypted or would unpack without end */
function judgeContents(bytes: Buffer): void {
  if (bytes.readUInt32BE(0) !== 0x504b0304)
    throw new SourceRefused('文件损坏，或者扩展名与内容不符。');
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end === -1 || end + 22 > bytes.length)
    throw new SourceRefused('文件不完整，可能没有下载完。');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  const entries: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32BE(at) !== 0x504b0102)
      throw new SourceRefused('文件损坏，目录读不出来。');
    if ((bytes.readUInt16LE(at + 8) & 1) === 1)
      throw new SourceRefused('文件有密码，请先去掉密码。');
    unpacked += bytes.readUInt32LE(at + 24);
    entries.push(at);
    at +=
      46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (count > mostFiles || unpacked > largestUnpacked) {
    throw new SourceRefused(
      `解压后有 ${Math.round(unpacked / 1_000_000)} MB、${count} 个文件，大得不像文档，没有打开。`,
    );
  }
  for (const entry of entries) judgeEntry(bytes, entry);
}

/** A list of contents can lie: nothing may unpack to more than it says there, or to other bytes. */
function judgeEntry(bytes: Buffer, entry: number): void {
  const deflated = 8;
  const method = bytes.readUInt16LE(entry + 10);
  const stated = bytes.readUInt32LE(entry + 24);
  const local = bytes.readUInt32LE(entry + 42);
  let unpacked: Buffer | undefined;
  try {
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20));
    unpacked =
      method === deflated
        ? inflateRawSync(packed, { maxOutputLength: Math.max(1, stated) })
        : packed;
  } catch {
    // More than stated, or broken.
  }
  if (unpacked?.length !== stated)
    throw new SourceRefused(
      '压缩的内容与目录所说的大小不符，可能损坏，也可能是恶意文件，没有打开。',
    );
  if (crc32(unpacked) !== bytes.readUInt32LE(entry + 16))
    throw new SourceRefused('压缩的内容与它的校验码不符，文件损坏了，没有打开：请重新取一份。');
}

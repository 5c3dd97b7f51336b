import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import {
  deflated,
  dosDate,
  signatures,
  stored,
  tooLarge,
  tooMany,
  utf8Names,
} from './zip-format.ts';

/** A file that goes into an archive. */
export interface ZipInput {
  /** POSIX path inside. */
  readonly path: string;
  /** Never compressed: parts of it are read where they stand. */
  readonly stored?: true;
  read(): Buffer;
}

/**
 * Writes an archive that everything can unpack, one file in memory at a time; the same files make the same
 * bytes. It is written beside its place and moved there when it is whole. Files and the archive stay below
 * 4 GiB each; there may be any number of them.
 *
 * @throws RangeError when the archive would be larger.
 */
export function writeZip(target: string, inputs: Iterable<ZipInput>): void {
  const part = `${target}.part-${process.pid}`;
  const out = openSync(part, 'w');
  try {
    const entries: Buffer[] = [];
    let offset = 0;
    let waiting: Buffer[] = [];
    let held = 0;
    const flush = () => {
      writeWhole(out, Buffer.concat(waiting));
      waiting = [];
      held = 0;
    };
    const put = (...chunks: readonly Buffer[]) => {
      for (const chunk of chunks) {
        waiting.push(chunk);
        held += chunk.length;
        offset += chunk.length;
      }
      if (held > 1024 * 1024) flush();
      if (offset > tooLarge) throw new RangeError('over 4 GiB');
    };
    for (const { path, stored: asIs, read } of inputs) {
      const bytes = read();
      const small = asIs || bytes.length === 0 ? bytes : deflateRawSync(bytes, { level: 9 });
      const isSmaller = small.length < bytes.length;
      const body = isSmaller ? small : bytes;
      const name = Buffer.from(path, 'utf8');
      const common = Buffer.alloc(26);
      common.writeUInt16LE(20, 0);
      common.writeUInt16LE(utf8Names, 2);
      common.writeUInt16LE(isSmaller ? deflated : stored, 4);
      common.writeUInt16LE(dosDate, 8);
      common.writeUInt32LE(crc32(bytes), 10);
      common.writeUInt32LE(body.length, 14);
      common.writeUInt32LE(bytes.length, 18);
      common.writeUInt16LE(name.length, 22);
      const rest = Buffer.alloc(14);
      // Made on Unix (3), a regular file that all may read, so that unpacking gives usable permissions.
      rest.writeUInt32LE((0o100644 << 16) >>> 0, 6);
      rest.writeUInt32LE(offset, 10);
      entries.push(Buffer.concat([u32(signatures.entry), u16(0x0314), common, rest, name]));
      put(u32(signatures.file), common, name, body);
    }
    const start = offset;
    for (const entry of entries) put(entry);
    const size = offset - start;
    const count = entries.length;
    if (count >= tooMany) put(...end64(count, size, start, offset));
    const short = u16(Math.min(count, tooMany));
    put(u32(signatures.end), u32(0), short, short, u32(size), u32(start), u16(0));
    flush();
    closeSync(out);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function end64(count: number, size: number, start: number, offset: number): readonly Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(signatures.end64, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(signatures.locator64, 0);
  locator.writeBigUInt64LE(BigInt(offset), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

function writeWhole(out: number, chunk: Buffer): void {
  for (let done = 0; done < chunk.length; ) done += writeSync(out, chunk, done);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

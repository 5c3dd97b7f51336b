import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { deflated, signatures, stored, tooMany } from '../../derive/texts/zip-format.ts';
import { ReleaseRefused } from '../release-refused.ts';

interface ZipEntry {
  readonly method: number;
  readonly crc: number;
  /** As it stands in the archive. */
  readonly packed: number;
  readonly offset: number;
}

/** An archive that is open; one file in memory at a time. */
export class ZipFile {
  readonly #file: number;
  readonly #name: string;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  /** @throws {ReleaseRefused} when it is no whole archive. */
  constructor(name: string) {
    this.#name = name;
    this.#file = openSync(name, 'r');
    try {
      this.#entries = this.#directory(statSync(name).size);
    } catch (error) {
      this.close();
      if (error instanceof RangeError) throw this.#broken();
      throw error;
    }
  }

  /** POSIX paths, in the order in which they were written. */
  get paths(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** @throws {ReleaseRefused} when the file is damaged or not there. */
  read(path: string): Buffer {
    const entry = this.#entries.get(path);
    if (entry === undefined) throw new ReleaseRefused(`${this.#name} 里没有 ${path}。`);
    try {
      const head = this.#bytes(entry.offset, 30);
      if (head.readUInt32LE(0) !== signatures.file) throw this.#broken();
      const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
      const body = this.#bytes(start, entry.packed);
      if (![stored, deflated].includes(entry.method)) throw this.#broken();
      const bytes = entry.method === deflated ? inflateRawSync(body) : body;
      if (crc32(bytes) !== entry.crc) throw this.#broken();
      return bytes;
    } catch {
      throw new ReleaseRefused(`${this.#name} 里的 ${path} 损坏了。`);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #directory(size: number): ReadonlyMap<string, ZipEntry> {
    // No archive of ours has a comment, so its end is in one place.
    const end = this.#bytes(size - 22, 22);
    if (end.readUInt32LE(0) !== signatures.end) throw this.#broken();
    let count = end.readUInt16LE(10);
    let at = end.readUInt32LE(16);
    if (count === tooMany) {
      const locator = this.#bytes(size - 42, 20);
      if (locator.readUInt32LE(0) !== signatures.locator64) throw this.#broken();
      const record = this.#bytes(Number(locator.readBigUInt64LE(8)), 56);
      count = Number(record.readBigUInt64LE(32));
      at = Number(record.readBigUInt64LE(48));
    }
    const directory = this.#bytes(at, size - at);
    const entries = new Map<string, ZipEntry>();
    for (let offset = 0; count > 0; count -= 1) {
      if (directory.readUInt32LE(offset) !== signatures.entry) throw this.#broken();
      const name = directory.readUInt16LE(offset + 28);
      const extra = directory.readUInt16LE(offset + 30);
      const comment = directory.readUInt16LE(offset + 32);
      const path = directory.toString('utf8', offset + 46, offset + 46 + name);
      entries.set(path, {
        method: directory.readUInt16LE(offset + 10),
        crc: directory.readUInt32LE(offset + 16),
        packed: directory.readUInt32LE(offset + 20),
        offset: directory.readUInt32LE(offset + 42),
      });
      offset += 46 + name + extra + comment;
    }
    return entries;
  }

  #bytes(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (position < 0 || readSync(this.#file, bytes, 0, length, position) !== length) {
      throw this.#broken();
    }
    return bytes;
  }

  #broken(): ReleaseRefused {
    return new ReleaseRefused(`${this.#name} 不是完整的 zip，可能没有拷完。`);
  }
}

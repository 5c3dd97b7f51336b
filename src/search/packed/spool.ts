import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Keeps bytes for later: what is packed long before the index's name is known, with which it is sealed. */
export interface Spool {
  /** @returns the number to {@link get} it by. */
  put(content: Uint8Array): number;
  get(entry: number): Uint8Array;
}

/** In memory, for what is small. */
export class MemorySpool implements Spool {
  readonly #entries: Uint8Array[] = [];

  put(content: Uint8Array): number {
    return this.#entries.push(content) - 1;
  }

  get(entry: number): Uint8Array {
    const content = this.#entries[entry];
    if (content === undefined) throw new RangeError(`nothing was kept as ${entry}`);
    return content;
  }
}

/** In one file, one entry behind the other: the index of a large archive is not held in memory. */
export class FileSpool implements Spool {
  readonly #path: string;
  readonly #file: number;
  /** Where each entry ends. */
  readonly #ends: number[] = [];

  /** @param path of a file that does not exist; {@link remove} takes it away. */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'wx+');
  }

  put(content: Uint8Array): number {
    const start = this.#ends.at(-1) ?? 0;
    for (let at = 0; at < content.length; )
      at += writeSync(this.#file, content, at, content.length - at, start + at);
    return this.#ends.push(start + content.length) - 1;
  }

  get(entry: number): Uint8Array {
    const end = this.#ends[entry];
    if (end === undefined) throw new RangeError(`nothing was kept as ${entry}`);
    const start = this.#ends[entry - 1] ?? 0;
    const content = new Uint8Array(end - start);
    for (let at = 0; at < content.length; ) {
      const read = readSync(this.#file, content, at, content.length - at, start + at);
      if (read === 0) throw new Error(`${this.#path} was cut off`);
      at += read;
    }
    return content;
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}

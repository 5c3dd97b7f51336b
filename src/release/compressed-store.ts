import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a file is compressed, the ending of its name, and the name of that in HTTP. */
export const encodings = [
  { ending: '.br', encoding: 'br' },
  { ending: '.gz', encoding: 'gzip' },
] as const;
export type Encoding = (typeof encodings)[number]['encoding'];

const compress: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/**
 * Compressed files by the SHA-256 of what they expand to, kept between releases: at the best level a
 * page takes tens of milliseconds, and most pages stay as they are. The name ends in a hash of the file
 * itself: what is damaged does not bear its own hash and is made again.
 */
export class CompressedStore {
  readonly #folder: string;
  readonly #used = new Set<string>();
  /** File names by what they begin with. */
  readonly #kept: ReadonlyMap<string, string>;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#kept = new Map(
      readdirSync(folder).map((name) => [name.slice(0, name.lastIndexOf('.')), name]),
    );
  }

  /** @param sha256 of the bytes, hex. */
  async compressed(bytes: Buffer, sha256: string, encoding: Encoding): Promise<Buffer> {
    const key = `${sha256}.${encoding}`;
    const name = this.#kept.get(key);
    const kept = name === undefined ? undefined : wholeOrNothing(join(this.#folder, name));
    if (name !== undefined && kept !== undefined) {
      this.#used.add(name);
      return kept;
    }
    const made = await compress[encoding](bytes);
    this.#used.add(nameOf(key, made));
    const file = join(this.#folder, nameOf(key, made));
    const part = `${file}.part-${process.pid}`;
    writeFileSync(part, made);
    renameSync(part, file);
    return made;
  }

  /** Drops what was not asked for since the store was opened. */
  sweep(): void {
    for (const name of readdirSync(this.#folder)) {
      if (!this.#used.has(name)) rmSync(join(this.#folder, name), { force: true });
    }
  }
}

function nameOf(key: string, compressed: Buffer): string {
  return `${key}.${createHash('sha256').update(compressed).digest('hex').slice(0, 16)}`;
}

/** What does not bear its own hash counts as absent. */
function wholeOrNothing(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    return file.endsWith(nameOf('', bytes)) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

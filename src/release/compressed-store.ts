import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants, gunzipSync, gzip } from 'node:zlib';

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

const expand: Readonly<Record<Encoding, (bytes: Buffer) => Buffer>> = {
  br: (bytes) => brotliDecompressSync(bytes),
  gzip: (bytes) => gunzipSync(bytes),
};

/**
 * Compressed files by the SHA-256 of what they expand to, kept between releases: at the best level a
 * page takes tens of milliseconds, and most pages stay as they are.
 */
export class CompressedStore {
  readonly #folder: string;
  readonly #used = new Set<string>();
  readonly #kept: ReadonlySet<string>;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#kept = new Set(readdirSync(folder));
  }

  /** @param sha256 of the bytes, hex. */
  async compressed(bytes: Buffer, sha256: string, encoding: Encoding): Promise<Buffer> {
    const name = `${sha256}.${encoding}`;
    this.#used.add(name);
    const file = join(this.#folder, name);
    const kept = this.#kept.has(name) ? wholeOrNothing(file, sha256, encoding) : undefined;
    if (kept !== undefined) return kept;
    const made = await compress[encoding](bytes);
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

/** What is damaged counts as absent. */
function wholeOrNothing(file: string, sha256: string, encoding: Encoding): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const expanded = expand[encoding](bytes);
    return createHash('sha256').update(expanded).digest('hex') === sha256 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

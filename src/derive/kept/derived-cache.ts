import { createHash } from 'node:crypto';
import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a cache is, and what its entries are made by. */
export interface CachePlace {
  /** Absolute path. */
  readonly folder: string;
  /**
   * Everything but the input that decides an entry: the digest of the deriving code (code-digest.ts)
   * and its settings.
   */
  readonly recipe: string;
}

/**
 * Derived files of the last build, by the hash of all that decided them. An entry is a file
 * `<key>.<hash of its content>`: what is damaged, truncated or somebody else's does not bear its own
 * hash, counts as absent and is made again. What a build did not use is dropped at its end, so a
 * cache is never larger than what one build derives.
 *
 * A file of the output and its entry are one file with two names where the disk allows it. Several
 * threads may use one folder: entries of one key are the same bytes.
 */
export class DerivedCache {
  /** What a thread needs to open the same cache; plain data. */
  readonly place: CachePlace;
  readonly #folder: string;
  readonly #recipe: string;
  /** File name of each key that was there when the cache was opened. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();

  constructor({ folder, recipe }: CachePlace) {
    this.place = { folder, recipe };
    this.#folder = folder;
    this.#recipe = recipe;
    mkdirSync(folder, { recursive: true });
    this.#names = new Map(readdirSync(folder).map((name) => [keyOf(name), name]));
  }

  /** The key of what is made from these inputs. */
  key(...inputs: readonly (string | Uint8Array)[]): string {
    const hash = createHash('sha256').update(this.#recipe);
    for (const input of inputs) hash.update(`\0${input.length}\0`).update(input);
    return hash.digest('hex');
  }

  /** Whether something was kept under this key when the cache was opened, whole or not. */
  has(key: string): boolean {
    return this.#names.has(key);
  }

  /** Puts what was kept under this key at `target`; false when there is nothing, or nothing whole. */
  restore(key: string, target: string): boolean {
    this.#used.add(key);
    const name = this.#names.get(key);
    if (name === undefined) return false;
    const file = join(this.#folder, name);
    try {
      if (!lstatSync(file).isFile() || entryName(key, readFileSync(file)) !== name) return false;
    } catch {
      return false;
    }
    shareFile(file, target);
    return true;
  }

  /** Keeps what was written to `target`, whose content is given so that it is not read again. */
  keep(key: string, target: string, content: string | Uint8Array): void {
    this.#used.add(key);
    const name = entryName(key, content);
    // What was not whole under this key would be looked at first the next time, and everything made again.
    const damaged = this.#names.get(key);
    if (damaged !== undefined && damaged !== name)
      rmSync(join(this.#folder, damaged), { recursive: true, force: true });
    shareFile(target, join(this.#folder, name));
  }

  /** Writes a derived file, from what was kept or else from `make`, and keeps it. */
  async provide(
    key: string,
    target: string,
    make: () => Promise<string | Uint8Array> | string | Uint8Array,
  ): Promise<void> {
    mkdirSync(dirname(target), { recursive: true });
    if (this.restore(key, target)) return;
    const content = await make();
    writeDerived(target, content);
    this.keep(key, target, content);
  }

  /**
   * Drops every entry that was not used since the cache was opened.
   * @param others keys that other threads used.
   */
  sweep(others: Iterable<string> = []): void {
    const used = new Set([...this.#used, ...others]);
    for (const name of readdirSync(this.#folder)) {
      if (!used.has(keyOf(name))) {
        rmSync(join(this.#folder, name), { recursive: true, force: true });
      }
    }
  }
}

/** Writes a file anew: what stood there may be a cache's too. */
export function writeDerived(target: string, content: string | Uint8Array): void {
  rmSync(target, { force: true });
  writeFileSync(target, content);
}

function entryName(key: string, content: string | Uint8Array): string {
  return `${key}.${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

function keyOf(name: string): string {
  return name.split('.')[0] ?? name;
}

/** Gives a file a second name, or a copy where the disk has no such thing; never half a file. */
function shareFile(file: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  try {
    linkSync(file, target);
  } catch {
    const part = `${target}.part-${process.pid}`;
    copyFileSync(file, part);
    renameSync(part, target);
  }
}

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Archive } from '../../model/archive.ts';
import type { DerivedCache } from '../kept/derived-cache.ts';
import { filesBelow } from '../kept/files-below.ts';
import { indexPlan, plannedReports } from './index-plan.ts';

/**
 * The index of the last build, put in its place again while nothing that decides it has changed. It is kept whole
 * or not at all: one report more moves every place behind it.
 */
export class KeptIndex {
  readonly #cache: DerivedCache;
  readonly #inputs: string;

  /** @param cache its recipe says which code writes the index. */
  constructor(cache: DerivedCache, archive: Archive) {
    this.#cache = cache;
    this.#inputs = inputsOf(archive);
  }

  /** Whether it seems to be there; {@link restore} looks whether it is whole. */
  get isThere(): boolean {
    return this.#cache.has(this.#key());
  }

  /**
   * Puts it at `folder`, in the place of whatever stands there.
   *
   * @returns false when it is not there, or not whole; then nothing is at `folder`.
   */
  restore(folder: string): boolean {
    rmSync(folder, { recursive: true, force: true });
    const list = `${folder}.files`;
    mkdirSync(dirname(folder), { recursive: true });
    if (!this.#cache.restore(this.#key(), list)) return false;
    const paths = JSON.parse(readFileSync(list, 'utf8')) as string[];
    rmSync(list);
    for (const path of paths) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      if (this.#cache.restore(this.#key(path), target)) continue;
      rmSync(folder, { recursive: true, force: true });
      return false;
    }
    this.#cache.sweep();
    return true;
  }

  /** Keeps what was written to `folder`, and nothing older. */
  keep(folder: string): void {
    const files = filesBelow(folder).map((file) => relative(folder, file).replaceAll(sep, '/'));
    for (const path of files) {
      const file = join(folder, path);
      this.#cache.keep(this.#key(path), file, readFileSync(file));
    }
    // The list comes last: without it nothing counts as kept.
    const list = `${folder}.files`;
    const content = JSON.stringify(files);
    writeFileSync(list, content);
    this.#cache.keep(this.#key(), list, content);
    rmSync(list);
    this.#cache.sweep();
  }

  /** Of a file, or of the list of all. */
  #key(path = ''): string {
    return this.#cache.key(this.#inputs, path);
  }
}

const known = new WeakMap<Archive, string>();

/** SHA-256 (hex) of everything in an archive that decides its index: what the thread is given, and nothing else. */
function inputsOf(archive: Archive): string {
  let digest = known.get(archive);
  if (digest === undefined) {
    const hash = createHash('sha256').update(JSON.stringify(indexPlan(archive)));
    for (const report of plannedReports(archive)) hash.update(`\n${JSON.stringify(report)}`);
    digest = hash.digest('hex');
    known.set(archive, digest);
  }
  return digest;
}

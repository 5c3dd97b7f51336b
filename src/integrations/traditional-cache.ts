import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TreeSettings } from './traditional-page.ts';

/**
 * Traditional pages of the last build, by the hash of all that decided them. What a build did not
 * use is dropped at its end, so the cache is never larger than one tree. Several threads may use one
 * folder: a page has one key, and one thread derives it.
 */
export class TraditionalCache {
  readonly #folder: string;
  readonly #version: string;

  /** @param version {@link cacheVersion} of the settings that the pages follow. */
  constructor(folder: string, version: string) {
    this.#folder = folder;
    this.#version = version;
    mkdirSync(folder, { recursive: true });
  }

  key(file: string, html: Buffer): string {
    return createHash('sha256').update(`${this.#version}\n${file}\n`).update(html).digest('hex');
  }

  /** Copies the page of this key to `target`, and says whether there was one. */
  restore(key: string, target: string): boolean {
    try {
      copyFileSync(path.join(this.#folder, key), target);
      return true;
    } catch {
      return false;
    }
  }

  /** Keeps a copy of the page that was written to `target`. */
  keep(key: string, target: string): void {
    const file = path.join(this.#folder, key);
    // Whole or not at all: a build may be interrupted here.
    copyFileSync(target, `${file}.part`);
    renameSync(`${file}.part`, file);
  }

  /** Drops every page but these. */
  sweep(used: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) {
      if (!used.has(name)) rmSync(path.join(this.#folder, name), { force: true });
    }
  }
}

/** Changes whenever anything but a page's own HTML changes what its twin is. */
export function cacheVersion(settings: TreeSettings): string {
  return createHash('sha256')
    .update(converterVersion())
    .update(JSON.stringify(settings))
    .digest('hex');
}

/** Changes whenever the conversion's code, glossary or dictionaries do. */
function converterVersion(): string {
  const hash = createHash('sha256');
  const folder = new URL('../variant/', import.meta.url);
  for (const name of readdirSync(folder).sort()) {
    if (/\.(ts|json)$/.test(name)) hash.update(name).update(readFileSync(new URL(name, folder)));
  }
  const { packages } = JSON.parse(
    readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
  ) as { packages: Record<string, { version?: string }> };
  for (const name of ['opencc-js', 'htmlparser2']) {
    hash.update(packages[`node_modules/${name}`]?.version ?? '');
  }
  return hash.digest('hex');
}

import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TreeSettings } from './twin-page.ts';

/**
 * Traditional pages of the last build, by the hash of all that decided them. What a build did not
 * use is dropped at its end, so the cache is never larger than one tree. Several threads may use one
 * folder: a page has one key, and one thread derives it.
 *
 * A page of the output and its copy here are one file with two names where the disk allows it;
 * each is named after its own hash too, so a page edited in the output is known and not taken again.
 */
export class TraditionalCache {
  readonly #folder: string;
  readonly #version: string;
  /** The file of each key. */
  readonly #files: ReadonlyMap<string, string>;

  /** @param version {@link cacheVersion} of the settings that the pages follow. */
  constructor(folder: string, version: string) {
    this.#folder = folder;
    this.#version = version;
    mkdirSync(folder, { recursive: true });
    this.#files = new Map(readdirSync(folder).map((name) => [keyOf(name), name]));
  }

  key(file: string, html: Buffer): string {
    return createHash('sha256').update(`${this.#version}\n${file}\n`).update(html).digest('hex');
  }

  /** Puts the page of this key at `target`, and says whether there was one. */
  restore(key: string, target: string): boolean {
    const name = this.#files.get(key);
    if (name === undefined) return false;
    const file = path.join(this.#folder, name);
    if (fileName(key, readFileSync(file)) !== name) return false;
    shareFile(file, target);
    return true;
  }

  /** Keeps the page that was written to `target`. */
  keep(key: string, target: string, html: string): void {
    shareFile(target, path.join(this.#folder, fileName(key, html)));
  }

  /** Drops every page but these. */
  sweep(used: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) {
      if (!used.has(keyOf(name))) rmSync(path.join(this.#folder, name), { force: true });
    }
  }
}

function fileName(key: string, html: string | Buffer): string {
  return `${key}.${createHash('sha256').update(html).digest('hex').slice(0, 16)}`;
}

function keyOf(name: string): string {
  return name.split('.')[0] ?? name;
}

/** Gives a file a second name, or a copy where the disk has no such thing. */
function shareFile(file: string, target: string): void {
  rmSync(target, { force: true });
  try {
    linkSync(file, target);
  } catch {
    copyFileSync(file, target);
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
  const folder = new URL('../../variant/', import.meta.url);
  for (const name of readdirSync(folder).sort()) {
    if (/\.(ts|json)$/.test(name)) hash.update(name).update(readFileSync(new URL(name, folder)));
  }
  const { packages } = JSON.parse(
    readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'),
  ) as { packages: Record<string, { version?: string }> };
  for (const name of ['opencc-js', 'htmlparser2']) {
    hash.update(packages[`node_modules/${name}`]?.version ?? '');
  }
  return hash.digest('hex');
}

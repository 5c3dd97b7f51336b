import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TreeSettings } from './traditional-page.ts';

/**
 * Traditional pages of the last build, by the hash of all that decided them. What a build did not
 * use is dropped at its end, so the cache is never larger than one tree.
 */
export class TraditionalCache {
  readonly #folder: string;
  readonly #version: string;
  readonly #used = new Set<string>();

  constructor(folder: string, settings: TreeSettings) {
    this.#folder = folder;
    this.#version = createHash('sha256')
      .update(converterVersion())
      .update(JSON.stringify(settings))
      .digest('hex');
    mkdirSync(folder, { recursive: true });
  }

  key(file: string, html: string): string {
    return createHash('sha256').update(`${this.#version}\n${file}\n`).update(html).digest('hex');
  }

  get(key: string): string | undefined {
    try {
      const html = readFileSync(path.join(this.#folder, key), 'utf8');
      this.#used.add(key);
      return html;
    } catch {
      return undefined;
    }
  }

  set(key: string, html: string): void {
    writeFileSync(path.join(this.#folder, key), html);
    this.#used.add(key);
  }

  /** Drops every page that this build did not use. */
  sweep(): void {
    for (const name of readdirSync(this.#folder)) {
      if (!this.#used.has(name)) rmSync(path.join(this.#folder, name), { force: true });
    }
  }
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

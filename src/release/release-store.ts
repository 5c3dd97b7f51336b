import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessLock } from '../building/process-lock.ts';
import {
  parseManifest,
  type ReleaseManifest,
  releaseIdSchema,
  releaseManifestFile,
} from './release-manifest.ts';
import { ReleaseRefused } from './release-refused.ts';

/** A release as it stands on disk. */
export interface Release {
  readonly id: string;
  /** Absolute path: all that is published, the manifest included. */
  readonly site: string;
  readonly manifest: ReleaseManifest;
}

/**
 * The folder of releases: `<id>/` for each, `history.txt` with their ids in the order they were made, and
 * `compressed/` for what is kept between them. A release is never changed once it stands.
 */
export class ReleaseStore {
  readonly folder: string;
  readonly #history: string;

  /** @param folder absolute path; made when something is written. */
  constructor(folder: string) {
    this.folder = folder;
    this.#history = join(folder, 'history.txt');
  }

  /** Ids in the order in which they were last made, those whose folders are gone left out. */
  ids(): readonly string[] {
    if (!existsSync(this.#history)) return [];
    const lines = readFileSync(this.#history, 'utf8').split('\n').reverse();
    return [...new Set(lines)]
      .reverse()
      .filter(
        (id) =>
          releaseIdSchema.safeParse(id).success &&
          existsSync(join(this.folder, id, 'site', releaseManifestFile)),
      );
  }

  /** Puts a release at the end of the history. */
  remember(id: string): void {
    if (this.latest() !== id) appendFileSync(this.#history, `${id}\n`);
  }

  latest(): string | undefined {
    return this.ids().at(-1);
  }

  /** @throws {ReleaseRefused} when there is none, or its manifest was changed. */
  open(id: string): Release {
    const site = join(this.folder, id, 'site');
    const file = join(site, releaseManifestFile);
    if (!releaseIdSchema.safeParse(id).success || !existsSync(file)) {
      throw new ReleaseRefused(`${this.folder} 里没有版本 ${id}。已有的：${this.#list()}`);
    }
    return { id, site, manifest: parseManifest(readFileSync(file, 'utf8'), file) };
  }

  /** {@link open}, or null where the release is not kept here. */
  find(id: string | null): Release | null {
    return id !== null && this.ids().includes(id) ? this.open(id) : null;
  }

  /** Does something while no other command writes here. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    mkdirSync(this.folder, { recursive: true });
    const lock = ProcessLock.take(join(this.folder, '.lock'));
    if (lock === undefined) {
      throw new ReleaseRefused(`另一次发布正在用 ${this.folder}，等它结束。`);
    }
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  #list(): string {
    return this.ids().join('、') || '（还没有）';
  }
}

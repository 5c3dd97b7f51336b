import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { ArchiveImage } from '../model/report.ts';
import { ProblemList } from './check/problem-list.ts';
import { readImages } from './read/read-images.ts';
import type { ReadReport } from './read/read-report.ts';
import { type HashedFile, hashFile } from './read/regular-file.ts';

interface Kept<Value> {
  /** What it was made from. */
  readonly stamp: string;
  readonly value: Value;
  readonly problems: readonly Problem[];
}

/**
 * What was read of a content folder, kept by whoever reads it again and again while one file of it is being
 * written. A file counts as the same while the system gives it the same number, size and time of change.
 */
export class ContentMemory {
  readonly #reports = new Map<string, Kept<ReadReport | undefined>>();
  readonly #images = new Map<string, Kept<ArchiveImage | undefined>>();
  readonly #hashes = new Map<string, Kept<HashedFile>>();

  /** @param circumstances what beside the file decides how it is read */
  report(
    contentDir: string,
    file: string,
    circumstances: string,
    read: (problems: ProblemList) => ReadReport | undefined,
    problems: ProblemList,
  ): ReadReport | undefined {
    const stamp = `${stampOf(join(contentDir, file))} ${circumstances}`;
    let kept = this.#reports.get(file);
    if (kept?.stamp !== stamp) {
      const own = new ProblemList();
      kept = { stamp, value: read(own), problems: own.sorted() };
      this.#reports.set(file, kept);
    }
    problems.addAll(kept.problems);
    return kept.value;
  }

  async images(
    contentDir: string,
    files: readonly string[],
    problems: ProblemList,
  ): Promise<ReadonlyMap<string, ArchiveImage>> {
    const stamps = new Map(files.map((file) => [file, stampOf(join(contentDir, file))]));
    const fresh = files.filter((file) => this.#images.get(file)?.stamp !== stamps.get(file));
    const own = new ProblemList();
    const read = await readImages(contentDir, fresh, own);
    for (const file of fresh) {
      this.#images.set(file, {
        stamp: stamps.get(file) ?? '',
        value: read.get(file),
        problems: own.sorted().filter((problem) => problem.file === file),
      });
    }
    const images = new Map<string, ArchiveImage>();
    for (const file of stamps.keys()) {
      const kept = this.#images.get(file);
      if (kept?.value !== undefined) images.set(file, kept.value);
      problems.addAll(kept?.problems ?? []);
    }
    return images;
  }

  /** As {@link hashFile}. */
  readonly hash = (path: string): HashedFile => {
    const stamp = stampOf(path);
    let kept = this.#hashes.get(path);
    if (kept?.stamp !== stamp) {
      kept = { stamp, value: hashFile(path), problems: [] };
      this.#hashes.set(path, kept);
    }
    return kept.value;
  };
}

function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? 'gone' : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}

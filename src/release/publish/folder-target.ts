import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ProcessLock } from '../../building/process-lock.ts';
import { damagedRelease } from '../damaged-files.ts';
import {
  parseManifest,
  type ReleasedFile,
  type ReleaseManifest,
  releaseIdSchema,
  releaseManifestFile,
} from '../release-manifest.ts';
import { ReleaseRefused } from '../release-refused.ts';
import type { Release } from '../release-store.ts';
import { siteFiles } from '../site-files.ts';
import { inUploadOrder, stages } from '../upload-order.ts';
import { sha256Of } from '../verify/compare-file.ts';
import { verifyFolder } from '../verify/verify-files.ts';
import { historyFile, previousOf, readHistory, withPublished } from './publish-history.ts';
import type { PublishedState, Step, Target } from './target.ts';

/**
 * A folder on this machine: `releases/<id>/` for each release and `current`, a symbolic link to the one
 * that the web server shows. The link is replaced in one step when the release is whole.
 */
export class FolderTarget implements Target {
  readonly #folder: string;
  readonly #step: Step;

  /** @param folder absolute path; made when something is published. */
  constructor(folder: string, step: Step = () => {}) {
    this.#folder = folder;
    this.#step = step;
  }

  async state(): Promise<PublishedState> {
    const current = this.#current();
    return { current, previous: previousOf(this.#history(), current) };
  }

  async publish({ id, site, manifest }: Release): Promise<void> {
    await this.#alone(() => {
      const current = this.#current();
      const place = this.#placeOf(id);
      const old = current === null || current === id ? null : this.#placeOf(current);
      this.#place(site, place, manifest, old);
      // Where it is current already, what is missing or damaged was mended; nothing else is to do.
      if (current === id) return;
      if (old !== null) this.#carry(old, place, manifest);
      this.#show(id);
    });
  }

  async rollBack(): Promise<string> {
    return this.#alone(() => {
      const previous = previousOf(this.#history(), this.#current());
      if (previous === null || !existsSync(this.#placeOf(previous))) {
        throw new ReleaseRefused(`${this.#folder} 里没有上一个版本可以退回。`);
      }
      const place = this.#placeOf(previous);
      const manifest = this.#manifestIn(place);
      const broken = verifyFolder(place, manifest).filter(({ kind }) => kind !== 'added');
      if (broken.length > 0) {
        throw new ReleaseRefused(
          `上一个版本 ${previous} 已不完整（${broken.length} 个文件缺少或被改动），没有退回。可以从存着的版本重新发布：publish … --release ${previous}`,
        );
      }
      this.#show(previous);
      return previous;
    });
  }

  async clean(): Promise<readonly string[]> {
    return this.#alone(() => {
      const current = this.#current();
      const keep = [current, previousOf(this.#history(), current)];
      const ids = this.#releases().filter((id) => !keep.includes(id));
      for (const id of ids) {
        this.#step(`delete ${id}`);
        // Aside first, so that no half of a release bears its name.
        const gone = join(this.#folder, 'releases', `.gone-${id}`);
        rmSync(gone, { recursive: true, force: true });
        renameSync(this.#placeOf(id), gone);
      }
      for (const name of readdirSync(join(this.#folder, 'releases'))) {
        if (!name.startsWith('.gone-')) continue;
        this.#step(`remove ${name}`);
        rmSync(join(this.#folder, 'releases', name), { recursive: true, force: true });
      }
      return ids;
    });
  }

  /** Brings every file of a release to its place, from the old release where it is the same. */
  #place(site: string, place: string, manifest: ReleaseManifest, old: string | null): void {
    const order = inUploadOrder<Pick<ReleasedFile, 'path'>>(
      [
        ...manifest.files,
        ...siteFiles(site)
          .files.filter(besides(manifest))
          .map((path) => ({ path })),
      ],
      false,
    );
    const listed = new Map(manifest.files.map((file) => [file.path, file]));
    for (const { path } of stages.flatMap((stage) => order.get(stage) ?? [])) {
      const target = join(place, path);
      const { sha256 } = listed.get(path) ?? { sha256: sha256Of(readFileSync(join(site, path))) };
      if (hasContent(target, sha256)) continue;
      this.#step(`place ${path}`);
      mkdirSync(dirname(target), { recursive: true });
      const same = old === null ? undefined : join(old, path);
      if (same !== undefined && hasContent(same, sha256)) bring(same, target, { link: true });
      else {
        // What does not arrive as it was made is not shown.
        if (!hasContent(join(site, path), sha256)) throw damagedRelease(manifest.release, [path]);
        bring(join(site, path), target, { link: false });
      }
    }
  }

  /** Pages that readers opened before the change still ask for the old release's assets and search chunks. */
  #carry(old: string, place: string, manifest: ReleaseManifest): void {
    const now = new Set(manifest.files.map(({ path }) => path));
    for (const { path, cache } of this.#manifestIn(old).files) {
      const [from, to] = [join(old, path), join(place, path)];
      if (cache !== 'immutable' || now.has(path) || existsSync(to) || !existsSync(from)) continue;
      this.#step(`carry ${path}`);
      mkdirSync(dirname(to), { recursive: true });
      bring(from, to, { link: true });
    }
  }

  #show(id: string): void {
    this.#step('history');
    const history = join(this.#folder, historyFile);
    writeFileSync(`${history}.part`, withPublished(this.#history(), id));
    renameSync(`${history}.part`, history);
    const next = join(this.#folder, '.current-next');
    rmSync(next, { force: true });
    this.#step('link');
    symlinkSync(join('releases', id), next);
    this.#step('swap');
    renameSync(next, join(this.#folder, 'current'));
    this.#step('done');
  }

  /** @throws {ReleaseRefused} when `current` is not a link that this made. */
  #current(): string | null {
    const link = join(this.#folder, 'current');
    const entry = lstatSync(link, { throwIfNoEntry: false });
    if (entry === undefined) return null;
    const id = entry.isSymbolicLink() ? basename(readlinkSync(link)) : '';
    if (!releaseIdSchema.safeParse(id).success) {
      throw new ReleaseRefused(`${link} 不是发布时建立的符号链接，没有动它。请换一个文件夹。`);
    }
    return existsSync(this.#placeOf(id)) ? id : null;
  }

  #history(): readonly string[] {
    const file = join(this.#folder, historyFile);
    return existsSync(file) ? readHistory(readFileSync(file, 'utf8')) : [];
  }

  #releases(): readonly string[] {
    return readdirSync(join(this.#folder, 'releases'))
      .filter((id) => releaseIdSchema.safeParse(id).success)
      .sort();
  }

  #placeOf(id: string): string {
    return join(this.#folder, 'releases', id);
  }

  #manifestIn(place: string): ReleaseManifest {
    const file = join(place, releaseManifestFile);
    if (!existsSync(file)) throw new ReleaseRefused(`${place} 里没有 ${releaseManifestFile}。`);
    return parseManifest(readFileSync(file, 'utf8'), file);
  }

  async #alone<Result>(work: () => Result): Promise<Result> {
    mkdirSync(join(this.#folder, 'releases'), { recursive: true });
    const lock = ProcessLock.take(join(this.#folder, '.lock'));
    if (lock === undefined) {
      throw new ReleaseRefused(`另一次发布正在写 ${this.#folder}，等它结束。`);
    }
    try {
      return work();
    } finally {
      lock.release();
    }
  }
}

/** Whether a path is one that the manifest does not list: itself and its signatures. */
function besides({ files }: ReleaseManifest): (path: string) => boolean {
  const listed = new Set(files.map(({ path }) => path));
  return (path) => !listed.has(path);
}

function hasContent(file: string, sha256: string): boolean {
  const entry = lstatSync(file, { throwIfNoEntry: false });
  return entry?.isFile() === true && sha256Of(readFileSync(file)) === sha256;
}

/** Puts a file at its place whole or not at all; as a second name of the old one where the disk allows it. */
function bring(from: string, to: string, { link }: { link: boolean }): void {
  const part = `${to}.part`;
  rmSync(part, { recursive: true, force: true });
  try {
    if (!link) throw new Error('copy');
    linkSync(from, part);
  } catch {
    copyFileSync(from, part);
  }
  rmSync(to, { recursive: true, force: true });
  renameSync(part, to);
}

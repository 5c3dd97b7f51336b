import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { refuseDamaged } from '../damaged-files.ts';
import { releaseIdSchema } from '../release-manifest.ts';
import { ReleaseRefused } from '../release-refused.ts';
import type { Release } from '../release-store.ts';
import { historyFile, previousOf, readHistory, withPublished } from './publish-history.ts';
import { mustRun, runTool, toolFailed } from './run-tool.ts';
import type { PublishedState, Step, Target } from './target.ts';

/** rsync's exit codes for “there is no such file”: some could not be transferred; no such folder. */
const absent: ReadonlySet<number> = new Set([23, 3]);

/**
 * The same folder as a FolderTarget's, on another machine: all is done by rsync itself, so that an account
 * which may run nothing else will do. Times are left alone: a server makes its ETag of a file's time, which
 * must differ wherever the content does.
 */
export class RsyncTarget implements Target {
  /** `[user@]host:/path`, or a path on this machine; without a slash at its end. */
  readonly #place: string;
  readonly #step: Step;

  constructor(place: string, step: Step = () => {}) {
    this.#place = place.replace(/\/+$/, '');
    this.#step = step;
  }

  async state(): Promise<PublishedState> {
    const current = await this.#current();
    return { current, previous: previousOf(await this.#history(), current) };
  }

  async publish(release: Release, replaced: Release | null): Promise<void> {
    const { id, site } = release;
    refuseDamaged(release);
    const current = await this.#current();
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'start/releases'), { recursive: true });
      await this.#rsync('start', ['-r', `${folder}/start/`, `${this.#place}/`]);
    });
    const links = current === null ? [] : [`--link-dest=../${current}`];
    // What is there and the same is not sent again, nor what the current release has.
    const send = ['-rl', '--checksum', ...(current === id ? [] : links)];
    const remove = current === id ? [] : ['--delete'];
    await this.#rsync('files', [...send, ...remove, `${site}/`, `${this.#place}/releases/${id}/`]);
    if (current === id) return;
    if (replaced !== null && replaced.id !== id) await this.#carry(replaced, id, links);
    // What was changed while it was sent is not shown.
    refuseDamaged(release);
    await this.#show(id);
  }

  async rollBack(): Promise<string> {
    const { previous } = await this.state();
    const there = await this.#releases();
    if (previous === null || !there.includes(previous)) {
      throw new ReleaseRefused(`${this.#place} 里没有上一个版本可以退回。`);
    }
    await this.#show(previous);
    return previous;
  }

  async clean(): Promise<readonly string[]> {
    const { current, previous } = await this.state();
    const ids = (await this.#releases()).filter((id) => id !== current && id !== previous);
    if (ids.length === 0) return [];
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'empty'));
      // An empty folder is the pattern; all is protected but the old releases.
      const filters = ids.map((id) => `--filter=R /${id}/***`);
      const rest = [...filters, '--filter=P /*', `${folder}/empty/`, `${this.#place}/releases/`];
      await this.#rsync('delete', ['-r', '--delete', ...rest]);
    });
    return ids;
  }

  /** Pages that readers opened before the change still ask for the old release's assets and search chunks. */
  async #carry(replaced: Release, id: string, links: readonly string[]): Promise<void> {
    await withFolder(async (folder) => {
      const list = join(folder, 'list');
      const paths = replaced.manifest.files.filter(({ cache }) => cache === 'immutable');
      writeFileSync(list, paths.map(({ path }) => `${path}\n`).join(''));
      const send = ['-rl', '--checksum', '--ignore-existing', ...links, `--files-from=${list}`];
      await this.#rsync('carry', [...send, `${replaced.site}/`, `${this.#place}/releases/${id}/`]);
    });
  }

  async #show(id: string): Promise<void> {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, historyFile), withPublished(await this.#history(), id));
      await this.#rsync('history', ['--checksum', join(folder, historyFile), `${this.#place}/`]);
      // rsync makes a new link beside the old one and renames it over it.
      symlinkSync(join('releases', id), join(folder, 'current'));
      await this.#rsync('swap', ['-l', join(folder, 'current'), `${this.#place}/`]);
    });
    this.#step('done');
  }

  async #current(): Promise<string | null> {
    const listed = await this.#list(`${this.#place}/current`);
    if (listed === null) return null;
    const id = basename(/ -> (.+)$/m.exec(listed)?.[1] ?? '');
    if (!releaseIdSchema.safeParse(id).success) {
      throw new ReleaseRefused(
        `${this.#place}/current 不是发布时建立的符号链接，没有动它。请换一个文件夹。`,
      );
    }
    return id;
  }

  async #releases(): Promise<readonly string[]> {
    const listed = await this.#list(`${this.#place}/releases/`);
    return (listed ?? '').match(/(?<=\s)[0-9a-f]{16}$/gm) ?? [];
  }

  async #history(): Promise<readonly string[]> {
    return withFolder(async (folder) => {
      const file = join(folder, historyFile);
      const { code, errors } = await runTool('rsync', [`${this.#place}/${historyFile}`, file]);
      if (code !== 0 && !absent.has(code)) throw toolFailed('rsync', this.#place, code, errors);
      return existsSync(file) ? readHistory(readFileSync(file, 'utf8')) : [];
    });
  }

  /** What rsync lists there; null when there is nothing. */
  async #list(place: string): Promise<string | null> {
    const { code, output, errors } = await runTool('rsync', ['--list-only', '-l', place]);
    if (code === 0) return output;
    if (absent.has(code)) return null;
    throw toolFailed('rsync', this.#place, code, errors);
  }

  async #rsync(what: string, args: readonly string[]): Promise<void> {
    this.#step(what);
    await mustRun('rsync', args);
  }
}

async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'rsync-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

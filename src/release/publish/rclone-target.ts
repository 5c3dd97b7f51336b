import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheControl, hashedFolder } from '../../model/response-headers.ts';
import { refuseDamaged } from '../damaged-files.ts';
import { deletable } from '../difference.ts';
import { parseManifest, type ReleaseManifest, releaseManifestFile } from '../release-manifest.ts';
import { ReleaseRefused } from '../release-refused.ts';
import type { Release } from '../release-store.ts';
import { signatureFiles } from '../signature/sign-manifest.ts';
import { inUploadOrder, type Stage, stages } from '../upload-order.ts';
import { historyFile, previousOf, readHistory, withPublished } from './publish-history.ts';
import { mustRun, runTool, toolFailed } from './run-tool.ts';
import type { PublishedState, Step, Target } from './target.ts';

/** rclone's exit codes for a folder and a file that are not there. */
const absent: ReadonlySet<number> = new Set([3, 4]);

/**
 * Any place that rclone knows (S3, OSS, COS …). Such stores have no links and change one object after
 * another, so the files go up in the order of {@link stages}. Compressed twins stay here: these stores do
 * not choose between forms of a file, the CDN before them compresses.
 */
export class RcloneTarget implements Target {
  /** `remote:bucket/path`, without a slash at its end. */
  readonly #place: string;
  readonly #step: Step;

  constructor(place: string, step: Step = () => {}) {
    this.#place = place.replace(/\/+$/, '');
    this.#step = step;
  }

  async state(): Promise<PublishedState> {
    const current = (await this.#manifest())?.release ?? null;
    return { current, previous: previousOf(await this.#history(), current) };
  }

  async publish(release: Release): Promise<void> {
    const { id, site, manifest } = release;
    refuseDamaged(release);
    const { current } = await this.state();
    const files = plainFiles(manifest).map((path) => ({ path }));
    const beside = [releaseManifestFile, ...signatureFiles]
      .filter((path) => existsSync(join(site, path)))
      .map((path) => ({ path }));
    const order = inUploadOrder([...files, ...beside], current !== null);
    for (const stage of stages) {
      if (stage === 'manifest') {
        refuseDamaged(release);
        await this.#remember(id);
      }
      await this.#upload(
        stage,
        site,
        (order.get(stage) ?? []).map(({ path }) => path),
      );
    }
    this.#step('done');
  }

  async rollBack(find: (id: string) => Release | null): Promise<string> {
    const { previous } = await this.state();
    if (previous === null) throw new ReleaseRefused(`${this.#place} 没有上一个版本可以退回。`);
    const release = find(previous);
    if (release === null) {
      throw new ReleaseRefused(`这台机器上没有存着上一个版本 ${previous}，退不回去。`);
    }
    await this.publish(release);
    return previous;
  }

  async clean(known: readonly Release[]): Promise<readonly string[]> {
    const { current, previous } = await this.state();
    const kept = known.filter(({ id }) => id === current || id === previous);
    if (!kept.some(({ id }) => id === current)) {
      throw new ReleaseRefused(`这台机器上没有存着 ${this.#place} 现在的版本，分不清哪些该删。`);
    }
    const manifests = (releases: readonly Release[]) => releases.map(({ manifest }) => manifest);
    const there = new Set(
      (await mustRun('rclone', ['lsf', '-R', '--files-only', this.#place])).split('\n'),
    );
    const gone = deletable(manifests(kept), manifests(known)).filter((path) => there.has(path));
    if (gone.length === 0) return [];
    await withList(gone, async (list) => {
      this.#step('delete');
      await mustRun('rclone', ['delete', this.#place, '--files-from-raw', list]);
    });
    return gone;
  }

  /** Sends what is not there yet or differs; the store says by a checksum of its own. */
  async #upload(stage: Stage, site: string, paths: readonly string[]): Promise<void> {
    const isKept = (path: string) => cacheControl(`/${path}`) === cacheControl(`/${hashedFolder}/`);
    for (const kept of [true, false]) {
      const part = paths.filter((path) => isKept(path) === kept);
      if (part.length === 0) continue;
      const cache = cacheControl(kept ? `/${hashedFolder}/` : '/');
      await withList(part, async (list) => {
        this.#step(stage);
        const what = ['--files-from-raw', list, '--checksum'];
        const header = ['--header-upload', `Cache-Control: ${cache}`];
        await mustRun('rclone', ['copy', site, this.#place, ...what, ...header]);
      });
    }
  }

  async #remember(id: string): Promise<void> {
    const text = withPublished(await this.#history(), id);
    await withFile(text, async (file) => {
      this.#step('history');
      await mustRun('rclone', ['copyto', file, `${this.#place}/${historyFile}`]);
    });
  }

  async #manifest(): Promise<ReleaseManifest | null> {
    const text = await this.#read(releaseManifestFile);
    return text === null ? null : parseManifest(text, `${this.#place}/${releaseManifestFile}`);
  }

  async #history(): Promise<readonly string[]> {
    return readHistory((await this.#read(historyFile)) ?? '');
  }

  async #read(name: string): Promise<string | null> {
    const { code, output, errors } = await runTool('rclone', ['cat', `${this.#place}/${name}`]);
    if (code === 0) return output === '' ? null : output;
    if (absent.has(code)) return null;
    throw toolFailed('rclone', this.#place, code, errors);
  }
}

function plainFiles({ files }: ReleaseManifest): readonly string[] {
  return files.filter(({ encoding }) => encoding === undefined).map(({ path }) => path);
}

/** Gives the paths as a file, one a line. */
function withList<Result>(
  paths: readonly string[],
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  return withFile(paths.map((path) => `${path}\n`).join(''), work);
}

async function withFile<Result>(
  text: string,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'rclone-'));
  try {
    const file = join(folder, 'text');
    writeFileSync(file, text);
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

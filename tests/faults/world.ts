import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeRelease } from '../../src/release/make-release.ts';
import { openTarget } from '../../src/release/publish/open-target.ts';
import { type Release, ReleaseStore } from '../../src/release/release-store.ts';
import { siteFiles } from '../../src/release/site-files.ts';
import { hashesOf } from '../../src/release/verify/compare-file.ts';
import { verifyFolder } from '../../src/release/verify/verify-files.ts';
import { root } from '../sites.ts';
import { missingParts, writeSmallBuild } from '../unit/release/small-build.ts';

export const targets = ['folder', 'rsync', 'rclone'] as const;
export type TargetKind = (typeof targets)[number];

/** What a command is, and what of the world it writes. */
export interface Task {
  readonly name: string;
  /** Arguments of Node: a script of the checkout, and its own. */
  readonly args: readonly string[];
  /** The folder that it writes, on which disks get full. */
  readonly writes: string;
  /** The folder of what is kept between two runs, whose files may be damaged; none when left out. */
  readonly keeps?: string;
  /** How long it runs at most before a fault befalls it, in milliseconds. */
  readonly lasts?: number;
  /** Whether it refuses content that a clock set wrong puts into the future. */
  readonly judgesDates?: true;
  /** Where it is run; this checkout when left out. */
  readonly cwd?: string;
  /** The content and the output it is run with; the world's own when left out. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads, a file of which may be changed under it; none when left out. */
  readonly reads?: string;
  /** Undoes {@link Task.reads}' change, and says what must be done before the command can work again. */
  readonly again: () => Promise<void>;
  /** What does not hold; called after the fault, and after the command was repeated. */
  readonly faults: (isFinished: boolean) => readonly string[];
  /** Files that have come to their place, by a name of their own: they must not be written once more. */
  readonly arrived: () => ReadonlyMap<string, number>;
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/**
 * A content, two builds of it, a store with the release of the first, which is published in all ways. All below one
 * folder, so that its name can be anything.
 */
export class World {
  readonly folder: string;
  #old!: Release;
  #next!: Release;

  constructor(folder: string) {
    this.folder = folder;
  }

  get temporary(): string {
    return join(this.folder, 'temporary');
  }

  #at(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** Makes all from nothing. */
  async prepare(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.temporary, { recursive: true });
    mkdirSync(this.#at('content'));
    writeFileSync(
      this.#at('content/site.yaml'),
      'name: 试\ntitle: 试\nurl: https://fz.qingfeng.gov.cn\ntrail: [试]\n',
    );
    const place = { url: 'https://fz.qingfeng.gov.cn', base: '/', ownsHost: false };
    const store = new ReleaseStore(this.#at('start/releases'));
    const made: Release[] = [];
    for (const edition of ['one', 'two']) {
      const build = this.#at(`build-${edition}`);
      writeSmallBuild(build, edition, 120);
      made.push(await makeRelease({ build, ...place, acceptLost: true }, store));
      if (edition === 'one') {
        for (const kind of targets) {
          await openTarget(`${kind}:${this.#at(`start/${kind}`)}`)
            .publish(made[0] as Release, null)
            .catch(() => undefined);
        }
        cpSync(store.folder, this.#at('start/store-one'), { recursive: true });
      }
    }
    [this.#old, this.#next] = made as [Release, Release];
    cpSync(store.folder, this.#at('start/store-two'), { recursive: true });
    cpSync(this.#at('build-two'), this.#at('start/build'), { recursive: true });
  }

  /** Puts everything back to where it began. */
  #reset(name: string, from: string): string {
    const folder = this.#at('work', name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(this.#at('work'), { recursive: true });
    if (from !== '')
      cpSync(this.#at('start', from), folder, { recursive: true, verbatimSymlinks: true });
    else mkdirSync(folder);
    return folder;
  }

  /** `release`: makes the second release where the first stands. */
  release(): Task {
    const store = this.#reset('store', 'store-one');
    const build = this.#reset('build', 'build');
    return {
      name: 'release',
      args: ['scripts/release.ts', '--to', store, '--accept-lost'],
      writes: store,
      reads: build,
      again: async () => void this.#reset('build', 'build'),
      arrived: () => new Map(),
      faults: (isFinished) => this.#storeFaults(store, isFinished),
    };
  }

  /** `release publish`: the second over the first. */
  publish(kind: TargetKind): Task {
    const store = this.#reset('store', 'store-two');
    const place = this.#reset(kind, kind);
    const shown = kind === 'rclone' ? place : join(place, 'current');
    const files = kind === 'rclone' ? place : join(place, 'releases', this.#next.id);
    const arrived = () => {
      const found = new Map<string, number>();
      for (const { path, sha256 } of this.#next.manifest.files) {
        const entry = lstatSync(join(files, path), { throwIfNoEntry: false });
        if (entry === undefined) continue;
        if (hashesOf(readFileSync(join(files, path))).sha256 === sha256) found.set(path, entry.ino);
      }
      return found;
    };
    return {
      name: `publish ${kind}`,
      args: ['scripts/release.ts', 'publish', `${kind}:${place}`, '--to', store],
      writes: place,
      reads: join(store, this.#next.id, 'site'),
      // What was damaged in the store is made again, as its message says.
      again: async () => void this.#reset('store', 'store-two'),
      arrived,
      faults: (isFinished) => this.#placeFaults(kind, shown, isFinished),
    };
  }

  /** `preserve`: the second release for later. */
  preserve(): Task {
    const store = this.#reset('store', 'store-two');
    const kept = this.#reset('kept', '');
    const plain = join(kept, `archive-${this.#next.id}`);
    return {
      name: 'preserve',
      args: ['scripts/preserve.ts', kept, '--to', store, '--date', '2024-03-22'],
      writes: kept,
      again: async () => void this.#reset('store', 'store-two'),
      arrived: () => new Map(),
      faults: (isFinished) => [
        ...this.#storeFaults(store, true),
        ...(isFinished && !existsSync(join(plain, 'index.html')) ? ['no folder was kept'] : []),
        ...(isFinished && !existsSync(`${plain}.wacz`) ? ['no WACZ was kept'] : []),
      ],
    };
  }

  /** `verify`: what is published by folder. */
  verify(): Task {
    this.#reset('store', 'store-two');
    const place = this.#reset('folder', 'folder');
    return {
      name: 'verify',
      args: ['scripts/verify.ts', join(place, 'current')],
      writes: place,
      again: async () => {},
      arrived: () => new Map(),
      faults: () => this.#placeFaults('folder', join(place, 'current'), false),
    };
  }

  #storeFaults(folder: string, isFinished: boolean): readonly string[] {
    const store = new ReleaseStore(folder);
    const faults = store.ids().flatMap((id) => {
      const { site, manifest } = store.open(id);
      return verifyFolder(site, manifest).map(({ kind, path }) => `${id}: ${kind} ${path}`);
    });
    if (!store.ids().includes(this.#old.id)) faults.push('the old release is gone');
    if (isFinished && store.latest() !== this.#next.id) faults.push('the new release is not there');
    const left = siteFiles(folder).files.filter((path) => path.startsWith('.next-'));
    if (isFinished && left.length > 0) faults.push(`left over: ${left[0]}`);
    return faults;
  }

  #placeFaults(kind: TargetKind, shown: string, isFinished: boolean): readonly string[] {
    const faults = [...missingParts(shown)];
    if (!existsSync(join(shown, 'index.html'))) return [...faults, 'nothing is shown'];
    for (const { path, cache, encoding } of this.#old.manifest.files) {
      if (cache !== 'immutable' || (kind === 'rclone' && encoding !== undefined)) continue;
      if (!existsSync(join(shown, path))) faults.push(`who has an old page open misses ${path}`);
    }
    // What readers get is of one release or the other, whatever was done to the files on the way.
    const known = new Set(
      [this.#old, this.#next].flatMap(({ manifest }) =>
        manifest.files.map(({ path, sha256 }) => `${sha256} ${path}`),
      ),
    );
    for (const path of siteFiles(realpathSync(shown)).files) {
      if (!/\.(?:html|css|pf_index)$/.test(path)) continue;
      const { sha256 } = hashesOf(readFileSync(join(shown, path)));
      if (!known.has(`${sha256} ${path}`)) faults.push(`${path} is of neither release`);
    }
    if (isFinished) {
      const { manifest } = this.#next;
      const options = { older: [this.#old.manifest], mayLackTwins: kind === 'rclone' };
      const findings = verifyFolder(realpathSync(shown), manifest, options);
      faults.push(...findings.map(({ kind: what, path }) => `${what} ${path}`));
    }
    return faults;
  }

  /** Runs a command as a webmaster does, with the world's content, builds and temporary folder. */
  run(
    { args, cwd = root, env = {} }: Task,
    before: readonly string[] = [],
    during: (pid: number) => () => void = () => () => {},
  ): Promise<Ended> {
    const [command = '', ...rest] = [...before, process.execPath, ...args];
    const child = spawn(command, rest, {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ARCHIVE_CONTENT: this.#at('content'),
        ARCHIVE_OUT: existsSync(this.#at('work/build'))
          ? this.#at('work/build')
          : this.#at('build-two'),
        TMPDIR: this.temporary,
        ...env,
      },
    });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    const stop = during(child.pid ?? 0);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        stop();
        resolve({ code, said });
      });
    });
  }
}

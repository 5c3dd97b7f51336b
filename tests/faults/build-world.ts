import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { copyElsewhere, type Place, runScript } from '../../scripts/build-elsewhere.ts';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { hashesOf } from '../../src/release/verify/compare-file.ts';
import { root } from '../sites.ts';
import { problemsDir } from '../unit/archive/problem-folder.ts';
import type { Task } from './world.ts';

/** SHA-256 by path below a folder. */
type Hashes = ReadonlyMap<string, string>;

/**
 * A checkout of its own with a small content, of which one edition is built and the next one is to be. What a build
 * of each gives where nothing was kept is known.
 */
export class BuildWorld {
  readonly #folder: string;
  #place!: Place;
  readonly #clean: Hashes[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  #at(...parts: readonly string[]): string {
    return join(this.#folder, ...parts);
  }

  get #cache(): string {
    return join(this.#place.root, '.cache');
  }

  get #outDir(): string {
    return this.#at('public/site');
  }

  /** Makes all from nothing; once. */
  async prepare(): Promise<void> {
    if (this.#clean.length > 0) return;
    const base = join(problemsDir, '_base/content');
    this.#place = copyElsewhere({ root, contentDir: base }, this.#folder);
    mkdirSync(this.#at('public'));
    for (const edition of [1, 0]) {
      this.#setContent(edition);
      rmSync(this.#cache, { recursive: true, force: true });
      const { code, output } = await runScript(this.#place, ['build'], this.#outDir);
      if (code !== 0) throw new Error(output);
      this.#clean[edition] = hashesBelow(this.#outDir);
    }
    cpSync(this.#at('public'), this.#at('start/public'), { recursive: true });
    cpSync(this.#cache, this.#at('start/cache'), { recursive: true });
  }

  #setContent(edition: number): void {
    const { contentDir } = this.#place;
    rmSync(contentDir, { recursive: true, force: true });
    cpSync(join(problemsDir, '_base/content'), contentDir, { recursive: true });
    if (edition === 1)
      cpSync(join(problemsDir, 'heading-skip/content/reports'), join(contentDir, 'reports'), {
        recursive: true,
      });
  }

  /**
   * Builds the second edition where the first is built and kept.
   *
   * @param full the disk that gets full: that of the output, or of what is kept
   */
  task(full: 'output' | 'kept'): Task {
    for (const [from, to] of [
      ['start/public', this.#at('public')],
      ['start/cache', this.#cache],
    ] as const) {
      rmSync(to, { recursive: true, force: true });
      cpSync(this.#at(from), to, { recursive: true });
    }
    this.#setContent(1);
    const { contentDir, root: checkout } = this.#place;
    return {
      name: full === 'output' ? 'build' : 'build kept',
      args: [join(checkout, 'scripts/build.ts')],
      cwd: checkout,
      env: { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: this.#outDir },
      writes: full === 'output' ? this.#at('public') : this.#cache,
      keeps: this.#cache,
      reads: contentDir,
      lasts: 6000,
      judgesDates: true,
      again: async () => this.#setContent(1),
      arrived: () => new Map(),
      faults: (isFinished) => this.#outputFaults(isFinished),
    };
  }

  #outputFaults(isFinished: boolean): readonly string[] {
    if (!existsSync(join(this.#outDir, 'index.html'))) return ['there is no site'];
    const found = hashesBelow(this.#outDir);
    const faults = isFinished
      ? differences(found, this.#clean[1])
      : (this.#clean.map((clean) => differences(found, clean)).find(({ length }) => length === 0) ??
        ownFaults(this.#outDir, found));
    const beside = filesBelow(this.#at('public')).filter((file) => !file.startsWith(this.#outDir));
    return isFinished && beside.length > 0
      ? [...faults, `left over: ${relative(this.#at('public'), beside[0] ?? '')}`]
      : faults;
  }
}

function hashesBelow(folder: string): Hashes {
  return new Map(
    filesBelow(folder).map((file) => [
      relative(folder, file).replaceAll('\\', '/'),
      hashesOf(readFileSync(file)).sha256,
    ]),
  );
}

function differences(found: Hashes, wanted: Hashes = new Map()): readonly string[] {
  return [...new Set([...found.keys(), ...wanted.keys()])]
    .filter((path) => found.get(path) !== wanted.get(path))
    .map((path) => `${path} is not as a build from nothing makes it`);
}

/** Content that was changed while it was read can give a site of its own: it has to be whole by its own list. */
function ownFaults(folder: string, found: Hashes): readonly string[] {
  const list = join(folder, 'manifest.sha256');
  if (!existsSync(list)) return ['the site has no list of its files'];
  const wanted = new Map(
    [...readFileSync(list, 'utf8').matchAll(/^([0-9a-f]{64}) [ *](.*)$/gm)].map(
      ([, hash = '', path = '']) => [path, hash],
    ),
  );
  if (wanted.size < 50) return ['its list of files is too short'];
  return [...wanted]
    .filter(([path, hash]) => found.get(path) !== hash)
    .map(([path]) => `${path} is not as the site's own list says`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type RunningServer, startStaticServer } from '../../building/preview/static-server.ts';
import { readSettings } from '../../building/settings.ts';

export interface BuildOptions {
  /** Absolute path of the checkout. */
  readonly root: string;
  readonly contentDir: string;
  readonly outDir: string;
  /** The script that builds (scripts/build.ts), absolute. */
  readonly buildEntry: string;
  /** The script that makes releases (scripts/release.ts), absolute. */
  readonly releaseEntry: string;
  /** Where releases are kept, absolute. */
  readonly releasesDir: string;
}

/** The site to look at, or a release of it to be published as well. */
export type BuildGoal = 'site' | 'release';

export interface BuildState {
  readonly kind: 'none' | 'running' | 'done' | 'failed';
  readonly goal: BuildGoal;
  /** What the build said so far, line by line. */
  readonly lines: readonly string[];
  /** Where the finished site can be looked at. */
  readonly url?: string | undefined;
  /** The archive that was written for hand carriage, absolute. */
  readonly zip?: string | undefined;
}

/** What is shown of a build that says much. */
const mostLines = 400;

/** Builds the site, and releases it, in processes of their own, one at a time, and serves what was made. */
export class SiteBuild {
  readonly #options: BuildOptions;
  #state: BuildState = { kind: 'none', goal: 'site', lines: [] };
  #child: ChildProcess | undefined;
  #server: RunningServer | undefined;

  constructor(options: BuildOptions) {
    this.#options = options;
  }

  get state(): BuildState {
    return this.#state;
  }

  /** Does nothing while a build runs. */
  start(goal: BuildGoal): void {
    if (this.#state.kind === 'running') return;
    this.#state = { kind: 'running', goal, lines: [] };
    void this.#work(goal);
  }

  async #work(goal: BuildGoal): Promise<void> {
    const { buildEntry, releaseEntry, releasesDir } = this.#options;
    const store = ['--to', releasesDir];
    let zip: string | undefined;
    try {
      let isDone = await this.#run(buildEntry);
      if (isDone && goal === 'release') {
        isDone = await this.#run(releaseEntry, ...store);
        const id = this.#state.lines
          .map((line) => /版本 ([0-9a-f]{16})/.exec(line)?.[1])
          .findLast(Boolean);
        zip = join(releasesDir, `release-${id}.zip`);
        isDone &&= id !== undefined && (await this.#run(releaseEntry, 'zip', zip, ...store));
      }
      if (!isDone) {
        this.#state = { ...this.#state, kind: 'failed' };
        return;
      }
      const url = await this.#serve();
      this.#state = { ...this.#state, kind: 'done', url, zip };
    } catch (error) {
      this.#say(String(error));
      this.#state = { ...this.#state, kind: 'failed' };
    }
  }

  /** Whether the script ended well. */
  #run(...command: readonly string[]): Promise<boolean> {
    const { root, contentDir, outDir } = this.#options;
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir },
    });
    this.#child = child;
    let open = '';
    const take = (piece: Buffer): void => {
      open += stripVTControlCharacters(piece.toString('utf8'));
      const lines = open.split(/\r?\n/);
      open = lines.pop() ?? '';
      this.#say(...lines);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    return new Promise((resolve) => {
      child.on('error', (error) => {
        this.#say(error.message);
        resolve(false);
      });
      child.on('close', (code) => {
        this.#say(open);
        this.#child = undefined;
        resolve(code === 0);
      });
    });
  }

  #say(...said: readonly string[]): void {
    const lines = [...this.#state.lines, ...said.filter((line) => line.trim() !== '')];
    this.#state = { ...this.#state, lines: lines.slice(-mostLines) };
  }

  /** Where the finished site can be looked at from now on. */
  async #serve(): Promise<string> {
    await this.#server?.close();
    const { root, contentDir, outDir } = this.#options;
    const env = { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir };
    const { base } = readSettings(root, env);
    this.#server = await startStaticServer({ folder: outDir, base, port: 0, host: '127.0.0.1' });
    return this.#server.url;
  }

  async close(): Promise<void> {
    this.#child?.kill();
    await this.#server?.close();
  }
}

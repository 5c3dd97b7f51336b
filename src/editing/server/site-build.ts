import { type ChildProcess, spawn } from 'node:child_process';
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
}

export interface BuildState {
  readonly kind: 'none' | 'running' | 'done' | 'failed';
  /** What the build said so far, line by line. */
  readonly lines: readonly string[];
  /** Where the finished site can be looked at. */
  readonly url?: string | undefined;
}

/** What is shown of a build that says much. */
const mostLines = 400;

/** Builds the site in a process of its own, one build at a time, and serves what it made. */
export class SiteBuild {
  readonly #options: BuildOptions;
  #state: BuildState = { kind: 'none', lines: [] };
  #child: ChildProcess | undefined;
  #server: RunningServer | undefined;

  constructor(options: BuildOptions) {
    this.#options = options;
  }

  get state(): BuildState {
    return this.#state;
  }

  /** Does nothing while a build runs. */
  start(): void {
    if (this.#state.kind === 'running') return;
    const { root, contentDir, outDir, buildEntry } = this.#options;
    this.#state = { kind: 'running', lines: [] };
    const child = spawn(process.execPath, [buildEntry], {
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
      const all = [...this.#state.lines, ...lines.filter((line) => line.trim() !== '')];
      this.#state = { ...this.#state, lines: all.slice(-mostLines) };
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => take(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      take(Buffer.from('\n'));
      this.#child = undefined;
      void this.#finish(code === 0);
    });
  }

  async #finish(isDone: boolean): Promise<void> {
    const { lines } = this.#state;
    if (!isDone) {
      this.#state = { kind: 'failed', lines };
      return;
    }
    try {
      await this.#server?.close();
      const { root, contentDir, outDir } = this.#options;
      const env = { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir };
      const { base } = readSettings(root, env);
      this.#server = await startStaticServer({ folder: outDir, base, port: 0, host: '127.0.0.1' });
      this.#state = { kind: 'done', lines, url: this.#server.url };
    } catch (error) {
      this.#state = { kind: 'failed', lines: [...lines, String(error)] };
    }
  }

  async close(): Promise<void> {
    this.#child?.kill();
    await this.#server?.close();
  }
}

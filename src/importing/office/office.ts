import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeOfficeProfile } from './office-profile.ts';

/** What LibreOffice makes of a file: `odt`, to compare its reading; `docx`, to read what no library reads. */
export type OfficeFormat = 'odt' | 'docx';

export interface OfficeTask {
  /** Absolute path of the source. */
  readonly path: string;
  /** Its kind by its content, without a dot. */
  readonly suffix: string;
  readonly format: OfficeFormat;
}

/** The file that LibreOffice wrote, or why there is none, in Chinese. */
export type OfficeResult =
  | { readonly kind: 'made'; readonly path: string }
  | { readonly kind: 'failed'; readonly reason: string };

export interface OfficeLimits {
  /** For its start, and for each file. */
  readonly milliseconds: number;
  /** Of address space; LibreOffice takes two thousand for itself. */
  readonly megabytes: number;
}

const usualLimits: OfficeLimits = { milliseconds: 60_000, megabytes: 6000 };

const filters: Readonly<Record<OfficeFormat, string>> = {
  odt: 'odt:writer8',
  docx: 'docx:MS Word 2007 XML',
};

/**
 * LibreOffice without a window, in a folder and with a profile of its own: many files in one run, without macros
 * and network, and no file longer than a limit. What crashes or hangs is named and the rest goes on.
 */
export class Office {
  readonly #program: string;
  readonly #folder: string;
  readonly #limits: OfficeLimits;
  #run = 0;

  /**
   * @param program LibreOffice's
   * @param folder an empty one, for this alone; deleting it is the caller's
   */
  constructor(program: string, folder: string, limits: OfficeLimits = usualLimits) {
    this.#program = program;
    this.#folder = mkdtempSync(join(folder, 'office-'));
    this.#limits = limits;
    writeOfficeProfile(join(this.#folder, 'profile'));
  }

  /** The results in the order of the tasks; {@link forget} takes their files away. */
  async convert(tasks: readonly OfficeTask[]): Promise<readonly OfficeResult[]> {
    const results: OfficeResult[] = [];
    for (const format of ['odt', 'docx'] as const) {
      const wanted = [...tasks.entries()].filter(([, task]) => task.format === format);
      const made = await this.#convertAll(
        wanted.map(([, task]) => task),
        format,
      );
      for (const [position, [index]] of wanted.entries()) {
        results[index] = made[position] ?? { kind: 'failed', reason: '' };
      }
    }
    return results;
  }

  forget(): void {
    for (const name of ['in', 'out'])
      rmSync(join(this.#folder, name), { recursive: true, force: true });
  }

  async #convertAll(tasks: readonly OfficeTask[], format: OfficeFormat): Promise<OfficeResult[]> {
    const results = new Map<string, OfficeResult>();
    const staged = tasks.map(({ path, suffix }) => {
      this.#run += 1;
      const name = String(this.#run);
      const source = join(this.#folder, 'in', `${name}.${suffix}`);
      mkdirSync(join(this.#folder, 'in'), { recursive: true });
      copyFileSync(path, source, constants.COPYFILE_FICLONE);
      return { source, target: join(this.#folder, 'out', `${name}.${format}`) };
    });
    let left = staged;
    while (left.length > 0) {
      const { guilty, reason } = await this.#once(
        left.map(({ source }) => source),
        format,
      );
      for (const { source, target } of left) {
        if (source === guilty) results.set(source, { kind: 'failed', reason });
        else if (existsSync(target)) results.set(source, { kind: 'made', path: target });
      }
      const rest = left.filter(({ source }) => !results.has(source));
      // Ended as it should, or without having begun one: what is not there will not come.
      if (guilty === undefined) {
        for (const { source } of rest) results.set(source, { kind: 'failed', reason });
        break;
      }
      // What was stopped may have left its profile in a state in which the next hangs too.
      rmSync(join(this.#folder, 'profile'), { recursive: true, force: true });
      writeOfficeProfile(join(this.#folder, 'profile'));
      left = rest;
    }
    return staged.map(({ source }) => results.get(source) ?? { kind: 'failed', reason: '' });
  }

  /** One run of LibreOffice; `guilty` is the file at which it hung or crashed. */
  #once(
    sources: readonly string[],
    format: OfficeFormat,
  ): Promise<{ readonly guilty: string | undefined; readonly reason: string }> {
    const { milliseconds, megabytes } = this.#limits;
    const [command = '', ...before] = launcher(this.#program, megabytes);
    const child = spawn(
      command,
      [
        ...before,
        `-env:UserInstallation=${pathToFileURL(join(this.#folder, 'profile')).href}`,
        ...['--headless', '--norestore', '--nologo', '--nodefault', '--nolockcheck'],
        ...['--convert-to', filters[format], '--outdir', join(this.#folder, 'out'), ...sources],
      ],
      {
        cwd: this.#folder,
        env: environment(this.#folder),
        stdio: ['ignore', 'pipe', 'ignore'],
        // A group of its own: LibreOffice's first process starts another, and both have to end.
        detached: process.platform !== 'win32',
      },
    );
    const unhook = endWith(child);
    return new Promise((resolve) => {
      let current: string | undefined;
      let hasHung = false;
      let output = '';
      const giveUp = () => {
        hasHung = true;
        killFamily(child);
      };
      let timer = setTimeout(giveUp, milliseconds);
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-10_000);
        const started = sources.filter((source) => output.includes(`convert ${source} `)).at(-1);
        if (started === undefined || started === current) return;
        current = started;
        clearTimeout(timer);
        timer = setTimeout(giveUp, milliseconds);
      });
      const end = (isWell: boolean) => {
        clearTimeout(timer);
        unhook();
        const seconds = Math.round(milliseconds / 1000);
        if (isWell) resolve({ guilty: undefined, reason: 'LibreOffice 打不开这个文件' });
        else if (hasHung)
          resolve({ guilty: current, reason: `LibreOffice 读了 ${seconds} 秒还没有读完` });
        else resolve({ guilty: current, reason: 'LibreOffice 读这个文件时出错退出' });
      };
      child.on('error', () => end(false));
      child.on('close', (code) => end(code === 0));
    });
  }
}

/** Children outlive a parent that is stopped, unless it stops them. */
function endWith(child: ChildProcess): () => void {
  const stop = () => killFamily(child);
  process.on('exit', stop);
  return () => {
    process.off('exit', stop);
  };
}

function killFamily({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') execFileSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** The command that starts LibreOffice: without network where the system lets anybody do so, memory limited. */
function launcher(program: string, megabytes: number): string[] {
  if (process.platform === 'win32') return [program];
  const limited = ['/bin/sh', '-c', `ulimit -v ${megabytes * 1024}; exec "$@"`, 'sh', program];
  return canUnshare() ? ['unshare', '--map-root-user', '--net', ...limited] : limited;
}

let unshares: boolean | undefined;

function canUnshare(): boolean {
  unshares ??=
    process.platform === 'linux' &&
    spawnSync('unshare', ['--map-root-user', '--net', 'true'], { stdio: 'ignore' }).status === 0;
  return unshares;
}

/** Nothing of this process's own environment but what a program needs to start. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return {
    ...(PATH !== undefined && { PATH }),
    ...(SystemRoot !== undefined && { SystemRoot, TEMP, TMP }),
    HOME: home,
    LANG: 'C.UTF-8',
    SAL_USE_VCLPLUGIN: 'svp',
  };
}

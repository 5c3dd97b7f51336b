import { existsSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ProcessLock } from './process-lock.ts';

/** The output folder cannot be used; the message says so in Chinese, for whoever typed the command. */
export class OutputRefused extends Error {
  override readonly name = 'OutputRefused';
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A finished output that a build replaces as a whole: what was built is moved to a folder beside it,
 * which takes its place only when everything succeeded. One build at a time may hold it.
 */
export class OutputFolder {
  readonly path: string;
  /** Beside the output, on its disk: where a finished build waits to take its place. */
  readonly staging: string;
  readonly #lock: ProcessLock;
  readonly #cleanUp = () => this.release();
  /** Leaves by the signal itself: `process.exit` can wait for ever for the bundler's threads. */
  readonly #interrupt = (signal: NodeJS.Signals) => {
    this.release();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };

  private constructor(path: string, lock: ProcessLock) {
    this.path = path;
    this.staging = `${path}.next-${process.pid}`;
    this.#lock = lock;
  }

  /** @throws {OutputRefused} when the folder is not one to replace, or another build holds it. */
  static acquire(outDir: string, { root, contentDir }: { root: string; contentDir: string }) {
    const path = withRealParent(outDir);
    refuseDangerous(path, realpathSync(root), contentDir);
    const lock = ProcessLock.take(`${path}.lock`);
    if (!(lock instanceof ProcessLock)) {
      throw new OutputRefused(
        `另一次生成（进程 ${lock.holder}）正在写 ${path}。等它结束，或用 ARCHIVE_OUT 换一个输出文件夹。`,
      );
    }
    const folder = new OutputFolder(path, lock);
    process.on('exit', folder.#cleanUp);
    for (const signal of interruptions) process.on(signal, folder.#interrupt);
    try {
      folder.#repair();
      refuseForeign(path);
      return folder;
    } catch (error) {
      folder.release();
      throw error;
    }
  }

  /** Puts what was built in the place of what stood there. */
  replace(): void {
    const old = `${this.path}.old-${process.pid}`;
    if (existsSync(this.path)) renameSync(this.path, old);
    renameSync(this.staging, this.path);
    rmSync(old, { recursive: true, force: true });
  }

  /** Leaves the output as it stands and removes what an unfinished build wrote. */
  release(): void {
    process.off('exit', this.#cleanUp);
    for (const signal of interruptions) process.off(signal, this.#interrupt);
    rmSync(this.staging, { recursive: true, force: true });
    this.#lock.release();
  }

  /** Puts right what a build that was killed left behind. */
  #repair(): void {
    const folder = dirname(this.path);
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(`${basename(this.path)}.`)) continue;
      const kind = name.slice(basename(this.path).length + 1);
      const leftover = join(folder, name);
      if (/^old-\d+$/.test(kind) && !existsSync(this.path)) renameSync(leftover, this.path);
      else if (/^(old|next)-\d+$/.test(kind)) rmSync(leftover, { recursive: true, force: true });
    }
  }
}

function withRealParent(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(withRealParent(parent), basename(path));
}

/** Whether `inner` is `outer` or inside it. */
function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || path === inner);
}

function refuseDangerous(path: string, root: string, contentDir: string): void {
  const content = existsSync(contentDir) ? realpathSync(contentDir) : contentDir;
  if (isWithin(root, path)) {
    throw new OutputRefused(`输出文件夹不能是项目文件夹本身或它的上级：${path}`);
  }
  if (isWithin(path, content) || isWithin(content, path)) {
    throw new OutputRefused(`输出文件夹和内容文件夹不能互相包含：${path} 与 ${content}`);
  }
  for (const name of ['src', 'public', 'scripts', 'tests', 'node_modules', '.git', '.ci']) {
    if (isWithin(path, join(root, name))) {
      throw new OutputRefused(`输出文件夹不能在项目的 ${name}/ 里：${path}`);
    }
  }
}

/** The whole folder is replaced, so a folder that holds something else must not be named by mistake. */
function refuseForeign(path: string): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory())
    throw new OutputRefused(`输出位置是一个文件，不是文件夹：${path}`);
  const names = readdirSync(path);
  if (names.length > 0 && !(names.includes('404.html') && names.includes('index.html'))) {
    throw new OutputRefused(
      `${path} 里有别的文件，不像是以前生成的网站；生成会替换整个文件夹，所以没有动它。请换一个空的或新的文件夹。`,
    );
  }
}

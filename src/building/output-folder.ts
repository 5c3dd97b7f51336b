import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { explainFailure } from './explain-failure.ts';
import { ProcessLock } from './process-lock.ts';
import { isOutput, type Retired, retireOutput } from './retire-output.ts';

/** The output folder cannot be used; the message says so in Chinese, for whoever typed the command. */
export class OutputRefused extends Refusal {
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
  /** Beside it too: the output that was replaced, until it is taken apart. */
  readonly #old: string;
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
    this.staging = `${path}.building-new`;
    this.#old = `${path}.building-old`;
    this.#lock = lock;
  }

  /** @throws {OutputRefused} when the folder is not one to replace, or another build holds it. */
  static acquire(outDir: string, { root, contentDir }: { root: string; contentDir: string }) {
    const path = withRealParent(outDir);
    refuseDangerous(path, realpathSync(root), contentDir);
    const lock = inWords(path, () => ProcessLock.take(`${path}.building-lock`));
    if (lock === undefined) {
      throw new OutputRefused(
        `另一次生成正在写 ${path}。等它结束，或用 ARCHIVE_OUT 换一个输出文件夹。`,
      );
    }
    const folder = new OutputFolder(path, lock);
    process.on('exit', folder.#cleanUp);
    for (const signal of interruptions) process.on(signal, folder.#interrupt);
    try {
      inWords(path, () => folder.#repair());
      refuseForeign(path);
      return folder;
    } catch (error) {
      folder.release();
      throw error;
    }
  }

  /** Puts what was built in the place of what stood there, of which only what a build wrote is removed. */
  replace(): Retired {
    if (existsSync(this.path)) renameSync(this.path, this.#old);
    renameSync(this.staging, this.path);
    return this.#retire();
  }

  /** Leaves the output as it stands and removes what an unfinished build wrote. */
  release(): void {
    process.off('exit', this.#cleanUp);
    for (const signal of interruptions) process.off(signal, this.#interrupt);
    rmSync(this.staging, { recursive: true, force: true });
    this.#lock.release();
  }

  /** Puts right what a build that was killed left behind, and makes sure that the place can be written. */
  #repair(): void {
    if (existsSync(this.#old) && !existsSync(this.path)) renameSync(this.#old, this.path);
    this.#retire();
    rmSync(this.staging, { recursive: true, force: true });
    mkdirSync(this.staging);
    rmSync(this.staging, { recursive: true });
  }

  #retire(): Retired {
    if (!existsSync(this.#old)) return { kept: [], left: [] };
    const retired = retireOutput(this.#old, this.path);
    if (retired.left.length === 0) return retired;
    // Somebody's files under names that the new output needs: set aside, never removed.
    for (let number = 1; ; number += 1) {
      const aside = `${this.path}.kept-${number}`;
      if (existsSync(aside)) continue;
      renameSync(this.#old, aside);
      return { ...retired, left: retired.left.map((path) => join(aside, path)) };
    }
  }
}

/** What the system refuses at the output folder, told as a refusal. */
function inWords<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new OutputRefused(`输出文件夹 ${path} 不能用：${explainFailure(error)}`);
  }
}

function withRealParent(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new OutputRefused(
      `${path} 是一个链接，它指向的地方不存在。请删去这个链接，或换一个输出文件夹。`,
    );
  }
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

/** The folder is replaced, so one that no build has written must not be named by mistake. */
function refuseForeign(path: string): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory())
    throw new OutputRefused(`输出位置是一个文件，不是文件夹：${path}`);
  if (statSync(path).dev !== statSync(dirname(path)).dev) {
    throw new OutputRefused(
      `${path} 是一个挂载点，不能整个替换。请用 ARCHIVE_OUT 写到它里面的一个文件夹。`,
    );
  }
  if (readdirSync(path).length > 0 && !isOutput(path)) {
    throw new OutputRefused(
      `${path} 里有别的文件，没有本程序生成时留下的清单（manifest.tsv）；生成会替换整个文件夹，所以没有动它。请换一个空的或新的文件夹。`,
    );
  }
}

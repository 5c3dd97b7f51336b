import { type ChildProcess, fork } from 'node:child_process';
import type { ImportAnswer, ImportRequest } from './import-source.ts';

/** How long a file may take, in milliseconds, and how much memory, in MB. */
export interface ChildLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

export const usualLimits: ChildLimits = { milliseconds: 60_000, megabytes: 700 };

/** So many files are read by one process: its libraries are loaded once, and what they leave behind is bounded. */
const mostFiles = 100;

/**
 * Reads sources one after the other in a process of its own, so that a hostile or broken file is one line in a
 * report and never a crash or a hang. A process that met a fault, a hang or the end of its memory is not used again;
 * one that refused a file for a reason it knows is.
 */
export class ImportChild {
  readonly #entry: string;
  readonly #limits: ChildLimits;
  #child: ChildProcess | undefined;
  #asked = 0;

  /** @param entry the script that answers requests (scripts/import-one.ts) */
  constructor(entry: string, limits: ChildLimits = usualLimits) {
    this.#entry = entry;
    this.#limits = limits;
  }

  /** One request at a time. */
  async ask(request: ImportRequest): Promise<ImportAnswer> {
    const isFresh = this.#child === undefined;
    this.#child ??= this.#start();
    const answer = await answerOf(this.#child, request, this.#limits.milliseconds);
    this.#asked += 1;
    // What earlier files left behind may be what was too much: the file gets a process without it.
    const isGone = answer === gone;
    if (
      isGone ||
      (answer.kind === 'refused' && answer.isFault === true) ||
      this.#asked >= mostFiles
    )
      this.end();
    return isGone && !isFresh ? this.ask(request) : answer;
  }

  /** Stops the process; the next request starts another. */
  end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#asked = 0;
  }

  #start(): ChildProcess {
    const child = fork(this.#entry, {
      execArgv: [`--max-old-space-size=${this.#limits.megabytes}`],
      serialization: 'advanced',
      // What a library prints is not for a clerk.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const stop = () => child.kill('SIGKILL');
    process.on('exit', stop);
    child.on('error', () => {});
    child.on('close', () => {
      process.off('exit', stop);
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }
}

/** Reads a single source in a process of its own. */
export async function importInChild(
  entry: string,
  request: ImportRequest,
  limits: ChildLimits = usualLimits,
): Promise<ImportAnswer> {
  const child = new ImportChild(entry, limits);
  try {
    return await child.ask(request);
  } finally {
    child.end();
  }
}

/** A process that ended while it read. */
const gone: ImportAnswer = {
  kind: 'refused',
  reason: '文件太大或有问题，读到一半中断了。',
  isFault: true,
};

function answerOf(
  child: ChildProcess,
  request: ImportRequest,
  milliseconds: number,
): Promise<ImportAnswer> {
  return new Promise((resolve) => {
    const settle = (answer: ImportAnswer) => {
      clearTimeout(timer);
      child.off('message', heard);
      child.off('close', ended);
      resolve(answer);
    };
    const heard = (message: unknown) => settle(message as ImportAnswer);
    const ended = () => settle(gone);
    const timer = setTimeout(() => {
      const seconds = Math.round(milliseconds / 1000);
      settle({ kind: 'refused', reason: `读了 ${seconds} 秒还没有读完，放弃了。`, isFault: true });
    }, milliseconds);
    child.on('message', heard);
    child.on('close', ended);
    // A process that has just ended is heard of by its end.
    child.send(request, () => {});
  });
}

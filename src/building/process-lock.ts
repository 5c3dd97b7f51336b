import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Says which process holds something; the word of a process that is gone counts for nothing. */
export class ProcessLock {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** Takes the lock, or gives the process that holds it. */
  static take(file: string): ProcessLock | { readonly holder: number } {
    mkdirSync(dirname(file), { recursive: true });
    let holder = 0;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx' });
        return new ProcessLock(file);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
      holder = holderOf(file);
      if (isRunning(holder)) break;
      rmSync(file, { force: true });
    }
    return { holder };
  }

  release(): void {
    rmSync(this.#file, { force: true });
  }
}

/** 0 when it was released meanwhile. */
function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Checked } from './check-child.ts';

/** How long and with how much memory any content of less than 5 MB is judged. */
export const limits = { seconds: 60, bytes: 2_000_000_000 } as const;

/** What the folder did to the process that checked it, where it was not checked. */
export interface Lost {
  readonly lost: string;
}

/** A process that checks contents, begun anew when one has killed it or filled it. */
export class ContentChecker {
  #child: ChildProcess | undefined;

  check(folder: string): Promise<Checked | Lost> {
    this.#child ??= fork(join(import.meta.dirname, 'check-child.ts'), { silent: true });
    const child = this.#child;
    return new Promise((resolve) => {
      const settle = (outcome: Checked | Lost): void => {
        clearTimeout(watch);
        child.removeAllListeners();
        // A process never gives memory back: what the next content takes is measured in a new one.
        if ('lost' in outcome || outcome.memory > limits.bytes / 2) this.end();
        resolve(outcome);
      };
      const watch = setTimeout(
        () => settle({ lost: `not done in ${limits.seconds} s` }),
        limits.seconds * 1000,
      );
      child.once('message', (checked) => settle(checked as Checked));
      child.once('exit', (code, signal) => settle({ lost: `ended with ${signal ?? code}` }));
      child.send(folder);
    });
  }

  end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

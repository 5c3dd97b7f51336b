import { fork } from 'node:child_process';
import type { ImportAnswer, ImportRequest } from './import-source.ts';

/** How long a file may take, in milliseconds, and how much memory, in MB. */
export interface ChildLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

export const usualLimits: ChildLimits = { milliseconds: 60_000, megabytes: 700 };

/**
 * Reads a source in a process of its own, so that a hostile or broken file is one line in a report and never
 * a crash or a hang.
 *
 * @param entry the script that answers a request (scripts/import-one.ts)
 */
export function importInChild(
  entry: string,
  request: ImportRequest,
  { milliseconds, megabytes }: ChildLimits = usualLimits,
): Promise<ImportAnswer> {
  return new Promise((resolve) => {
    const child = fork(entry, {
      execArgv: [`--max-old-space-size=${megabytes}`],
      serialization: 'advanced',
      // What a library prints is not for a clerk.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let answer: ImportAnswer = {
      kind: 'refused',
      reason: '文件太大或有问题，读到一半中断了。',
    };
    const timer = setTimeout(() => {
      answer = {
        kind: 'refused',
        reason: `读了 ${Math.round(milliseconds / 1000)} 秒还没有读完，放弃了。`,
      };
      child.kill('SIGKILL');
    }, milliseconds);
    child.on('message', (message) => {
      answer = message as ImportAnswer;
    });
    child.on('error', () => {});
    child.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
    child.send(request, () => {});
  });
}

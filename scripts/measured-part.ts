import { fork } from 'node:child_process';

export interface Measured {
  readonly seconds: number;
  /** Bytes that the process had at its most. */
  readonly peak: number;
}

/**
 * In the process of a part: does it, and says what memory it took.
 *
 * @returns whether this is such a process; the benchmark itself is another.
 */
export async function isPart(
  parts: Readonly<Record<string, (place: string) => unknown>>,
): Promise<boolean> {
  if (!process.send) return false;
  const [name = '', place = ''] = process.argv.slice(2);
  await parts[name]?.(place);
  process.send(process.resourceUsage().maxRSS * 1024, () => process.disconnect?.());
  return true;
}

/**
 * Runs one part of a benchmark in a process of its own, so that its peak is its own.
 *
 * @param script the benchmark, which asks {@link isPart} before anything.
 */
export function measurePart(script: string, name: string, place: string): Promise<Measured> {
  const start = performance.now();
  const child = fork(script, [name, place]);
  return new Promise((done, fail) => {
    let peak: number | undefined;
    child.on('message', (message) => {
      peak = message as number;
    });
    child.on('exit', (code) => {
      if (peak === undefined) fail(new Error(`${name} ended with ${code}`));
      else done({ seconds: (performance.now() - start) / 1000, peak });
    });
  });
}

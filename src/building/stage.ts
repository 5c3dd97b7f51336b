import { performance } from 'node:perf_hooks';

/** One finished stage of a build. */
export interface Stage {
  /** In Chinese, as it is printed. */
  readonly name: string;
  readonly seconds: number;
  /** Time of all cores since the stage before ended: what a busy machine does not stretch. */
  readonly cpuSeconds: number;
}

const finished: Stage[] = [];
let accounted = process.cpuUsage();

/** Stages finished in this process so far, in the order in which they ended. */
export function finishedStages(): readonly Stage[] {
  return finished;
}

/** Runs one stage of the build, and prints its name and how long it took when it is done. */
export async function stage<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  endStage(name, start);
  return result;
}

/** Notes what went on beside other stages: its time of cores is theirs. */
export function noteBeside(name: string, seconds: number): void {
  finished.push({ name, seconds, cpuSeconds: 0 });
  console.log(`  ${name}  ${seconds.toFixed(1)} 秒`);
}

/** Ends a stage that began at `start` (`performance.now()`), for work that is not one function. */
export function endStage(name: string, start: number): void {
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(accounted);
  accounted = process.cpuUsage();
  finished.push({ name, seconds, cpuSeconds: (user + system) / 1e6 });
  console.log(`  ${name}  ${seconds.toFixed(1)} 秒`);
}

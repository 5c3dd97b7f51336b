import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What a process and all its children together have used, sampled from /proc. */
export interface Used {
  /** Peak resident memory in bytes, of all together. */
  readonly peak: number;
  /** The same of the process itself, and of the largest of its children. */
  readonly ownPeak: number;
  readonly childPeak: number;
  /** Seconds of processor time up to the last sample of each. */
  readonly cpuSeconds: number;
}

/** /proc counts processor time in hundredths of a second. */
const ticksInSecond = 100;

/** Watches a process and all its children until stopped. */
export function watchMemory(pid: number): () => Used {
  let peak = 0;
  let ownPeak = 0;
  let childPeak = 0;
  const ticks = new Map<number, number>();
  const sample = () => {
    let sum = 0;
    for (const member of family(pid)) {
      const bytes = resident(member);
      sum += bytes;
      if (member === pid) ownPeak = Math.max(ownPeak, bytes);
      else childPeak = Math.max(childPeak, bytes);
      ticks.set(member, Math.max(ticks.get(member) ?? 0, processorTicks(member)));
    }
    peak = Math.max(peak, sum);
  };
  const timer = setInterval(sample, 40);
  sample();
  return () => {
    clearInterval(timer);
    const cpuSeconds = [...ticks.values()].reduce((sum, each) => sum + each, 0) / ticksInSecond;
    return { peak, ownPeak, childPeak, cpuSeconds };
  };
}

function processorTicks(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

function family(root: number): number[] {
  const children = new Map<number, number[]>();
  // Elsewhere than on Linux nothing can be sampled: all counts as 0.
  if (!existsSync('/proc/self/stat')) return [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const members = [root];
  for (const member of members) members.push(...(children.get(member) ?? []));
  return members;
}

function resident(pid: number): number {
  try {
    return (
      Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) *
      1024
    );
  } catch {
    return 0;
  }
}

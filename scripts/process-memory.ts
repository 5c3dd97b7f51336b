import { readdirSync, readFileSync } from 'node:fs';

/** Peak resident memory (bytes) of a process and all its children together, sampled from /proc until stopped. */
export function watchMemory(pid: number): () => { peak: number } {
  let peak = 0;
  const sample = () => {
    let sum = 0;
    for (const member of family(pid)) sum += resident(member);
    peak = Math.max(peak, sum);
  };
  const timer = setInterval(sample, 40);
  sample();
  return () => {
    clearInterval(timer);
    return { peak };
  };
}

function family(root: number): number[] {
  const children = new Map<number, number[]>();
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

import type { Dice } from '../fuzzing/dice.ts';
import { type FaultKind, unmountAll } from './kinds.ts';
import type { Ended, Task, World } from './world.ts';

/**
 * Runs a command under a fault, looks at what it left, takes the fault away and runs it again.
 *
 * @returns what does not hold, as sentences; undefined when the fault cannot befall that command.
 */
export async function trial(
  world: World,
  task: Task,
  kind: FaultKind,
  dice: Dice,
): Promise<readonly string[] | undefined> {
  const befallen = kind.begin(task, world, dice);
  if (befallen === undefined) return undefined;
  const faults: string[] = [];
  try {
    const first = await world.run(task, befallen.before, befallen.during);
    befallen.end();
    const isDone = first.code === 0;
    const isKilled = kind.isDeadly === true && first.code === null;
    if (!isDone && !isKilled) {
      faults.push(...messageFaults(first));
      const mayRefuse = kind.turnsClock === true && task.judgesDates === true;
      if (kind.isHarmless && !mayRefuse) faults.push(`it failed: ${first.said.trim()}`);
    }
    faults.push(...task.faults(false).map((fault) => `after the fault: ${fault}`));
    const before = task.arrived();
    await task.again();
    const second = await world.run(task);
    if (second.code !== 0)
      faults.push(`again, it ended with ${second.code}: ${second.said.trim()}`);
    faults.push(...task.faults(true).map((fault) => `done again: ${fault}`));
    const after = task.arrived();
    for (const [path, inode] of before) {
      if (after.get(path) !== inode) faults.push(`${path} was sent twice`);
    }
  } finally {
    unmountAll();
  }
  return faults;
}

/** One clear sentence in Chinese, with what to do, and nothing that only a programmer reads. */
export function messageFaults({ said, code }: Ended): readonly string[] {
  const faults: string[] = [];
  const text = said.trim();
  if (code === null) faults.push('it was killed by something else');
  if (/^\s+at |node:internal|程序出错了|\bErrno\b|Error:/m.test(text)) {
    faults.push(`its message is for programmers: ${text}`);
  }
  // What rsync and rclone say themselves comes after ours.
  const [own = ''] = text.split(/它说：/);
  if (!/\p{Script=Han}.*[。：]/u.test(own)) faults.push(`it says nothing in Chinese: ${text}`);
  if (!/请|怎么改|先运行|再运行|重新|加 --|等它|等生成/.test(own))
    faults.push(`it does not say what to do: ${text}`);
  return faults;
}

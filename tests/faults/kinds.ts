import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { siteFiles } from '../../src/release/site-files.ts';
import type { Dice } from '../fuzzing/dice.ts';
import type { Task, World } from './world.ts';

/** A fault while it lasts. */
export interface Befallen {
  /** What stands before the command. */
  readonly before?: readonly string[];
  /** Called with the command's process group; what it gives back is called when the command has ended. */
  readonly during?: (pid: number) => () => void;
  /** Takes the fault away. */
  end(): void;
}

export interface FaultKind {
  readonly name: string;
  /** Commands that must be there. */
  readonly needs: readonly string[];
  /** Mounts: only an administrator can. */
  readonly needsRoot?: true;
  /** Whether the command must go well in spite of it; else it may fail, with a message. */
  readonly isHarmless?: true;
  /** Whether the day is another while it lasts. */
  readonly turnsClock?: true;
  /** Whether the command dies without a word. */
  readonly isDeadly?: true;
  begin(task: Task, world: World, dice: Dice): Befallen | undefined;
}

const nothing = { end: () => {} };

export const faultKinds: readonly FaultKind[] = [
  { name: 'nothing', needs: [], isHarmless: true, begin: () => nothing },
  {
    name: 'killed',
    needs: [],
    isDeadly: true,
    begin: ({ lasts }, _world, dice) => {
      const moment = 150 + dice.upTo(lasts ?? 1800);
      return {
        ...nothing,
        during: (pid) => {
          const timer = setTimeout(() => {
            try {
              process.kill(-pid, 'SIGKILL');
            } catch {
              // It has ended by itself.
            }
          }, moment);
          return () => clearTimeout(timer);
        },
      };
    },
  },
  {
    name: 'disk full',
    needs: ['mount'],
    needsRoot: true,
    begin: ({ writes }, _world, dice) => {
      const unmount = mountMemory(writes, '512m');
      const { blocks, bfree, bsize } = statfsSync(writes);
      const used = (blocks - bfree) * bsize;
      const size = used + 4096 * (1 + dice.upTo(400));
      system('mount', '-o', `remount,size=${size}`, writes);
      return {
        end: () => {
          system('mount', '-o', 'remount,size=512m', writes);
          endings.set(writes, unmount);
        },
      };
    },
  },
  {
    name: 'temporary folder full',
    needs: ['mount'],
    needsRoot: true,
    begin: (_task, { temporary }) => {
      system('mount', '-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', temporary);
      writeFileSync(join(temporary, 'full'), Buffer.alloc(4096));
      return { end: () => system('umount', '-l', temporary) };
    },
  },
  {
    name: 'read-only folder',
    needs: ['mount'],
    needsRoot: true,
    begin: ({ writes }) => {
      system('mount', '--bind', writes, writes);
      system('mount', '-o', 'remount,bind,ro', writes);
      return { end: () => system('umount', '-l', writes) };
    },
  },
  {
    name: 'file removed while it runs',
    needs: [],
    begin: (task, _world, dice) => meanwhile(task, dice, (file) => rmSync(file, { force: true })),
  },
  {
    name: 'file changed while it runs',
    needs: [],
    begin: (task, _world, dice) =>
      meanwhile(task, dice, (file) => writeFileSync(file, 'something else')),
  },
  ...['1970-01-02 03:04:05', '2099-12-31 23:59:58'].map(
    (time): FaultKind => ({
      name: `clock at ${time.slice(0, 4)}`,
      needs: ['faketime'],
      turnsClock: true,
      isHarmless: true,
      begin: () => ({ ...nothing, before: ['faketime', time] }),
    }),
  ),
  {
    name: 'clock that jumps',
    needs: ['faketime'],
    turnsClock: true,
    isHarmless: true,
    // Years in a second, and every process begins anew.
    begin: () => ({ ...nothing, before: ['faketime', '-f', '@2019-01-01 00:00:00 x20000000'] }),
  },
  {
    name: 'kept files damaged',
    needs: [],
    isHarmless: true,
    begin: ({ keeps }, _world, dice) => {
      if (keeps === undefined) return undefined;
      const { files } = siteFiles(keeps);
      for (let left = 1 + dice.upTo(5); left > 0 && files.length > 0; left -= 1)
        damage(join(keeps, dice.one(files)), dice);
      return nothing;
    },
  },
  {
    name: 'kept files read-only',
    needs: ['mount'],
    needsRoot: true,
    begin: ({ keeps }) => {
      if (keeps === undefined) return undefined;
      system('mount', '--bind', keeps, keeps);
      system('mount', '-o', 'remount,bind,ro', keeps);
      return { end: () => system('umount', '-l', keeps) };
    },
  },
  {
    name: 'files may not grow',
    needs: ['prlimit'],
    begin: (_task, _world, dice) => ({
      ...nothing,
      before: ['prlimit', `--fsize=${2000 + dice.upTo(200_000)}`],
    }),
  },
  {
    name: 'few open files',
    needs: ['prlimit'],
    begin: (_task, _world, dice) => ({
      ...nothing,
      before: ['prlimit', `--nofile=${24 + dice.upTo(50)}`],
    }),
  },
];

/** Cuts a file short, changes a byte of it, or puts something else in its place. */
function damage(file: string, dice: Dice): void {
  const bytes = readFileSync(file);
  const at = dice.upTo(Math.max(1, bytes.length));
  const way = dice.upTo(3);
  if (way === 0) writeFileSync(file, bytes.subarray(0, at));
  else if (way === 1) writeFileSync(file, 'something else');
  else if (bytes.length > 0) {
    bytes[at] = (bytes[at] ?? 0) ^ 255;
    writeFileSync(file, bytes);
  }
}

/** What {@link Befallen.end} leaves to be unmounted when the place has been looked at. */
const endings = new Map<string, () => void>();

/** Takes away what is still mounted; call it after each trial. */
export function unmountAll(): void {
  for (const end of endings.values()) end();
  endings.clear();
}

/** Puts a disk of memory in the place of a folder, with all that it holds. */
function mountMemory(folder: string, size: string): () => void {
  const beside = `${folder}-beside`;
  rmSync(beside, { recursive: true, force: true });
  cpSync(folder, beside, { recursive: true, verbatimSymlinks: true });
  system('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(beside)) {
    cpSync(join(beside, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
  }
  rmSync(beside, { recursive: true, force: true });
  return () => system('umount', '-l', folder);
}

function meanwhile(
  { reads, lasts }: Task,
  dice: Dice,
  change: (file: string) => void,
): Befallen | undefined {
  if (reads === undefined) return undefined;
  const file = join(reads, dice.one(siteFiles(reads).files));
  const moment = dice.upTo(lasts ?? 1500);
  return {
    ...nothing,
    during: () => {
      const timer = setTimeout(() => change(file), moment);
      return () => clearTimeout(timer);
    },
  };
}

function system(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

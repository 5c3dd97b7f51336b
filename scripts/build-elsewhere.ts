import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from '../src/derive/kept/files-below.ts';

/** What of a checkout decides what is built. */
const projectParts = [
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'LICENSE',
  'NOTICE.md',
  'public',
  'scripts',
  'src',
  'content',
];
/** What tools leave between the packages. */
const leftBetweenPackages: readonly string[] = ['.vite', '.cache', '.astro'];

/** A checkout and a content folder, both of absolute path. */
export interface Place {
  readonly root: string;
  readonly contentDir: string;
}

/**
 * Copies a checkout, its packages and a content folder to where every path is another and a longer one, with
 * nothing of what the checkout keeps between builds; the content's files in the opposite order.
 *
 * @param folder absolute; made, or emptied.
 */
export function copyElsewhere({ root, contentDir }: Place, folder: string): Place {
  rmSync(folder, { recursive: true, force: true });
  const there: Place = {
    root: join(folder, 'another checkout of the same commit, under a longer path/项目'),
    contentDir: join(folder, '内容'),
  };
  mkdirSync(there.root, { recursive: true });
  for (const part of projectParts) {
    if (!existsSync(join(root, part))) continue;
    cpSync(join(root, part), join(there.root, part), { recursive: true });
  }
  linkTree(join(root, 'node_modules'), join(there.root, 'node_modules'));
  mkdirSync(there.contentDir);
  for (const file of [...filesBelow(contentDir)].reverse()) {
    const target = there.contentDir + file.slice(contentDir.length);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  return there;
}

/** Packages are many megabytes: one file under two names where the disk allows it. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (!leftBetweenPackages.includes(entry.name)) linkTree(source, target);
    } else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
    }
  }
}

/** Other circumstances than those of whoever runs this. */
export interface Circumstances {
  /** Before the command: programs that change what it sees. */
  readonly through: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** In Chinese, what differs; and what could not be made to differ on this machine. */
  readonly names: readonly string[];
  readonly missing: readonly string[];
}

/**
 * Another day, one processor, another umask, time zone, language and home.
 *
 * @param home absolute path of a folder of its own.
 */
export function otherCircumstances(home: string): Circumstances {
  mkdirSync(home, { recursive: true });
  const tools = [
    { name: '另一天（400 天以后）', through: ['faketime', '-f', '+400d'] },
    { name: '只用一个处理器', through: ['taskset', '-c', '0'] },
    { name: '另一种 umask', through: ['sh', '-c', 'umask 077; exec "$@"', 'sh'] },
  ];
  const has = ({ through: [tool = ''] }: (typeof tools)[number]) =>
    spawnSync(tool, ['-c', 'exit'], { stdio: 'ignore' }).error === undefined;
  const usable = tools.filter(has);
  return {
    through: usable.flatMap(({ through }) => through),
    env: { TZ: 'Pacific/Auckland', LANG: 'C', LC_ALL: 'C', HOME: home, XDG_CACHE_HOME: home },
    names: [...usable.map(({ name }) => name), '另一个时区', '另一种语言', '另一个用户文件夹'],
    missing: tools.filter((tool) => !usable.includes(tool)).map(({ name }) => name),
  };
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A build that hangs ends whoever waits for it. */
const patience = 30 * 60_000;

/** Runs one of the project's scripts as a process of its own. */
export function runScript(
  { root, contentDir }: Place,
  [script, ...args]: readonly [script: string, ...args: string[]],
  outDir: string,
  { through, env }: Pick<Circumstances, 'through' | 'env'> = { through: [], env: {} },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const [command = '', ...rest] = [...through, process.execPath, `scripts/${script}.ts`, ...args];
    const child = spawn(command, rest, {
      cwd: root,
      env: { ...process.env, ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: patience,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const add = (data: Buffer) => {
      output += data.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

import { spawn } from 'node:child_process';

/** Who wrote it, as Git records it. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Whether the folder is under Git's care. */
export async function isRepository(folder: string): Promise<boolean> {
  return (await git(folder, ['rev-parse', '--is-inside-work-tree'])).output.trim() === 'true';
}

/** The name that Git has for whoever works here, if any. */
export async function knownAuthor(folder: string): Promise<Author> {
  const value = async (key: string) => (await git(folder, ['config', '--get', key])).output.trim();
  return { name: await value('user.name'), email: await value('user.email') };
}

/**
 * Records some files, and nothing else that may be staged. Nothing is pushed.
 *
 * @param files relative to the folder
 * @returns what Git says when it refuses; undefined when it is done, or nothing had changed
 */
export async function commitFiles(
  folder: string,
  files: readonly string[],
  message: string,
  { name, email }: Author,
): Promise<string | undefined> {
  const paths = files.map((file) => `:(literal)${file}`);
  const added = await git(folder, ['add', '--', ...paths]);
  if (added.code !== 0) return added.complaint;
  const changed = await git(folder, ['diff', '--cached', '--quiet', '--', ...paths]);
  if (changed.code === 0) return undefined;
  const committed = await git(folder, [
    '-c',
    `user.name=${name}`,
    '-c',
    `user.email=${email}`,
    '-c',
    'commit.gpgSign=false',
    'commit',
    '--quiet',
    '--only',
    `--author=${name} <${email}>`,
    '-m',
    message,
    '--',
    ...paths,
  ]);
  return committed.code === 0 ? undefined : committed.complaint;
}

/** No name or address that Git would take for something else. */
export function isAuthor({ name, email }: Author): boolean {
  return (
    /^[^<>\p{Cc}]{1,100}$/u.test(name.trim()) && /^[^<>\s@\p{Cc}]+@[^<>\s@\p{Cc}]+$/u.test(email)
  );
}

interface GitAnswer {
  /** -1 where there is no Git. */
  readonly code: number;
  readonly output: string;
  readonly complaint: string;
}

function git(folder: string, args: readonly string[]): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = spawn('git', args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true' },
    });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString('utf8');
    });
    child.stderr.on('data', (piece: Buffer) => {
      complaint += piece.toString('utf8');
    });
    child.on('error', () => resolve({ code: -1, output: '', complaint: '没有找到 git。' }));
    child.on('close', (code) => resolve({ code: code ?? -1, output, complaint }));
  });
}

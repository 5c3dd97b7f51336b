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
 * @returns in Chinese why Git refused, with its own words; undefined when it is done, or nothing had changed
 */
export async function commitFiles(
  folder: string,
  files: readonly string[],
  message: string,
  { name, email }: Author,
): Promise<string | undefined> {
  const branch = await git(folder, ['symbolic-ref', '--quiet', 'HEAD']);
  if (branch.code === 1)
    return '仓库现在不在任何分支上（detached HEAD），提交了以后不容易找到，所以没有提交。请管仓库的人先切换到一个分支。';
  const paths = files.map((file) => `:(literal)${file}`);
  const added = await git(folder, ['add', '--', ...paths]);
  if (added.code !== 0) return explained(added.complaint);
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
  return committed.code === 0 ? undefined : explained(committed.complaint);
}

/** What Git refuses, by its own words, and what to do. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /\.lock'?: File exists|Unable to create '.*\.lock'/i,
    '另一个程序正在用这个仓库，或者上次没有正常结束。请等它结束，再保存一次。',
  ],
  [
    /during a (?:merge|cherry-pick|rebase)|not concluded|unmerged|needs merge|unresolved conflict/i,
    '仓库里有一次合并还没有做完。请管仓库的人先做完，再保存一次。',
  ],
  [/dubious ownership/i, 'Git 认为这个文件夹属于别的用户。请管电脑的人设置 safe.directory。'],
  [
    /ignored by one of your \.gitignore/i,
    '这些文件列在 .gitignore 里，Git 不收。请管仓库的人改一下。',
  ],
  [
    /Read-only file system|Permission denied|insufficient permission/i,
    '没有写仓库的权限。请管电脑的人看一看。',
  ],
  [/No space left|Disk quota/i, '磁盘满了。请清理以后再保存一次。'],
];

function explained(complaint: string): string {
  const words = complaint.trim();
  const [, reason] = reasons.find(([sign]) => sign.test(words)) ?? [];
  const said = words === '' ? '' : `Git 的原话：${words.slice(0, 600)}`;
  // What is none of these is most often a check that the repository makes of every commit.
  return `${reason ?? '仓库的提交检查没有通过，或者 Git 出了别的问题。请把下面的原话转给管仓库的人。'}${said}`;
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
      // Its words are read here.
      env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true' },
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

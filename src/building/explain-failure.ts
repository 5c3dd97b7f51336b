import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';

/** What the system's codes mean to whoever typed the command, and what to do. */
const words: Readonly<Record<string, string>> = {
  EACCES: '没有读写的权限。请让有权限的人授权，或者换一个文件夹',
  EBUSY: '正被别的程序占用，或者是一个挂载点。请换一个文件夹',
  EDQUOT: '用户的磁盘配额用完了。请清理后再试',
  EFBIG: '文件超过了系统允许的大小。请检查 ulimit -f 的限制',
  EIO: '磁盘读写出错。请检查磁盘',
  EISDIR: '该是文件的地方是一个文件夹',
  ELOOP: '链接绕成了圈。请删去它',
  EMFILE: '同时打开的文件太多。请调高 ulimit -n 的限制',
  ENAMETOOLONG: '文件名或路径太长。请改短',
  ENFILE: '系统里打开的文件太多。请稍后再试',
  ENOENT: '文件或文件夹不存在',
  ENOSPC: '磁盘满了。请清理磁盘（.cache/ 文件夹可以删）后再试',
  ENOTDIR: '该是文件夹的地方是一个文件',
  ENOTEMPTY: '文件夹里还有别的文件',
  EPERM: '系统不允许这样做。请检查文件夹的权限',
  EROFS: '磁盘是只读的。请换一个可以写的文件夹',
  EXDEV: '不在同一个磁盘上',
  ERR_FS_FILE_TOO_LARGE: '文件超过 2 GB，读不了',
  SQLITE_FULL: '磁盘满了。请清理磁盘后再试',
};

/** The bundler has no codes. */
const bundlerWrites = /Failed to write file|No space left|File too large|Read-only file system/i;
const cannotWrite =
  '文件写不下去：磁盘满了，没有权限，或者文件超过了系统允许的大小。请检查项目所在的磁盘后再试';

/** What failed and what to do, in Chinese and in one sentence; undefined when it is no failure of the system's. */
export function systemFailure(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : '';
    const said =
      words[code] ??
      (/^E[A-Z0-9]+$/.test(code) ? `系统报告 ${code}` : undefined) ??
      (bundlerWrites.test(at.message) ? cannotWrite : undefined);
    if (said === undefined) continue;
    const path = 'path' in at && typeof at.path === 'string' ? `（${at.path}）` : '';
    return `${said}${path}。`;
  }
  return undefined;
}

/** The same, or what the program itself says. */
export function explainFailure(error: unknown): string {
  return systemFailure(error) ?? (error instanceof Error ? error.message : String(error));
}

/**
 * Ends a command that failed: says what failed in Chinese. What only a programmer can use goes to a file
 * below `root`, whose name is told.
 */
export function reportFailure(error: unknown, root: string): void {
  const said = error instanceof Refusal ? error.message : systemFailure(error);
  if (said !== undefined) {
    console.error(said);
    return;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const file = join(root, '.cache/last-failure.txt');
  try {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(file, `${details}\n`);
    console.error(`程序出错了，这不是内容的问题。详情写在 ${file}，请转给维护程序的人。`);
  } catch {
    console.error(`程序出错了，这不是内容的问题。请把下面的内容转给维护程序的人：\n${details}`);
  }
}

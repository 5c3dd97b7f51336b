/** A release cannot be made, published or checked; the message says so in Chinese, for whoever typed the command. */
export class ReleaseRefused extends Error {
  override readonly name = 'ReleaseRefused';
}

const systemFailures: Readonly<Record<string, string>> = {
  EACCES: '没有读写权限',
  EDQUOT: '磁盘配额用完了',
  EIO: '磁盘读写出错',
  EMFILE: '同时打开的文件太多',
  ENOENT: '没有这个文件或文件夹',
  ENOSPC: '磁盘满了',
  ENOTDIR: '路径里有一段是文件，不是文件夹',
  EPERM: '系统不允许这样做',
  EROFS: '磁盘是只读的',
};

/** What went wrong, in Chinese where it is known what to call it; one line, never a stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof ReleaseRefused) return error.message;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const path = 'path' in error && typeof error.path === 'string' ? `：${error.path}` : '';
    const known = systemFailures[error.code];
    if (known !== undefined) return `${known}${path}`;
  }
  return `没有料到的错误：${error instanceof Error ? error.message : String(error)}`;
}

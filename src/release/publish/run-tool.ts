import { spawn } from 'node:child_process';
import { ReleaseRefused } from '../release-refused.ts';

/** How a command ended. */
export interface ToolResult {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a command of the machine to its end.
 *
 * @throws {ReleaseRefused} when it is not there, or was killed.
 */
export function runTool(command: string, args: readonly string[]): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', () => {
      reject(new ReleaseRefused(`这台机器上没有 ${command} 命令，请先安装。`));
    });
    child.on('close', (code, signal) => {
      if (code === null) {
        reject(new ReleaseRefused(`${command} 被中断（${signal}）。再运行一次就会接着做完。`));
        return;
      }
      const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString('utf8');
      resolve({ code, output: text(output), errors: text(errors) });
    });
  });
}

/** {@link runTool}, for what must go well: its output. */
export async function mustRun(command: string, args: readonly string[]): Promise<string> {
  const { code, output, errors } = await runTool(command, args);
  if (code !== 0) {
    throw new ReleaseRefused(
      `${command} 没有做完（退出码 ${code}）。请看它说的原因；再运行一次就会接着做完。它说：\n${lastOf(errors)}`,
    );
  }
  return output;
}

/** For a place that could not be looked at, of which nothing was changed. */
export function toolFailed(
  command: string,
  place: string,
  code: number,
  errors: string,
): ReleaseRefused {
  return new ReleaseRefused(
    `${command} 读不到 ${place}（退出码 ${code}）。请检查地址、账号、网络和这台机器的磁盘，再运行一次。它说：\n${lastOf(errors)}`,
  );
}

function lastOf(errors: string): string {
  return errors.trim().split('\n').slice(-3).join('\n');
}

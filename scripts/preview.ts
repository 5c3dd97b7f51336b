import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startStaticServer } from '../src/building/preview/static-server.ts';
import { readSettings, type Settings } from '../src/building/settings.ts';
import { Refusal } from '../src/model/refusal.ts';
import { runCommand } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** Serves the finished build and prints its address; ends with the process. */
export async function previewCommand(
  { outDir, base }: Settings,
  args = process.argv.slice(2),
): Promise<number> {
  const { port, host } = readPlace(args);
  if (!existsSync(join(outDir, 'index.html'))) {
    console.error(`${outDir} 里还没有生成的网站：先运行 npm run build。`);
    return 1;
  }
  const { url } = await startStaticServer({ folder: outDir, base, port, host });
  console.log(`\n  ${url}\n\n按 Ctrl+C 结束。`);
  return 0;
}

/** `--port` (or PORT) and `--host`.
 *
 * @throws a Refusal in Chinese when the port is none
 */
export function readPlace(args: readonly string[]): { port: number; host: string } {
  const { values } = readArguments(
    {
      usage: '用法：npm run preview（或 site、demo、dev）-- [--port 端口] [--host 地址]',
      options: {
        port: { type: 'string', default: process.env.PORT || '4321' },
        host: { type: 'string', default: '127.0.0.1' },
      },
    },
    args,
  );
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Refusal(`端口应是 0 到 65535 的整数，不是“${values.port}”。`);
  }
  return { port, host: values.host };
}

if (import.meta.main) await runCommand(() => previewCommand(readSettings(process.cwd())));

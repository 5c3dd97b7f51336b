/**
 * Opens the editor for the content folder, on this machine alone.
 *
 *   npm run edit [-- --port 4322] [--no-open]
 *
 * The content is `ARCHIVE_CONTENT`, else `content/`; what "生成网站" builds goes to `ARCHIVE_OUT`, else `dist/`;
 * releases go to `releases/`.
 * The address that it prints holds a token of this run: without it nothing is answered.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../src/building/settings.ts';
import { startEditServer } from '../src/editing/server/edit-server.ts';
import { Refusal } from '../src/model/refusal.ts';
import { root, runCommand } from './command.ts';
import { readArguments } from './read-arguments.ts';

/** Opens an address in the browser, where the system has a way; the address is printed in any case. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : process.platform === 'darwin'
        ? ['open']
        : ['xdg-open'];
  const child = spawn(command ?? '', [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

await runCommand(async () => {
  const { values } = readArguments({
    usage: '用法：npm run edit -- [--port 端口] [--no-open]',
    options: {
      port: { type: 'string', default: '4322' },
      'no-open': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Refusal(`端口应是 0 到 65535 的整数，不是“${values.port}”。`);
  const { contentDir, outDir } = readSettings(root);
  // Who begins with nothing has no folder either; elsewhere it is rather a slip of the hand.
  if (contentDir === join(root, 'content')) mkdirSync(contentDir, { recursive: true });
  if (!statSync(contentDir, { throwIfNoEntry: false })?.isDirectory())
    throw new Refusal(`没有内容文件夹“${contentDir}”。`);
  const { url } = await startEditServer({
    root,
    contentDir,
    outDir,
    port,
    cacheDir: join(root, '.cache/edit'),
    importEntry: join(import.meta.dirname, 'import-one.ts'),
    buildEntry: join(import.meta.dirname, 'build.ts'),
    releaseEntry: join(import.meta.dirname, 'release.ts'),
    releasesDir: join(root, 'releases'),
  });
  console.log(`编辑 ${contentDir}\n\n  ${url}\n\n只有这台电脑打得开。按 Ctrl+C 结束。`);
  if (!values['no-open']) openBrowser(url);
  return 0;
});

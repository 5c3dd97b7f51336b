/**
 * Takes the pictures of the editor's handbook anew, by following it in a browser (tests/e2e/handbook.spec.ts).
 *
 *   npm run handbook-pictures
 *
 * They are written to src/pages/help/_pictures/, what was to be seen in each to tests/e2e/handbook-pictures.json;
 * look at both before they are committed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from '../src/model/refusal.ts';
import { root, runCommand } from './command.ts';
import { findBrowser } from './find-browser.ts';
import { readArguments } from './read-arguments.ts';

await runCommand(async () => {
  readArguments({ usage: '用法：npm run handbook-pictures' });
  const browser = findBrowser();
  if (browser === undefined)
    throw new Refusal('没有找到浏览器：请安装 Chromium，或用环境变量 CHROMIUM_PATH 指出它在哪里。');
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/playwright/cli.js'),
      'test',
      '--config=tests/handbook-pictures.config.ts',
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } },
  );
  if (status === 0) console.log('拍好了：请看过 src/pages/help/_pictures/ 再提交。');
  return status ?? 1;
});

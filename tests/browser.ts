import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, starts } from '../scripts/find-browser.ts';

export { findBrowser };

const firefoxes = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Path of a Firefox that starts: FIREFOX_PATH or the system's. */
export function findFirefox(): string | undefined {
  return [process.env.FIREFOX_PATH, ...firefoxes].find(
    (path) => path !== undefined && path !== '' && existsSync(path) && starts(path),
  );
}

/** Gets a Firefox where that is possible without asking: as root on Debian. Without one its step says so. */
export function provideFirefox(): void {
  if (!findFirefox()) installPackages(['firefox-esr']);
}

/** Whether Chinese text is drawn in a Chinese font: without one, nothing that is measured is true. */
export function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

/**
 * Gets what browser tests need, where it is missing: Playwright's own Chromium, or, as root on
 * Debian, the system's; and a Chinese font.
 *
 * @throws an Error that says what to install by hand
 */
export function provideBrowser(): void {
  if (!findBrowser()) {
    const packages = ['chromium', ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
    if (!installPackages(packages)) run('npx', ['playwright', 'install', 'chromium']);
  }
  if (!hasChineseFont()) installPackages(['fontconfig', 'fonts-noto-cjk']);
  if (!findBrowser()) {
    throw new Error('没有找到浏览器：请安装 Chromium，或用环境变量 CHROMIUM_PATH 指出它在哪里。');
  }
  if (!hasChineseFont()) {
    throw new Error(
      '没有中文字体：请安装一种（Debian：fonts-noto-cjk），否则版面量出来的不是真的。',
    );
  }
}

function installPackages(packages: readonly string[]): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (spawnSync('apt-get', ['--version']).status !== 0) return false;
  run('apt-get', ['update', '-qq']);
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function run(command: string, args: readonly string[]): boolean {
  console.log(`${command} ${args.join(' ')}`);
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    return true;
  } catch {
    return false;
  }
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium that starts: CHROMIUM_PATH, the system's, or the one that Playwright installed. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  return [named, ...candidates, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path) && starts(path),
  );
}

/** Whether a browser at this path can be run. */
export function starts(path: string): boolean {
  // On Windows a browser that is asked for its version opens a window instead.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

import { join } from 'node:path';
import { defineConfig, devices } from 'playwright/test';
import { findBrowser } from './browser.ts';
import { root, testDir, testSite } from './sites.ts';

const executablePath = findBrowser();

/** Browser tests look at the sites that `node tests/build.ts` built, each served on its own port. */
export default defineConfig({
  testDir: '.',
  testMatch: ['e2e/**/*.spec.ts', 'a11y/**/*.spec.ts'],
  outputDir: join(testDir, 'browser-results'),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // One more try where work lands, for a browser that a shared machine starved; the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  // Generous: nothing here is about speed, and a shared machine may stand still for half a minute.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: testSite('county').url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { ...(executablePath && { executablePath }) },
  },
  webServer: {
    command: `"${process.execPath}" tests/serve.ts`,
    cwd: root,
    url: testSite('prefix').url,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});

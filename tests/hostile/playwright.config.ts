import { defineConfig } from 'playwright/test';
import base from '../playwright.config.ts';

/** The browser's part of tests/hostile: its specs serve the sites that `node tests/hostile/build.ts` built. */
const { webServer: _, ...settings } = base;
export default defineConfig({
  ...settings,
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../.cache/test/hostile-results',
});

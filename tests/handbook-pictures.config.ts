import { defineConfig } from 'playwright/test';
import browserTests from './playwright.config.ts';

/** Takes the pictures of the editor's handbook anew; of the sites that other tests look at it needs none. */
const { webServer: _sites, ...without } = browserTests;
process.env.HANDBOOK_PICTURES = 'write';
export default defineConfig({ ...without, testMatch: ['e2e/handbook.spec.ts'], workers: 1 });

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { type EditServer, startEditServer } from '../../src/editing/server/edit-server.ts';
import { axeFindings, injectEngines } from '../a11y/engines.ts';
import { root } from '../sites.ts';
import { expect, test } from './quiet-page.ts';

export interface Desk {
  readonly contentDir: string;
  readonly url: string;
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
}

/** A content folder and the editor over it. */
export const withDesk = test.extend<{ desk: Desk; isEmpty: boolean }>({
  /** Nothing in the folder; else what a county has before its first report. */
  isEmpty: [false, { option: true }],

  desk: async ({ isEmpty }, use) => {
    const scratch = mkdtempSync(join(tmpdir(), 'archive-desk-'));
    const contentDir = join(scratch, 'content');
    mkdirSync(contentDir);
    for (const part of isEmpty ? [] : ['site.yaml', 'issuers.yaml', 'indicators', 'pages'])
      cpSync(join(root, 'tests/fixtures/county', part), join(contentDir, part), {
        recursive: true,
      });
    let server: EditServer | undefined;
    const start = async (port = 0) => {
      server = await startEditServer({
        root,
        contentDir,
        outDir: join(scratch, 'out'),
        cacheDir: join(scratch, 'cache'),
        importEntry: join(root, 'scripts/import-one.ts'),
        buildEntry: join(root, 'scripts/build.ts'),
        releaseEntry: join(root, 'scripts/release.ts'),
        releasesDir: join(scratch, 'releases'),
        port,
      });
      return server.url;
    };
    const url = await start();
    await use({ contentDir, url, start, stop: async () => server?.close() });
    await server?.close();
    rmSync(scratch, { recursive: true, force: true });
  },
});

/** What axe finds, and what stands out of the window. */
export async function expectAccessible(page: Page): Promise<void> {
  await injectEngines(page);
  expect(await axeFindings(page)).toEqual([]);
  const wide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('main *, header *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(wide, `${page.url()} is wider than the window`).toEqual([]);
}

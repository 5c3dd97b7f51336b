import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../src/building/settings.ts';
import { root, runCommand } from './command.ts';
import { readPlace } from './preview.ts';
import { siteCommand } from './site.ts';

/** What every page of the demonstration says. */
export const demoNotice = '演示：青禾县是虚构的，本网站的机构、人名、报告和数字都是编造的。';

/**
 * Writes the content of the demonstration: the fictional county of the tests, with {@link demoNotice} on
 * every page.
 *
 * @param folder absolute path; what stood there is gone.
 */
export function writeDemoContent(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'tests/fixtures/county'), folder, { recursive: true });
  const site = join(folder, 'site.yaml');
  writeFileSync(site, `${readFileSync(site, 'utf8').trimEnd()}\nnotice: ${demoNotice}\n`);
}

if (import.meta.main) {
  await runCommand(() => {
    readPlace(process.argv.slice(2));
    const content = join(root, '.cache/demo/content');
    writeDemoContent(content);
    const env = { ARCHIVE_CONTENT: content, ARCHIVE_OUT: join(root, '.cache/demo/site') };
    return siteCommand(readSettings(root, env));
  });
}

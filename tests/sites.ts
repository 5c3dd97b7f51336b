import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings } from '../src/building/settings.ts';
import { cardFiles } from '../src/model/share-card.ts';

/** The repository. */
export const root = join(import.meta.dirname, '..');

/** Where the tests build to: `ARCHIVE_TEST_DIR`, else `.cache/test`. */
export const testDir = resolve(root, process.env.ARCHIVE_TEST_DIR ?? '.cache/test');

/** The first of the ports on which browser tests find the sites. */
const firstPort = Number(process.env.ARCHIVE_TEST_PORT ?? 4400);

export const siteNames = ['real', 'county', 'prefix'] as const;
export type SiteName = (typeof siteNames)[number];

/** One of the sites that the tests build and look at. */
export interface TestSite {
  readonly name: SiteName;
  readonly contentDir: string;
  readonly outDir: string;
  readonly base: string;
  /** Origin of the URLs that the build writes. */
  readonly origin: string;
  readonly port: number;
  /** Where browser tests find the home page; ends with a slash. */
  readonly url: string;
}

const contentDirs: Readonly<Record<SiteName, string>> = {
  real: join(root, 'content'),
  county: join(root, 'tests/fixtures/county'),
  prefix: join(testDir, 'prefix-content'),
};

/** `real` is content/, `county` the fictional county, `prefix` the county under a path prefix. */
export function testSite(name: SiteName): TestSite {
  const contentDir = contentDirs[name];
  const outDir = join(testDir, name);
  const env = { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir };
  const { base, url: origin } = readSettings(root, env);
  const port = firstPort + siteNames.indexOf(name);
  return { name, contentDir, outDir, base, origin, port, url: `http://127.0.0.1:${port}${base}` };
}

/** Writes the content of `prefix`: the county with another site.yaml, and without a share card. */
export function writePrefixContent(): void {
  const target = contentDirs.prefix;
  rmSync(target, { recursive: true, force: true });
  cpSync(contentDirs.county, target, { recursive: true });
  cpSync(join(root, 'tests/fixtures/prefix-site.yaml'), join(target, 'site.yaml'));
  for (const file of Object.values(cardFiles)) rmSync(join(target, file));
}

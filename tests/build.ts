import { buildCommand } from '../scripts/build.ts';
import { readSettings } from '../src/building/settings.ts';
import { root, type SiteName, siteNames, testSite, writePrefixContent } from './sites.ts';

/** `node tests/build.ts real|county|prefix`: builds one of the sites that the tests look at. */
const name = process.argv[2] as SiteName;
if (!siteNames.includes(name)) throw new Error(`One of ${siteNames.join(', ')}, not ${name}`);
if (name === 'prefix') {
  writePrefixContent();
  // What is published must not depend on it: every test of this site would notice.
  process.env.NODE_ENV = 'development';
}
const { contentDir, outDir } = testSite(name);
const env = { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir };
process.exit(await buildCommand(readSettings(root, env)));

import { join } from 'node:path';
import { testDir } from '../sites.ts';
import type { Sifted } from './sift.ts';

/** Where `node tests/hostile/build.ts` puts the site of all accepted vectors. */
export const hostileSite = {
  contentDir: join(testDir, 'hostile-content'),
  outDir: join(testDir, 'hostile'),
  /** The same pages without their Content-Security-Policy: what stands between a hole and its reader. */
  openDir: join(testDir, 'hostile-open'),
  recordFile: join(testDir, 'hostile-record.json'),
};

/** What the build noted for the tests. */
export interface HostileRecord {
  readonly sifted: readonly Sifted[];
  /** By slug, the fields of a report as they were written. */
  readonly reports: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

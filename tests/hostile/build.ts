import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblems } from '../../src/archive/check/format-problem.ts';
import { buildSite } from '../../src/building/build-site.ts';
import { readSettings } from '../../src/building/settings.ts';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { ContentRejected } from '../../src/model/content-rejected.ts';
import { root } from '../sites.ts';
import { writeDraft } from './draft.ts';
import { hostileSite } from './hostile-site.ts';
import { withoutPolicy } from './policy.ts';
import { sift } from './sift.ts';
import { siteContent } from './site-content.ts';

/** Sifts all vectors, builds a site of those that were accepted, and copies it without its policy. */
const { contentDir, outDir, openDir, recordFile } = hostileSite;
const sieve = await sift();
const content = await siteContent(sieve);
rmSync(contentDir, { recursive: true, force: true });
writeDraft(contentDir, content.draft);
mkdirSync(join(recordFile, '..'), { recursive: true });
writeFileSync(recordFile, JSON.stringify({ sifted: sieve.all, reports: content.reports }));
const env = { ARCHIVE_CONTENT: contentDir, ARCHIVE_OUT: outDir };
try {
  const { files } = await buildSite(readSettings(root, env));
  console.log(`${sieve.all.length} vectors, ${sieve.accepted.length} accepted, ${files} files`);
} catch (error) {
  if (!(error instanceof ContentRejected)) throw error;
  console.error(formatProblems(error.problems.filter(({ severity }) => severity === 'error')));
  process.exit(1);
}
rmSync(openDir, { recursive: true, force: true });
cpSync(outDir, openDir, { recursive: true });
for (const file of filesBelow(openDir)) {
  if (file.endsWith('.html')) writeFileSync(file, withoutPolicy(readFileSync(file, 'utf8')));
}
// Astro leaves workers behind.
process.exit(0);

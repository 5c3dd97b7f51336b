/**
 * Checks the content folder and prints every problem.
 *
 *   npm run check [-- <folder>] [-- --json] [-- --strict]
 *
 * Without a folder: `ARCHIVE_CONTENT`, else `content/`. `--json` prints the problems as one JSON
 * array. Exit code 1 when there are errors; with `--strict` when there are warnings too.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatProblems } from '../src/archive/format-problem.ts';
import { openArchive } from '../src/archive/open-archive.ts';
import { readSiteSettings } from '../src/archive/site-settings.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, strict: { type: 'boolean', default: false } },
});
const folder = positionals[0];
const contentDir = folder === undefined ? readSiteSettings().contentDir : resolve(folder);
const { problems } = await openArchive(contentDir);
process.stdout.write(
  values.json ? `${JSON.stringify(problems, undefined, 2)}\n` : formatProblems(problems),
);
const failing = problems.filter(
  ({ severity }) => severity === 'error' || (values.strict && severity === 'warning'),
);
process.exitCode = failing.length > 0 ? 1 : 0;

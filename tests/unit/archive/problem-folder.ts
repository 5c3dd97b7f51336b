import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatProblems } from '../../../src/archive/check/format-problem.ts';
import { openArchive } from '../../../src/archive/open-archive.ts';
import { type Damage, problemsOfDamaged } from './damaged-pages.ts';

/** Dates in the folders are judged on this day. */
const today = '2026-06-30';

export const problemsDir = join(import.meta.dirname, '../../problems');

/** Every folder of tests/problems that is named like a code; `_base` is what they share. */
export function problemFolders(): readonly string[] {
  return readdirSync(problemsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
    .sort();
}

/**
 * What `npm run check` prints for one problem folder: its `content/` laid over `_base/content/`,
 * then changed by `setup.ts` (default export, called with the content folder) where files alone
 * cannot say it: removals, links, sizes. What only a program can do to a finished page is in `damage.ts`.
 */
export async function checkProblemFolder(name: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'archive-problem-'));
  const contentDir = join(root, 'content');
  try {
    const own = join(problemsDir, name);
    for (const source of [join(problemsDir, '_base'), own]) {
      const from = join(source, 'content');
      if (existsSync(from)) cpSync(from, contentDir, { recursive: true });
    }
    const setup = join(own, 'setup.ts');
    if (existsSync(setup)) {
      const module: { default(contentDir: string): Promise<void> | void } = await import(
        pathToFileURL(setup).href
      );
      await module.default(contentDir);
    }
    const { archive, problems: found } = await openArchive(contentDir, { today });
    const damage = join(own, 'damage.ts');
    const problems = [...found];
    if (archive !== undefined && existsSync(damage)) {
      const module: { default: Damage } = await import(pathToFileURL(damage).href);
      problems.push(...problemsOfDamaged(archive, module.default));
    }
    // The folder's temporary place is the one thing that differs from run to run.
    return formatProblems(problems).replaceAll(contentDir, 'content');
  } finally {
    rmSync(root, { recursive: true });
  }
}

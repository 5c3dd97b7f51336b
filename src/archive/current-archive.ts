import { readSiteSettings } from '../building/settings.ts';
import type { Archive } from '../model/archive.ts';
import { formatProblems } from './check/format-problem.ts';
import { openArchive } from './open-archive.ts';
import { processStore } from './process-store.ts';

/**
 * The archive of this process's content folder, opened once and shared by pages and integrations.
 *
 * @throws an Error listing every problem when the content has errors.
 */
export function currentArchive(): Promise<Archive> {
  const store = processStore();
  store.archive ??= open();
  return store.archive;
}

/** Makes the next `currentArchive()` read the content anew; `astro dev` calls it when a file changes. */
export function forgetArchive(): void {
  processStore().archive = undefined;
}

async function open(): Promise<Archive> {
  const { archive, problems } = await openArchive(readSiteSettings().contentDir);
  if (archive === undefined) {
    throw new Error(
      `内容有错误，网站没有生成：\n\n${formatProblems(problems.filter((problem) => problem.severity === 'error'))}`,
    );
  }
  return archive;
}

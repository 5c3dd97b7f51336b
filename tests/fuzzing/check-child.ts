import { formatProblems } from '../../src/archive/check/format-problem.ts';
import { openArchive } from '../../src/archive/open-archive.ts';
import type { Problem } from '../../src/model/problem.ts';

/** What became of one content folder. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly accepted: boolean;
  /** As a clerk reads them. */
  readonly printed: string;
  /** The most memory that this process has ever held, in bytes. */
  readonly memory: number;
  /** What was thrown, which nothing should be. */
  readonly thrown?: string;
}

/** Checks the folders that it is sent, one after the other, in a process that may hang or die of them. */
process.on('message', async (folder: string) => {
  let checked: Checked;
  try {
    const { archive, problems } = await openArchive(folder);
    const printed = formatProblems(problems);
    checked = { problems, accepted: archive !== undefined, printed, memory: memory() };
  } catch (error) {
    const thrown = error instanceof Error ? String(error.stack) : String(error);
    checked = { problems: [], accepted: false, printed: '', memory: memory(), thrown };
  }
  process.send?.(checked);
});

function memory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

import type { ProblemList } from '../check/problem-list.ts';
import { inThreads } from '../threads/thread-queue.ts';
import { type FileReading, type ReadContext, type ReadReport, readReport } from './read-report.ts';

/** Fewer files than this are read before threads have started. */
const worthThreads = 300;

/** Reads all reports, in the order of `files`; what is wrong with any of them goes to `problems`. */
export async function readReports(
  files: readonly string[],
  context: ReadContext,
  problems: ProblemList,
): Promise<readonly ReadReport[]> {
  if (files.length < worthThreads)
    return files.flatMap((file) => readReport(file, context, problems) ?? []);
  const module = new URL('./read-reports-worker.ts', import.meta.url);
  const readings = await inThreads<string, FileReading>(module, context, files);
  const byFile = new Map<string, ReadReport>();
  for (const { file, read, problems: found } of readings) {
    if (read !== undefined) byFile.set(file, read);
    problems.addAll(found);
  }
  return files.flatMap((file) => byFile.get(file) ?? []);
}

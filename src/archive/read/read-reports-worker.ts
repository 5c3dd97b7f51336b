import { parentPort, workerData } from 'node:worker_threads';
import { ProblemList } from '../check/problem-list.ts';
import { type FileReading, type ReadContext, readReport } from './read-report.ts';

const context = workerData as ReadContext;
parentPort?.on('message', (files: readonly string[]) => {
  parentPort?.postMessage(
    files.map((file): FileReading => {
      const problems = new ProblemList();
      const read = readReport(file, context, problems);
      return { file, read, problems: problems.sorted() };
    }),
  );
});

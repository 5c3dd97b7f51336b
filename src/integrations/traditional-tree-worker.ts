import { parentPort, workerData } from 'node:worker_threads';
import { type TreeJob, type TreeSettings, treeConversion } from './traditional-page.ts';

const convert = treeConversion(workerData as TreeSettings);
parentPort?.on('message', (job: TreeJob) => {
  parentPort?.postMessage({ file: job.file, ...convert(job) });
});

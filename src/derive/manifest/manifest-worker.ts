import { parentPort, workerData } from 'node:worker_threads';
import { manifestEntry } from './file-manifest.ts';

const folder = workerData as string;
parentPort?.on('message', (paths: readonly string[]) => {
  parentPort?.postMessage(paths.map((path) => manifestEntry(folder, path)));
});

import { parentPort, workerData } from 'node:worker_threads';
import { type TwinSettings, twinWriter } from './traditional-twin.ts';

const write = twinWriter(workerData as TwinSettings);
parentPort?.on('message', (files: readonly string[]) => {
  parentPort?.postMessage(files.map(write));
});

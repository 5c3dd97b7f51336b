import { parentPort, workerData } from 'node:worker_threads';
import { type Twin, type TwinSettings, twinWriter } from './twin-writer.ts';

const write = twinWriter(workerData as TwinSettings);

/** A page that is not there yet is not a fault: all pages are gone through when all are written. */
function writeIfPresent(file: string): Twin[] {
  try {
    return [write(file)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

parentPort?.on('message', (files: readonly string[]) => {
  parentPort?.postMessage(files.flatMap(writeIfPresent));
});

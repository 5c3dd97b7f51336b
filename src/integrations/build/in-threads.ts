import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Few enough at once that all threads end at about the same time. */
const batchSize = 16;
/** More threads than this wait for the disk. */
const mostThreads = 4;

/**
 * Has every item worked on by threads of one module, which answers each message, a list of items,
 * with the list of their results. The results come in any order.
 * @param settings what each thread gets as its `workerData`; plain data.
 */
export async function inThreads<Item, Result>(
  module: URL,
  settings: unknown,
  items: readonly Item[],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const run = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const send = (): void => {
        const batch = items.slice(next, next + batchSize);
        next += batch.length;
        if (batch.length === 0) resolve();
        else worker.postMessage(batch);
      };
      worker.on('error', reject);
      worker.on('message', (batch: readonly Result[]) => {
        results.push(...batch);
        send();
      });
      send();
    });
  const threads = Math.min(availableParallelism(), mostThreads);
  const workers = Array.from(
    { length: threads },
    () => new Worker(module, { workerData: settings }),
  );
  try {
    await Promise.all(workers.map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return results;
}

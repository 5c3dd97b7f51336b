import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Few enough at once that all threads end at about the same time. */
const batchSize = 16;
/** More threads than this wait for the disk. */
const mostThreads = Math.min(availableParallelism(), 4);
/** What a batch leaves behind is soon garbage: a small nursery keeps the threads small. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/**
 * Work for threads of one module, which answers each message, a list of items, with the list of
 * their results. Items may be added while the threads work; the results come in any order.
 */
export class ThreadQueue<Item, Result> {
  readonly #module: URL;
  readonly #settings: unknown;
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  #waiting: Item[] = [];
  #next = 0;
  #results: Result[] = [];
  #failure: unknown;
  #settled: (() => void) | undefined;

  /**
   * @param settings what each thread gets as its `workerData`; plain data.
   * @param threads how many begin; {@link widen} adds the others.
   */
  constructor(module: URL, settings: unknown, threads = mostThreads) {
    this.#module = module;
    this.#settings = settings;
    this.widen(threads);
  }

  /** Has as many threads work as are worth it. */
  widen(threads = mostThreads): void {
    while (this.#workers.length < threads) {
      const worker = new Worker(this.#module, { workerData: this.#settings, resourceLimits });
      // Only who waits for results waits for the threads: a build that fails before can end.
      worker.unref();
      worker.on('error', (error) => {
        this.#failure ??= error;
        this.#settled?.();
      });
      worker.on('message', (results: readonly Result[]) => {
        for (const result of results) this.#results.push(result);
        this.#idle.push(worker);
        this.#hand();
      });
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
    this.#hand();
  }

  add(items: Iterable<Item>): void {
    for (const item of items) this.#waiting.push(item);
    this.#hand();
  }

  /**
   * Waits until nothing is left to do, and gives the results since the last call.
   * @throws what a thread threw.
   */
  async results(): Promise<readonly Result[]> {
    for (const worker of this.#workers) worker.ref();
    await new Promise<void>((resolve) => {
      this.#settled = resolve;
      this.#hand();
      if (this.#failure !== undefined) resolve();
    });
    for (const worker of this.#workers) worker.unref();
    this.#settled = undefined;
    if (this.#failure !== undefined) throw this.#failure;
    const results = this.#results;
    this.#results = [];
    return results;
  }

  /** Ends the threads, whatever they are at. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #hand(): void {
    while (this.#idle.length > 0 && this.#next < this.#waiting.length) {
      const batch = this.#waiting.slice(this.#next, this.#next + batchSize);
      this.#next += batch.length;
      this.#idle.pop()?.postMessage(batch);
    }
    if (this.#next < this.#waiting.length) return;
    this.#waiting = [];
    this.#next = 0;
    if (this.#idle.length === this.#workers.length) this.#settled?.();
  }
}

/** Has every item worked on by threads of one module, and gives all results. */
export async function inThreads<Item, Result>(
  module: URL,
  settings: unknown,
  items: readonly Item[],
): Promise<readonly Result[]> {
  const queue = new ThreadQueue<Item, Result>(module, settings);
  try {
    queue.add(items);
    return await queue.results();
  } finally {
    await queue.close();
  }
}

import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { WrittenIndex } from '../../search/indexing/write-search-index.ts';
import { siteConverters } from '../../variant/site-converters.ts';
import { type IndexPlan, type PlannedReport, writePlannedIndex } from './index-plan.ts';

/** What the thread is given at once; plain data. */
export interface IndexTask {
  readonly plan: IndexPlan;
  /** Where the index is to be written; emptied first. */
  readonly folder: string;
}

/** What the thread says: that it has room for another batch, or what it has written. */
export type ThreadAnswer = 'next' | { readonly written: WrittenIndex; readonly seconds: number };

/*
 * The thread of index-beside-pages.ts: reports in, batch by batch, an index written. It asks for the next batch when
 * it begins the one before; an empty one is the end.
 */

const port = parentPort;
if (port === null) throw new Error('index-thread.ts is a thread, and not to be run by itself');
const answer = (message: ThreadAnswer) => port.postMessage(message);

async function* received(): AsyncGenerator<PlannedReport> {
  for await (const [batch] of on(port as NonNullable<typeof port>, 'message')) {
    const reports = batch as readonly PlannedReport[];
    if (reports.length === 0) return;
    answer('next');
    yield* reports;
  }
}

const begun = performance.now();
const { plan, folder } = workerData as IndexTask;
const written = await writePlannedIndex(plan, received(), folder, siteConverters(plan.variant));
answer({ written, seconds: (performance.now() - begun) / 1000 });

import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { searchFolder } from '../../model/address.ts';
import type { Archive } from '../../model/archive.ts';
import type { WrittenIndex } from '../../search/indexing/write-search-index.ts';
import type { EarlyWork } from '../step.ts';
import { indexPlan, type PlannedReport, plannedReports } from './index-plan.ts';
import type { IndexTask, ThreadAnswer } from './index-thread.ts';

/** Characters of markup that are handed over at once: what is on its way is in memory twice. */
const batchLength = 50_000;

/**
 * Writes the search index in a thread of its own, while Astro, which writes pages on one core, is at work:
 * the index needs the archive and no page. It is put into its place when the pages are there.
 */
export class IndexBesidePages implements EarlyWork {
  /** Wall time of the thread, when it has ended. */
  seconds: number | undefined;
  readonly #folder: string;
  readonly #thread: Worker;
  readonly #written: Promise<WrittenIndex>;

  /**
   * @param scratch a folder for the index until it is in its place.
   * @param batch so many characters are handed over at once.
   */
  constructor(archive: Archive, scratch: string, batch = batchLength) {
    this.#folder = join(scratch, 'beside-pages');
    const task: IndexTask = { plan: indexPlan(archive), folder: this.#folder };
    this.#thread = new Worker(new URL('./index-thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: limitsFor(task.plan.symbols),
    });
    const batches = batchesOf(plannedReports(archive), batch);
    const hand = () => this.#thread.postMessage(batches.next().value ?? []);
    this.#written = new Promise((done, fail) => {
      this.#thread.on('message', (answer: ThreadAnswer) => {
        if (answer === 'next') return hand();
        this.seconds = answer.seconds;
        done(answer.written);
      });
      this.#thread.on('error', fail);
      this.#thread.on('exit', (code) => fail(new Error(`the index's thread ended with ${code}`)));
    });
    // Told by `finish`; a build that fails before that does not wait for the thread.
    this.#written.catch(() => {});
    this.#thread.unref();
    hand();
    hand();
  }

  /** The pages are nothing to it. */
  announce(): void {}

  /** Waits for the thread, and puts the index below the site's folder. */
  async finish(site: string): Promise<WrittenIndex> {
    this.#thread.ref();
    const written = await this.#written;
    const target = join(site, searchFolder);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { recursive: true, force: true });
    try {
      renameSync(this.#folder, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      cpSync(this.#folder, target, { recursive: true });
      rmSync(this.#folder, { recursive: true });
    }
    return written;
  }
}

/**
 * What a document leaves behind is soon garbage: a small nursery keeps the thread small, and so does a limit not far
 * above what is needed, the further off which it is the later V8 clears up (measured at 26 million symbols: 194 MB
 * in place of 287). Beside the run of symbols, which is not counted here, ten bytes a symbol is more than enough.
 */
function limitsFor(symbols: number): ResourceLimits {
  return { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 + symbols / 100_000 };
}

function* batchesOf(
  reports: Iterable<PlannedReport>,
  most: number,
): Generator<readonly PlannedReport[]> {
  let batch: PlannedReport[] = [];
  let length = 0;
  for (const report of reports) {
    batch.push(report);
    length += report.html.length;
    if (length < most) continue;
    yield batch;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield batch;
}

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { EarlyWork } from '../step.ts';
import type { ExpectedPage } from './record/judge-page.ts';
import { pageStamp, type Twin, type TwinSettings, type TwinTask } from './twin-writer.ts';

/** Pages that Astro may have begun and not written yet: more than it renders at once. */
const begun = 16;
/** More threads than this wait for the disk. */
const mostThreads = Math.min(availableParallelism(), 4);

/**
 * Converts pages on other cores, the first of them while Astro, which writes pages on one, still
 * writes others. What it made early counts only where the page still is the one it was made from.
 *
 * Measured by `npm run bench:build` on 3,476 reports, two quiet cores, with the two limits in twins.ts put
 * out of reach: without the early thread the whole build takes 1.38 times as long, without any thread 1.62
 * times.
 */
export class TwinThreads implements EarlyWork {
  readonly #settings: TwinSettings;
  readonly #expected: ReadonlyMap<string, ExpectedPage>;
  readonly #pool: Piscina<TwinTask, Twin>;
  readonly #announced: string[] = [];
  readonly #early = new Map<string, Twin>();
  /** Settles when the early thread has put down its last page. */
  #working = Promise.resolve();
  #isWorking = false;
  #isFinishing = false;

  /** @param expected what pages have to show, by their path below the output folder */
  constructor(settings: TwinSettings, expected: ReadonlyMap<string, ExpectedPage>) {
    this.#settings = settings;
    this.#expected = expected;
    this.#pool = new Piscina({
      filename: fileURLToPath(new URL('./twin-thread.ts', import.meta.url)),
      workerData: settings,
      minThreads: 1,
      maxThreads: mostThreads,
      // What a page leaves behind is soon garbage: a small nursery keeps the threads small.
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
    });
  }

  announce(file: string): void {
    this.#announced.push(file);
    if (!this.#isWorking) this.#working = this.#convertAnnounced();
  }

  /** One page at a time, so that the pool has one thread beside Astro. */
  async #convertAnnounced(): Promise<void> {
    this.#isWorking = true;
    while (!this.#isFinishing && this.#announced.length > begun) {
      const file = this.#announced.shift();
      if (file === undefined || !existsSync(path.join(this.#settings.out, file))) continue;
      try {
        this.#early.set(file, await this.#convert(file));
      } catch {
        // No failure yet: the page is tried again when all are there.
      }
    }
    this.#isWorking = false;
  }

  /** Makes the twins that are still missing, gives those of all `files`, and ends the threads. */
  async finish(files: readonly string[]): Promise<readonly Twin[]> {
    this.#isFinishing = true;
    try {
      return await Promise.all(files.map((file) => this.#current(file) ?? this.#convert(file)));
    } finally {
      await this.#working;
      await this.#pool.destroy();
    }
  }

  #convert(file: string): Promise<Twin> {
    return this.#pool.run({ file, expected: this.#expected.get(file) });
  }

  /** What was made of the page as it stands now. */
  #current(file: string): Twin | undefined {
    const twin = this.#early.get(file);
    return twin?.stamp === pageStamp(path.join(this.#settings.out, file)) ? twin : undefined;
  }
}

import path from 'node:path';
import { processStore } from '../../archive/process-store.ts';
import { ThreadQueue } from '../../archive/threads/thread-queue.ts';
import { pageStamp, type Twin, type TwinSettings } from './twin-writer.ts';

/** Writes twins in a thread: files in, twins out. */
export const twinThread = new URL('./twin-worker.ts', import.meta.url);

/** Pages that Astro may have begun and not written yet: more than it renders at once. */
const begun = 16;

/**
 * Converts pages while Astro writes others. What it made counts only where the page still is the one
 * it was made from; everything else is made when all pages are there.
 */
export class TraditionalHeadStart {
  readonly #out: string;
  readonly #queue: ThreadQueue<string, Twin>;

  /** @param base path prefix with a leading and a trailing slash, cut off from a page's path. */
  constructor(settings: TwinSettings, base: string) {
    this.#out = settings.out;
    this.#queue = new ThreadQueue(twinThread, settings, 1);
    const announced: string[] = [];
    processStore().onPage = (pathname) => {
      announced.push(`${pathname.slice(base.length)}index.html`);
      if (announced.length > begun) this.#queue.add(announced.splice(0, 1));
    };
  }

  /** Makes the twins that are still missing, and gives those of all `files`. */
  async finish(files: readonly string[]): Promise<readonly Twin[]> {
    processStore().onPage = undefined;
    try {
      this.#queue.widen();
      const early = new Map((await this.#queue.results()).map((twin) => [twin.file, twin]));
      const twins: Twin[] = [];
      for (const file of files) {
        const twin = early.get(file);
        if (twin?.stamp === pageStamp(path.join(this.#out, file))) twins.push(twin);
        else this.#queue.add([file]);
      }
      return [...twins, ...(await this.#queue.results())];
    } finally {
      await this.#queue.close();
    }
  }
}

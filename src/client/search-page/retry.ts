/** Milliseconds before the first try, twice as many before each further one, up to the last. */
const first = 2000;
const last = 60_000;

/** Tries again what has failed: after longer and longer waits, and at once when the network is back. */
export class Retry {
  readonly #again: () => void;
  #tries = 0;
  #timer = 0;

  constructor(again: () => void) {
    this.#again = again;
    window.addEventListener('online', () => {
      if (this.#timer) this.now();
    });
  }

  /** Something has failed. */
  later(): void {
    clearTimeout(this.#timer);
    const wait = Math.min(first * 2 ** this.#tries++, last);
    // Not all readers at the same moment, when it was the server that failed.
    this.#timer = window.setTimeout(() => this.now(), wait * (0.75 + Math.random() / 2));
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#again();
  }

  /** Nothing is to be tried again: it went well, or something else is wanted. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#tries = 0;
  }
}

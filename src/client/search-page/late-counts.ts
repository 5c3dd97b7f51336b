import { Retry } from './retry.ts';

/** Counts what a list of filters shows only when the list is on the screen: in a large archive that loads much. */
export class LateCounts {
  readonly #counts = new Map<Element, () => Promise<void>>();
  readonly #observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) this.#count(target);
  });
  /** What could not be had says nothing wrong by not being there: it is tried again, and not spoken of. */
  readonly #retry = new Retry(() => {
    for (const list of Array.from(this.#counts.keys())) this.#observer.observe(list);
  });

  /** @param count may fail, and is then asked again. */
  watch(list: Element, count: () => Promise<void>): void {
    this.#counts.set(list, count);
    this.#observer.observe(list);
  }

  /** The lists are to show something else. */
  end(): void {
    this.#observer.disconnect();
    this.#counts.clear();
    this.#retry.end();
  }

  async #count(list: Element): Promise<void> {
    this.#observer.unobserve(list);
    const count = this.#counts.get(list);
    try {
      await count?.();
      if (this.#counts.get(list) === count) this.#counts.delete(list);
    } catch {
      this.#retry.later();
    }
  }
}

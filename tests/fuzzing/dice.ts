import { seededRandom } from '../../scripts/seeded-random.ts';

/** Choices that look random and are the same for the same seed. */
export class Dice {
  readonly #random: ReturnType<typeof seededRandom>;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A whole number from 0 to below `end`. */
  upTo(end: number): number {
    return this.#random.below(end);
  }

  /** True once in `times`. */
  chance(times: number): boolean {
    return this.upTo(times) === 0;
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.upTo(items.length)] as Item;
  }
}

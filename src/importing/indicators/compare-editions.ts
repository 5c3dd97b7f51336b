import { distance } from 'fastest-levenshtein';
import type { IndicatorSource } from '../../model/indicator.ts';

/** What a new tree has otherwise than an old one; titles as printed, places as codes from the first level down. */
export interface EditionDifferences {
  readonly added: readonly PlacedIndicator[];
  readonly gone: readonly PlacedIndicator[];
  /** The same words under another code or parent. */
  readonly moved: readonly Pair[];
  readonly reworded: readonly Pair[];
  /** How many are as they were. */
  readonly same: number;
}

export interface PlacedIndicator {
  readonly code: string;
  readonly title: string;
  /** `i9 › i9-1 › 98` */
  readonly path: string;
}

export interface Pair {
  readonly before: PlacedIndicator;
  readonly after: PlacedIndicator;
}

/** Two sentences of which more is alike than different are one, reworded. */
const mostChanged = 0.4;

/**
 * Compares two editions by their words first: numbers change from edition to edition. Two that have the same code and
 * no like elsewhere are one that was reworded.
 */
export function compareEditions(
  before: readonly IndicatorSource[],
  after: readonly IndicatorSource[],
): EditionDifferences {
  const old = [...placed(before)];
  const fresh = [...placed(after)];
  const pairs: Pair[] = [];
  const match = (isSame: (one: PlacedIndicator, other: PlacedIndicator) => boolean) => {
    for (const one of [...fresh]) {
      const at = old.findIndex((other) => depth(other) === depth(one) && isSame(other, one));
      const other = old[at];
      if (other === undefined) continue;
      old.splice(at, 1);
      fresh.splice(fresh.indexOf(one), 1);
      pairs.push({ before: other, after: one });
    }
  };
  match((a, b) => a.path === b.path && words(a) === words(b));
  match((a, b) => words(a) === words(b));
  match((a, b) => a.path === b.path && likeness(a, b) <= mostChanged);
  match((a, b) => likeness(a, b) <= mostChanged / 2);
  const isReworded = ({ before: one, after: other }: Pair) => words(one) !== words(other);
  return {
    added: fresh,
    gone: old,
    moved: pairs.filter((pair) => !isReworded(pair) && pair.before.path !== pair.after.path),
    reworded: pairs.filter(isReworded),
    same: pairs.filter((pair) => !isReworded(pair) && pair.before.path === pair.after.path).length,
  };
}

function* placed(
  indicators: readonly IndicatorSource[],
  parent?: string,
): Generator<PlacedIndicator> {
  for (const { code, title, children = [] } of indicators) {
    const path = parent === undefined ? code : `${parent} › ${code}`;
    yield { code, title, path };
    yield* placed(children, path);
  }
}

function depth({ path }: PlacedIndicator): number {
  return path.split(' › ').length;
}

/** Without number and white space; the form of a punctuation mark is the printer's. */
function words({ title }: PlacedIndicator): string {
  return title
    .normalize('NFKC')
    .replace(/^\(?第?[\d一二三四五六七八九十百]{1,5}[)、.。条项]?/, '')
    .replace(/\s/g, '');
}

function likeness(one: PlacedIndicator, other: PlacedIndicator): number {
  const [a, b] = [words(one), words(other)];
  return distance(a, b) / Math.max(1, a.length, b.length);
}

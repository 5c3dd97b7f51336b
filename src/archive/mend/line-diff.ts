import { printable } from '../../model/writing.ts';

/** How far a line is looked for again; repairs add or move a few lines at most. */
const lookAhead = 30;

/**
 * The lines that differ, as `12 - 旧` and `12 + 新` with the line of the old or new text; what cannot be seen
 * is shown by its number.
 */
export function lineDiff(before: string, after: string): readonly string[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  const shown: string[] = [];
  const gone = (at: number) => shown.push(`${at + 1} - ${printable(old[at] ?? '')}`);
  const come = (at: number) => shown.push(`${at + 1} + ${printable(fresh[at] ?? '')}`);
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [removed, added] = resync(old, fresh, i, j);
    for (let k = 0; k < Math.max(removed, added); k += 1) {
      if (k < removed) gone(i + k);
      if (k < added) come(j + k);
    }
    i += removed;
    j += added;
  }
  return shown;
}

/** How many lines of each side are passed until both go on alike. */
function resync(
  old: readonly string[],
  fresh: readonly string[],
  i: number,
  j: number,
): readonly [number, number] {
  for (let distance = 1; distance <= 2 * lookAhead; distance += 1) {
    // As many of one side as of the other first: most repairs change lines where they stand.
    const splits = [...Array(distance + 1).keys()].sort(
      (a, b) => Math.abs(2 * a - distance) - Math.abs(2 * b - distance),
    );
    for (const removed of splits) {
      const added = distance - removed;
      if (i + removed > old.length || j + added > fresh.length) continue;
      if (i + removed === old.length && j + added === fresh.length) return [removed, added];
      const line = old[i + removed];
      if (line !== undefined && line === fresh[j + added]) return [removed, added];
    }
  }
  return [old.length - i, fresh.length - j];
}

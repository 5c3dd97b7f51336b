/** The first index at or after `from` whose value is not below `value`: steps that double, then halves. */
export function lowerBound(values: readonly number[], value: number, from: number): number {
  let step = 1;
  let low = from;
  while (low + step <= values.length && (values[low + step - 1] as number) < value) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, values.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param share from 0 to 1: half for the median. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function kilo(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

export function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

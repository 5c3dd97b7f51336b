import type { Report } from '../../model/report.ts';

/** Year newest first; inside a year published newest first, unknown last; then title, then slug. */
export function compareReports(a: Report, b: Report): number {
  return (
    b.year - a.year ||
    compareText(b.published ?? '', a.published ?? '') ||
    compareText(a.title, b.title) ||
    compareText(a.slug, b.slug)
  );
}

/** By code unit: the same on every machine, whatever its locale data. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

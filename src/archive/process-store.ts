import type { Report, ReportBody } from '../model/report.ts';

const key = Symbol.for('rule-of-law-archive-bodies');

export function processStore(): { readonly bodies: WeakMap<Report, ReportBody> } {
  const holder = globalThis as typeof globalThis & {
    [key]?: { bodies: WeakMap<Report, ReportBody> };
  };
  holder[key] ??= { bodies: new WeakMap() };
  return holder[key];
}

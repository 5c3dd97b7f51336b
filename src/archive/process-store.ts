import type { Archive } from '../model/archive.ts';
import type { Report, ReportBody } from '../model/report.ts';

/**
 * What the process keeps. Astro bundles the pages, so they hold other copies of our modules than
 * the integrations do; only globalThis is one to both.
 */
interface ProcessStore {
  readonly bodies: WeakMap<Report, ReportBody>;
  archive: Promise<Archive> | undefined;
  /** Told the path of each page that a build begins. */
  onPage: ((pathname: string) => void) | undefined;
}

const key = Symbol.for('rule-of-law-archive');

export function processStore(): ProcessStore {
  const holder = globalThis as typeof globalThis & { [key]?: ProcessStore };
  holder[key] ??= { bodies: new WeakMap(), archive: undefined, onPage: undefined };
  return holder[key];
}

import type { Archive } from '../model/archive.ts';

/**
 * What the process keeps, and why: Astro bundles the pages, so they hold other copies of our modules
 * than the program that builds does, and it calls them with nothing but the address. Only globalThis
 * is one to both.
 */
interface ProcessStore {
  /** Opens the archive that pages are made of. */
  open: (() => Promise<Archive>) | undefined;
  archive: Promise<Archive> | undefined;
  /** Told the path of each page that a build begins. */
  onPage: ((pathname: string) => void) | undefined;
}

const key = Symbol.for('rule-of-law-archive');

function processStore(): ProcessStore {
  const holder = globalThis as typeof globalThis & { [key]?: ProcessStore };
  holder[key] ??= { open: undefined, archive: undefined, onPage: undefined };
  return holder[key];
}

/** Says which archive pages are made of from now on; it is opened when the first page asks. */
export function provideArchive(open: () => Promise<Archive>): void {
  const store = processStore();
  store.open = open;
  store.archive = undefined;
}

/** The archive that pages are made of, opened once. */
export function currentArchive(): Promise<Archive> {
  const store = processStore();
  if (store.open === undefined) throw new Error('No archive was provided to the pages');
  store.archive ??= store.open();
  return store.archive;
}

/** Makes the next page ask for the archive anew; `astro dev` calls it when a file changes. */
export function forgetArchive(): void {
  processStore().archive = undefined;
}

/** Has `listener` told the path of every page that Astro begins, base included; undefined ends that. */
export function listenToPages(listener: ((pathname: string) => void) | undefined): void {
  processStore().onPage = listener;
}

/** Called by the middleware that stands before every page of a build. */
export function announcePage(pathname: string): void {
  processStore().onPage?.(pathname);
}

import { searchEntryFile } from '../model/address.ts';
import { packedEnding, type SearchEntry } from '../search/catalog.ts';
import { openSealed, partName } from '../search/packed/sealed.ts';
import { indexFormat } from '../search/pagefind/index-layout.ts';

/** A file could not be had, or is not what it should be. What it would have said is not known. */
export class LostFile extends Error {}

/** The index is of a format that this page's script does not know: the site is newer than the open page. */
export class NewerSite extends LostFile {}

/** Milliseconds without a single byte after which a request counts as lost. */
const patience = 15_000;

/** Addresses whose last answer was none: a cache that may have kept it is passed by. */
const distrusted = new Set<string>();

/** Which index a site has now, and the folder that it stands in. */
export interface PresentIndex {
  readonly hash: string;
  /** Absolute path with a slash at its end. */
  readonly folder: string;
}

/**
 * @param folder absolute path of the folder that indexes stand in.
 * @throws LostFile when there is none.
 */
export async function presentIndex(folder: string): Promise<PresentIndex> {
  const entry = await loadFile(folder + searchEntryFile, readEntry, 'no-cache');
  if (entry.format !== indexFormat) throw new NewerSite(`index of ${entry.format}`);
  return { hash: entry.index, folder: `${folder}${entry.index}/` };
}

function readEntry(bytes: Uint8Array): SearchEntry {
  const { index, format } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<SearchEntry>;
  if (!/^[0-9a-f]{10}$/.test(index ?? '') || !/^\d+\.\d+\.\d+\/[a-z0-9-]+$/.test(format ?? ''))
    throw new Error('no entry');
  return { index, format } as SearchEntry;
}

/** The content of one of an index's sealed files, as it was sealed. */
export function loadSealed({ folder, hash }: PresentIndex, path: string): Promise<Uint8Array> {
  return loadFile(folder + path, (bytes) => openSealed(bytes, `${hash}/${path}`));
}

export async function loadPacked<Content>(index: PresentIndex, name: string): Promise<Content> {
  return JSON.parse(new TextDecoder().decode(await loadSealed(index, name + packedEnding)));
}

/**
 * Loads a file and reads it.
 *
 * @param read throws when the bytes are not what they should be.
 * @throws LostFile
 */
export async function loadFile<Content>(
  address: string,
  read: (bytes: Uint8Array) => Content,
  cache: RequestCache = 'default',
): Promise<Content> {
  try {
    const content = read(await request(address, distrusted.has(address) ? 'reload' : cache));
    distrusted.delete(address);
    return content;
  } catch (error) {
    distrusted.add(address);
    throw new LostFile(`${address}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Files that a server sent whole where a part was asked for; the latest ones. */
const wholes = new Map<string, Uint8Array>();
const mostWholes = 40;

/** Opens a sealed part of a file, or throws: see packed/sealed.ts. */
export type OpenPart = (bytes: Uint8Array, name: string) => Uint8Array;

/**
 * The contents of sealed parts of a file, in one request from the first to the last, of which no more is loaded
 * where the server knows ranges. What comes is looked through whatever the server calls it; where it is not the
 * parts, the whole file is asked for.
 *
 * @param places in their order, at least one.
 * @throws LostFile
 */
export async function loadParts(
  { folder, hash }: PresentIndex,
  path: string,
  places: readonly { readonly offset: number; readonly length: number }[],
  open: OpenPart,
): Promise<Uint8Array[]> {
  const address = folder + path;
  const [first, last] = [places[0], places[places.length - 1]];
  if (!first || !last) return [];
  const end = last.offset + last.length;
  const parts = (bytes: Uint8Array, from: number) =>
    places.map(({ offset, length }) => {
      const start = offset - from;
      return open(bytes.subarray(start, start + length), `${hash}/${partName(path, offset)}`);
    });
  const known = wholes.get(address);
  if (known) {
    try {
      return parts(known, 0);
    } catch {
      wholes.delete(address);
    }
  }
  const range = `bytes=${first.offset}-${end - 1}`;
  try {
    // Not through the browser's cache, which lets only one request for an address go on at a time.
    const { bytes, from } = await answerTo(address, 'no-store', { Range: range });
    try {
      const contents = parts(bytes, from);
      if (from === 0 && bytes.length > end) remember(address, bytes);
      return contents;
    } catch {
      const whole = await request(address, 'reload');
      const contents = parts(whole, 0);
      remember(address, whole);
      return contents;
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : error;
    throw new LostFile(`${hash}/${partName(path, first.offset)}: ${said}`);
  }
}

function remember(address: string, whole: Uint8Array): void {
  const oldest = wholes.keys().next();
  if (wholes.size >= mostWholes && !oldest.done) wholes.delete(oldest.value);
  wholes.set(address, whole);
}

async function request(address: string, cache: RequestCache): Promise<Uint8Array> {
  return (await answerTo(address, cache)).bytes;
}

/** @returns also which byte of the file the first one is, as the server says. */
async function answerTo(
  address: string,
  cache: RequestCache,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ bytes: Uint8Array; from: number }> {
  const abort = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => abort.abort(), patience);
  };
  wait();
  try {
    const response = await fetch(address, { cache, headers, signal: abort.signal });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const said = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '');
    const from = response.status === 206 ? Number(said?.[1]) : 0;
    const reader = response.body?.getReader();
    if (!reader) return { bytes: new Uint8Array(await response.arrayBuffer()), from };
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      wait();
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return { bytes: whole, from };
  } finally {
    clearTimeout(timer);
  }
}

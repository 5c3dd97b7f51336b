import { entryFile, packedEnding, plainEnding, type SearchEntry } from '../search/catalog.ts';

/** @throws when the file is not there, as in `astro dev`, which makes no index. */
export async function loadSearchEntry(folder: string): Promise<SearchEntry> {
  return (await load(folder + entryFile, { cache: 'no-cache' })).json();
}

/** Loads one of the files that stand there packed and plain. */
export async function loadPacked<Content>(folder: string, name: string): Promise<Content> {
  if (typeof DecompressionStream !== 'function')
    return (await load(folder + name + plainEnding)).json();
  const bytes = new Uint8Array(await (await load(folder + name + packedEnding)).arrayBuffer());
  // A server may have said that the file is packed; then the browser has unpacked it already.
  if (bytes[0] !== 0x1f) return JSON.parse(new TextDecoder().decode(bytes));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).json();
}

async function load(address: string, options?: RequestInit): Promise<Response> {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

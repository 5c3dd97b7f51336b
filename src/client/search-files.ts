import { entryFile, packedEnding, plainEnding, type SearchEntry } from '../search/catalog.ts';

/**
 * Absolute path of the present index, with a slash at its end.
 *
 * @param folder absolute path of the folder that indexes stand in.
 * @throws when there is none, as in `astro dev` before a build.
 */
export async function indexFolder(folder: string): Promise<string> {
  const response = await load(folder + entryFile, { cache: 'no-cache' });
  const { index }: SearchEntry = await response.json();
  return `${folder}${index}/`;
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

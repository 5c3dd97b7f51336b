import { gunzipSync } from 'node:zlib';
import { type Catalog, documentGrain, paragraphGrain } from '../../../src/search/catalog.ts';
import type { SymbolRun } from '../../../src/search/indexing/symbol-run.ts';
import type { IndexFiles } from '../../../src/search/pagefind/index-files.ts';
import type { Postings } from '../../../src/search/phrase-locations.ts';

type Value = number | string | Value[];

/**
 * Reads all chunks without Pagefind's wasm and without our reader: word → locations, and which words stand in
 * which chunk.
 */
export function readIndex(
  run: SymbolRun,
  index: IndexFiles,
): { catalog: Catalog; postings: Postings; words: ReadonlyMap<string, number[]> } {
  const words = new Map<string, number[]>();
  const chunkOf = new Map<string, string>();
  for (const [path, content] of index.files) {
    if (!path.startsWith('index/')) continue;
    const [list] = decode(gunzipSync(content).subarray('pagefind_dcd'.length, -4)) as [Value[][]];
    for (const [word, pages] of list) {
      const [[, encoded]] = pages as [[number, number[]]];
      let location = 0;
      const locations = encoded
        .filter((value) => value >= 0)
        .map((delta) => {
          location += delta;
          return location;
        });
      words.set(word as string, locations);
      chunkOf.set(word as string, path);
    }
  }
  const sorted = [...words.keys()].sort();
  const beginning = (term: string) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as string) < term) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (sorted[end]?.startsWith(term)) end++;
    return sorted.slice(low, end);
  };
  return {
    words,
    catalog: {
      lengths: run.extents.map(({ length }) => length / documentGrain),
      titles: run.extents.map(({ title }) => title),
      paragraphs: run.extents.map(({ paragraphs }) => paragraphs / paragraphGrain),
      years: run.extents.map(() => 2019),
      issuers: run.extents.map(() => 0),
      issuerIds: ['issuer'],
      copies: new Map(
        run.extents.flatMap(({ copyOf }, i) => (copyOf === undefined ? [] : [[i, copyOf]])),
      ),
    },
    postings: {
      locations: async (term) =>
        beginning(term)
          .flatMap((word) => words.get(word) ?? [])
          .sort((a, b) => a - b),
      files: async (term) => new Set(beginning(term).map((word) => chunkOf.get(word))).size || 1,
    },
  };
}

/** CBOR (RFC 8949): integers, texts and arrays. */
export function decode(bytes: Uint8Array): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const read = (): Value => {
    const head = view.getUint8(at++);
    let value = head & 31;
    if (value === 24) value = view.getUint8(at++);
    else if (value === 25) {
      value = view.getUint16(at);
      at += 2;
    } else if (value === 26) {
      value = view.getUint32(at);
      at += 4;
    } else if (value > 26) throw new Error(`CBOR head ${head}`);
    switch (head >> 5) {
      case 0:
        return value;
      case 1:
        return -1 - value;
      case 3: {
        const text = new TextDecoder().decode(bytes.subarray(at, at + value));
        at += value;
        return text;
      }
      case 4:
        return Array.from({ length: value }, read);
      default:
        throw new Error(`CBOR head ${head}`);
    }
  };
  const value = read();
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes after the end`);
  return value;
}

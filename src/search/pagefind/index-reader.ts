import type { Postings } from '../phrase-locations.ts';
import { CborReader } from './cbor-reader.ts';
import { chunkFile, metaFile, signature } from './index-layout.ts';
import { pagefindVersion } from './pagefind-version.ts';

/** Gives the content of a file of the index by its path in the index's folder, or fails. */
export type LoadFile = (path: string) => Promise<Uint8Array>;

/** A stretch of words that stand in one file; borders are no words. */
interface Chunk {
  readonly end: string;
  readonly file: string;
}

type Lists = ReadonlyMap<string, readonly number[]>;
const none: readonly number[] = [];

/** @throws when the meta file cannot be had or is not of the format that is read here. */
export async function openIndex(hash: string, load: LoadFile): Promise<Postings> {
  const chunks = readMeta(await load(metaFile(hash)));
  const loaded = new Map<string, Promise<Lists>>();
  const listsOf = (file: string): Promise<Lists> => {
    let lists = loaded.get(file);
    if (!lists) {
      lists = load(file).then(readChunk);
      // What failed is asked for again.
      lists.catch(() => loaded.delete(file));
      loaded.set(file, lists);
    }
    return lists;
  };
  return {
    async locations(term) {
      const chunk = chunkOf(chunks, term);
      return chunk ? ((await listsOf(chunk.file)).get(term) ?? none) : none;
    },
  };
}

/** The first chunk that does not end before a word: the only one that can have it. */
function chunkOf(chunks: readonly Chunk[], term: string): Chunk | undefined {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chunks[middle] as Chunk).end < term) low = middle + 1;
    else high = middle;
  }
  return chunks[low];
}

function readerOf(content: Uint8Array): CborReader {
  for (let i = 0; i < signature.length; i++) {
    if (content[i] !== signature.charCodeAt(i)) throw new Error('a file without Pagefind’s mark');
  }
  return new CborReader(content, signature.length);
}

function readMeta(content: Uint8Array): Chunk[] {
  const cbor = readerOf(content);
  cbor.array();
  const version = cbor.text();
  if (version !== pagefindVersion) throw new Error(`an index of Pagefind ${version}`);
  for (let pages = cbor.array(); pages > 0; pages--) {
    cbor.array();
    cbor.text();
    cbor.integer();
    cbor.text();
  }
  return Array.from({ length: cbor.array() }, () => {
    cbor.array();
    cbor.text();
    const end = cbor.text();
    return { end, file: chunkFile(cbor.text()) };
  });
}

function readChunk(content: Uint8Array): Lists {
  const cbor = readerOf(content);
  const lists = new Map<string, readonly number[]>();
  cbor.array();
  for (let words = cbor.array(); words > 0; words--) {
    cbor.array();
    const term = cbor.text();
    const locations: number[] = [];
    for (let pages = cbor.array(); pages > 0; pages--) {
      cbor.array();
      cbor.integer();
      let location = 0;
      for (let values = cbor.array(); values > 0; values--) {
        const value = cbor.integer();
        // Below zero it is a weight.
        if (value < 0) continue;
        location += value;
        locations.push(location);
      }
      for (let metas = cbor.array(); metas > 0; metas--) cbor.integer();
    }
    if (cbor.array() !== 0) throw new Error('a word with spellings of its own');
    lists.set(term, locations);
  }
  if (!cbor.atEnd) throw new Error('a chunk that goes on after its end');
  return lists;
}

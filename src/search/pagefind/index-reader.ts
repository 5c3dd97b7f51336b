import { once } from '../once.ts';
import type { Postings } from '../phrase-locations.ts';
import { above, sliceStart } from '../terms.ts';
import { CborReader } from './cbor-reader.ts';
import {
  type Borders,
  bordersFile,
  bordersFileOf,
  chunkFile,
  type LoadFile,
  signature,
} from './index-layout.ts';

type Lists = ReadonlyMap<string, readonly number[]>;

/** The chunks that can have what begins with a term: the first of them, and the borders between them. */
interface Range {
  readonly first: number;
  readonly borders: readonly string[];
}

/** @throws when the file of borders cannot be had or is not what is read here. */
export async function openIndex(load: LoadFile): Promise<Postings> {
  const all = readJson(await load(bordersFile)) as Borders;
  const bordersOf = once((number: number) =>
    load(bordersFileOf(number)).then((content) => readJson(content) as readonly string[]),
  );
  const listsOf = once((chunk: number) => load(chunkFile(chunk)).then(readChunk));

  const range = async (term: string): Promise<Range> => {
    const end = above(term);
    const first = notAbove(all.borders, term);
    const last = below(all.borders, end);
    if (all.inFile === 0) return { first, borders: all.borders.slice(first, last) };
    const nodes = await Promise.all(
      Array.from({ length: last - first + 1 }, (_, i) => bordersOf(first + i)),
    );
    const joined = nodes.flatMap((borders, i) => {
      const between = all.borders[first + i];
      return i < nodes.length - 1 && between !== undefined ? [...borders, between] : borders;
    });
    const from = notAbove(joined, term);
    return { first: first * all.inFile + from, borders: joined.slice(from, below(joined, end)) };
  };

  return {
    async files(term) {
      return (await range(term)).borders.length + 1;
    },
    async locations(term, isWanted) {
      const { first, borders } = await range(term);
      const wanted: number[] = [];
      for (let i = 0; i <= borders.length; i++) {
        const from = i === 0 ? undefined : sliceStart(borders[i - 1] as string, term);
        const to = i === borders.length ? undefined : sliceStart(borders[i] as string, term);
        if (!isWanted || isWanted(from ?? -1, to ?? Number.POSITIVE_INFINITY))
          wanted.push(first + i);
      }
      const chunks = await Promise.all(wanted.map(listsOf));
      const found = chunks.flatMap((lists) => listsFrom(lists, term));
      if (found.length === 1) return found[0] as readonly number[];
      return merged(found);
    },
  };
}

/** How many of the borders are not above a term: the number of the chunk where words from it on begin. */
function notAbove(borders: readonly string[], term: string): number {
  return bound(borders, (border) => border <= term);
}

/** How many of the borders are below a term: the number of the chunk where words up to it end. */
function below(borders: readonly string[], term: string): number {
  return bound(borders, (border) => border < term);
}

function bound(borders: readonly string[], isBefore: (border: string) => boolean): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(borders[middle] as string)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of several lists all locations, ascending. */
function merged(lists: readonly (readonly number[])[]): number[] {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return Array.from(all.sort());
}

/** The lists of all words that begin with a term. */
function listsFrom(lists: Lists, term: string): (readonly number[])[] {
  const own = lists.get(term);
  if (own) return [own];
  const found: (readonly number[])[] = [];
  for (const [word, locations] of lists) if (word.startsWith(term)) found.push(locations);
  return found;
}

function readJson(content: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(content));
}

function readChunk(content: Uint8Array): Lists {
  for (let i = 0; i < signature.length; i++) {
    if (content[i] !== signature.charCodeAt(i)) throw new Error('a file without Pagefind’s mark');
  }
  const cbor = new CborReader(content, signature.length);
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

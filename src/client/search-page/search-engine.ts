import { type Catalog, catalogFile, entryFile, type SearchEntry } from '../../search/catalog.ts';
import { findDocuments, findParts, type Hit, type PartialHit } from '../../search/evaluate.ts';
import type { Postings } from '../../search/phrase-locations.ts';
import type { Query } from '../../search/query.ts';

export interface Answer {
  /** Documents that have everything asked for, best first. */
  readonly hits: readonly Hit[];
  /** Only when there is no hit: documents that have parts of it. */
  readonly parts: readonly PartialHit[];
}

/** As much of Pagefind's script as is used. */
interface PagefindModule {
  createInstance(options: object): {
    init(): Promise<void>;
    search(term: string): Promise<{ results: readonly { words: readonly number[] }[] }>;
  };
}

interface OpenedIndex {
  readonly catalog: Catalog;
  readonly postings: Postings;
}

/** Loads the index of one site and answers queries; nothing is fetched before the first call. */
export class SearchEngine {
  readonly #folder: string;
  #index: Promise<OpenedIndex> | undefined;

  /** @param folder absolute path of the index's folder, with a slash at its end. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws when a file of the index cannot be loaded or the browser cannot run it. */
  open(): Promise<OpenedIndex> {
    this.#index ??= this.#load().catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  async answer(query: Query): Promise<Answer> {
    const { catalog, postings } = await this.open();
    const hits = await findDocuments(query, catalog, postings);
    const parts = hits.length === 0 ? await findParts(query, catalog, postings) : [];
    return { hits, parts };
  }

  async #load(): Promise<OpenedIndex> {
    const script = import(/* @vite-ignore */ `${this.#folder}pagefind.js`);
    script.catch(() => undefined);
    const response = await fetch(`${this.#folder}${entryFile}`, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    const { hash } = (await response.json()) as SearchEntry;
    const [catalog, pagefind] = await Promise.all([
      this.#catalog(hash),
      script as Promise<PagefindModule>,
    ]);
    const instance = pagefind.createInstance({
      basePath: this.#folder,
      metaCacheTag: hash,
      noWorker: true,
    });
    await instance.init();
    const known = new Map<string, Promise<readonly number[]>>();
    return {
      catalog,
      postings: {
        locations(term) {
          let locations = known.get(term);
          if (!locations) {
            locations = instance.search(term).then(({ results }) => results[0]?.words ?? []);
            known.set(term, locations);
          }
          return locations;
        },
      },
    };
  }

  async #catalog(hash: string): Promise<Catalog> {
    const packed = typeof DecompressionStream === 'function';
    const response = await fetch(`${this.#folder}${catalogFile(hash, packed)}`);
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    if (!packed) return response.json();
    const bytes = new Uint8Array(await response.arrayBuffer());
    // A server may have said that the file is packed; then the browser has unpacked it already.
    if (bytes[0] !== 0x1f) return JSON.parse(new TextDecoder().decode(bytes));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).json();
  }
}

import { type Answer, answerQuery } from '../../search/answer-query.ts';
import { type Catalog, catalogName } from '../../search/catalog.ts';
import type { Postings } from '../../search/phrase-locations.ts';
import type { Query } from '../../search/query.ts';
import { loadPacked, loadSearchEntry } from '../search-files.ts';

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
    return answerQuery(query, catalog, postings);
  }

  async #load(): Promise<OpenedIndex> {
    const script = import(/* @vite-ignore */ `${this.#folder}pagefind.js`);
    script.catch(() => undefined);
    const entry = await loadSearchEntry(this.#folder);
    const [catalog, pagefind] = await Promise.all([
      loadPacked<Catalog>(this.#folder, catalogName(entry)),
      script as Promise<PagefindModule>,
    ]);
    const instance = pagefind.createInstance({
      basePath: this.#folder,
      metaCacheTag: entry.index,
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
}

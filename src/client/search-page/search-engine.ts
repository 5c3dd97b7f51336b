import { type Answer, answerQuery } from '../../search/answer-query.ts';
import { type Catalog, catalogName, slugsInFile, slugsName } from '../../search/catalog.ts';
import { pagefindVersion } from '../../search/pagefind/pagefind-version.ts';
import type { Postings } from '../../search/phrase-locations.ts';
import type { Query } from '../../search/query.ts';
import { indexFolder, loadPacked } from '../search-files.ts';

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
  slug(document: number): Promise<string>;
}

/** Loads the index of one site and answers queries; nothing is fetched before the first call. */
export class SearchEngine {
  readonly #folder: string;
  #index: Promise<OpenedIndex> | undefined;

  /** @param folder absolute path of the folder that indexes stand in, with a slash at its end. */
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
    const script: Promise<PagefindModule> = import(
      /* @vite-ignore */ `${this.#folder}${pagefindVersion}/pagefind.js`
    );
    script.catch(() => undefined);
    const folder = await indexFolder(this.#folder);
    const catalog = loadPacked<Catalog>(folder, catalogName);
    catalog.catch(() => undefined);
    const instance = (await script).createInstance({
      basePath: folder,
      metaCacheTag: pagefindVersion,
      noWorker: true,
    });
    await instance.init();
    const words = remembered((term) =>
      instance.search(term).then(({ results }) => results[0]?.words ?? []),
    );
    const slugs = remembered((name) => loadPacked<string[]>(folder, name));
    return {
      catalog: await catalog,
      postings: { locations: words },
      slug: async (document) =>
        (await slugs(slugsName(document)))[document % slugsInFile] as string,
    };
  }
}

/** Asks once for each key; what failed is asked for again. */
function remembered<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    let value = known.get(key);
    if (!value) {
      value = ask(key);
      value.catch(() => known.delete(key));
      known.set(key, value);
    }
    return value;
  };
}

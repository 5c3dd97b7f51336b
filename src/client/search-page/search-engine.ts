import { type Catalog, catalogName, slugsInFile, slugsName } from '../../search/catalog.ts';
import { openIndex } from '../../search/pagefind/index-reader.ts';
import type { Postings } from '../../search/phrase-locations.ts';
import {
  LostFile,
  loadPacked,
  loadSealed,
  NewerSite,
  type PresentIndex,
  presentIndex,
} from '../search-files.ts';

/** One index, opened; documents are numbered by it, and no other one knows the numbers. */
export interface OpenedIndex {
  readonly hash: string;
  readonly catalog: Catalog;
  readonly postings: Postings;
  slug(document: number): Promise<string>;
}

/** Loads the index of one site; nothing is fetched before the first call. */
export class SearchEngine {
  readonly #folder: string;
  #index: Promise<OpenedIndex> | undefined;

  /** @param folder absolute path of the folder that indexes stand in, with a slash at its end. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws LostFile when a file of the index cannot be had; the next call asks again. */
  open(): Promise<OpenedIndex> {
    this.#index ??= this.#load().catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  /**
   * Does something with the index. When a file of it is lost because the site has another index by now (its
   * old folder is gone), that one is opened and the work done again, with nothing of the old.
   *
   * @throws LostFile when a file cannot be had; nothing is kept of it.
   */
  async use<Result>(work: (index: OpenedIndex) => Promise<Result>): Promise<Result> {
    const index = await this.open();
    try {
      return await work(index);
    } catch (error) {
      if (!(error instanceof LostFile) || !(await this.isReplaced(index))) throw error;
      return work(await this.open());
    }
  }

  /**
   * Whether the site has another index by now, which is then the one that opens.
   *
   * @throws NewerSite when it is one that this page cannot read.
   */
  async isReplaced({ hash }: OpenedIndex): Promise<boolean> {
    try {
      const present = await presentIndex(this.#folder);
      if (present.hash === hash) return false;
    } catch (error) {
      if (error instanceof NewerSite) throw error;
      return false;
    }
    this.#index = undefined;
    return true;
  }

  async #load(): Promise<OpenedIndex> {
    const present = await presentIndex(this.#folder);
    const [catalog, postings] = await Promise.all([
      loadPacked<Catalog>(present, catalogName),
      openIndex((path) => loadSealed(present, path)),
    ]);
    return { hash: present.hash, catalog, postings, slug: slugsOf(present) };
  }
}

/** Asks once for each file of slugs; what failed is asked for again. */
function slugsOf(present: PresentIndex): OpenedIndex['slug'] {
  const known = new Map<string, Promise<string[]>>();
  return async (document) => {
    const name = slugsName(document);
    let slugs = known.get(name);
    if (!slugs) {
      slugs = loadPacked<string[]>(present, name);
      slugs.catch(() => known.delete(name));
      known.set(name, slugs);
    }
    return (await slugs)[document % slugsInFile] as string;
  };
}

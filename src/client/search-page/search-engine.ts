import { type Answer, answerQuery } from '../../search/answer-query.ts';
import {
  type Catalog,
  catalogName,
  type DocumentsPart,
  documentGrain,
  documentsInFile,
  documentsName,
  type FacetNames,
  type Facets,
  facetFiles,
  facetNamesName,
  facetsName,
  formsName,
  issuerName,
  type PackedCatalog,
  type PackedFacets,
  type TitleLists,
  titleFilesFor,
  titlesName,
  unpackCatalog,
  unpackNumbers,
} from '../../search/catalog.ts';
import { documentStarts } from '../../search/evaluate.ts';
import { DocumentText } from '../../search/excerpts/document-text.ts';
import {
  textFile,
  textFileBytes,
  type UsualForms,
  usualForms,
} from '../../search/excerpts/stored-text.ts';
import { type IssuerNames, issuersAskedFor } from '../../search/named-by-record.ts';
import { openIndex } from '../../search/pagefind/index-reader.ts';
import { type Postings, phraseLocations, singleLocations } from '../../search/phrase-locations.ts';
import type { Query } from '../../search/query.ts';
import { lowerBound } from '../../search/sorted.ts';
import { type SoundTable, soundsName } from '../../search/sounds.ts';
import {
  LostFile,
  loadPacked,
  loadPart,
  loadSealed,
  NewerSite,
  type PresentIndex,
  presentIndex,
} from '../search-files.ts';

/** One index, opened; documents are numbered by it, and no other one knows the numbers. */
export interface OpenedIndex {
  readonly hash: string;
  readonly postings: Postings;
  /** {@link Catalog.lengths} */
  readonly lengths: readonly number[];
  /** @param names of the issuers that a word may name. */
  answer(query: Query, names: IssuerNames): Promise<Answer>;
  /** What these documents are filtered by. */
  facets(documents: readonly number[]): Promise<Facets>;
  /** What a result says of a document beside its text. */
  document(document: number): Promise<{ slug: string; year: number; issuer: string }>;
  /** In the script of the page. */
  text(document: number): Promise<DocumentText>;
  /** What sounds alike. */
  sounds(): Promise<SoundTable>;
  /** Where a phrase begins in a document, from the document's beginning; nothing for a symbol that is everywhere. */
  placesIn(document: number, phrase: string): Promise<number[] | undefined>;
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
      loadPacked<PackedCatalog>(present, catalogName),
      openIndex((path) => loadSealed(present, path)),
    ]);
    const catalogFor = catalogOf(present, catalog);
    const sounds = once((_: 0) => loadPacked<SoundTable>(present, soundsName));
    return {
      hash: present.hash,
      postings,
      lengths: unpackNumbers(catalog.lengths),
      answer: async (query, names) =>
        answerQuery(query, await catalogFor(query, names), postings, names),
      facets: facetsOf(present, catalog),
      sounds: () => sounds(0),
      ...documentsOf(present, catalog, postings),
    };
  }
}

/** Keeps what was loaded by its name; what failed is asked for again. */
function once<Key, Content>(load: (key: Key) => Promise<Content>): (key: Key) => Promise<Content> {
  const known = new Map<Key, Promise<Content>>();
  return (key) => {
    let content = known.get(key);
    if (!content) {
      content = load(key);
      content.catch(() => known.delete(key));
      known.set(key, content);
    }
    return content;
  };
}

/** Asks only for the titles and the issuers that a query may be about. */
function catalogOf(
  present: PresentIndex,
  packed: PackedCatalog,
): (query: Query, names: IssuerNames) => Promise<Catalog> {
  const there = new Set(packed.titleFiles);
  const titles = once((file: number) => loadPacked<TitleLists>(present, titlesName(file)));
  const documents = once((issuer: number) => loadPacked<number[]>(present, issuerName(issuer)));
  return async (query, names) => {
    const [lists, issuers] = await Promise.all([
      Promise.all(
        titleFilesFor(query)
          .filter((file) => there.has(file))
          .map(titles),
      ),
      Promise.all(
        issuersAskedFor(query, packed.issuerIds, names).map(
          async (issuer) => [issuer, await documents(issuer)] as const,
        ),
      ),
    ]);
    const all = lists.reduce<TitleLists>((before, own) => before.concat(own), []);
    return unpackCatalog(packed, all, new Map(issuers));
  };
}

/** Loads the facets of the documents that are asked about, and of their neighbours. */
function facetsOf(present: PresentIndex, catalog: PackedCatalog): OpenedIndex['facets'] {
  const { years, issuerIds } = unpackCatalog(catalog, [], new Map());
  const names = once((_: 0) => loadPacked<FacetNames>(present, facetNamesName));
  const issuers: number[] = [];
  const indicators: number[][] = [];
  const part = once(async (name: string) => {
    const packed = await loadPacked<PackedFacets>(present, name);
    const [, inFile, number] = name.split('.').map(Number) as [number, number, number];
    const first = inFile * number;
    const lists = unpackNumbers(packed.indicators);
    let at = 0;
    for (const [i, issuer] of unpackNumbers(packed.issuers).entries()) {
      issuers[first + i] = issuer;
      const end = at + 1 + (lists[at] as number);
      indicators[first + i] = lists.slice(at + 1, end);
      at = end;
    }
  });
  return async (documents) => {
    const parts = facetFiles(documents.filter((document) => issuers[document] === undefined));
    const [known] = await Promise.all([
      names(0),
      ...parts.map((file) => part(facetsName(...file))),
    ]);
    return { ...known, years, issuers, issuerIds, indicators };
  };
}

function documentsOf(
  present: PresentIndex,
  catalog: PackedCatalog,
  postings: Postings,
): Pick<OpenedIndex, 'document' | 'text' | 'placesIn'> {
  const part = once((name: string) => loadPacked<DocumentsPart>(present, name));
  const forms = once(async (_: 0): Promise<UsualForms | undefined> => {
    if (!/^zh-Hant/i.test(document.documentElement.lang)) return undefined;
    return usualForms((await loadPacked<{ forms: string }>(present, formsName)).forms);
  });
  const { lengths } = unpackCatalog(catalog, [], new Map());
  const starts = documentStarts(lengths);
  const stretch = new Map<number, Promise<Uint8Array>>();
  const load = (position: number, bytes: number) => {
    let content = stretch.get(position);
    if (!content) {
      content = loadPart(present, textFile(position), position % textFileBytes, bytes);
      content.catch(() => stretch.delete(position));
      stretch.set(position, content);
    }
    return content;
  };
  return {
    async document(number) {
      const { slugs, years, issuers } = await part(documentsName(number));
      const at = number % documentsInFile;
      return {
        slug: slugs[at] as string,
        year: years[at] as number,
        issuer: issuers[at] as string,
      };
    },
    text: once(async (number: number) => {
      const [{ texts }, usual] = await Promise.all([part(documentsName(number)), forms(0)]);
      const before = number % documentsInFile;
      let position = texts[0] as number;
      for (let i = 0; i < before; i++) position += texts[i * 2 + 2] as number;
      return DocumentText.open(position, texts[before * 2 + 1] as number, load, usual);
    }),
    async placesIn(number, phrase) {
      const start = starts[number] as number;
      const end = start + (lengths[number] as number) * documentGrain;
      const locations = phrase.length > 1 ? phraseLocations : singleLocations;
      const all = await locations(phrase, postings, (from, to) => to >= start && from < end);
      if (!all) return undefined;
      const first = lowerBound(all, start, 0);
      return all.slice(first, lowerBound(all, end, first)).map((location) => location - start);
    },
  };
}

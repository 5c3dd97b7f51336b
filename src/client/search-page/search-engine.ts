import { type Answer, answerQuery } from '../../search/answer-query.ts';
import {
  type Catalog,
  catalogFor,
  catalogName,
  type DocumentsPart,
  documentGrain,
  documentsInFile,
  documentsName,
  formsName,
  type PackedCatalog,
  readCatalog,
  type TitleLists,
  titleFilesFor,
  titlesName,
} from '../../search/catalog.ts';
import { documentStarts } from '../../search/evaluate.ts';
import {
  type DocumentText,
  documentText,
  type LoadText,
} from '../../search/excerpts/document-text.ts';
import {
  textFile,
  textFileBytes,
  type UsualForms,
  usualForms,
} from '../../search/excerpts/stored-text.ts';
import { type TextHead, unpackHead } from '../../search/excerpts/text-head.ts';
import { type IssuerNames, issuersAskedFor } from '../../search/named-by-record.ts';
import { once } from '../../search/once.ts';
import { openPart } from '../../search/packed/sealed.ts';
import { openIndex } from '../../search/pagefind/index-reader.ts';
import {
  isCommon,
  type Postings,
  phraseDocuments,
  phraseLocations,
  singleLocations,
} from '../../search/phrase-locations.ts';
import type { Query } from '../../search/query.ts';
import { lowerBound } from '../../search/sorted.ts';
import { type SoundTable, soundsName } from '../../search/sounds.ts';
import {
  LostFile,
  loadPacked,
  loadParts,
  loadSealed,
  NewerSite,
  type PresentIndex,
  presentIndex,
} from '../search-files.ts';
import { headLoader } from './head-loader.ts';
import { IndexFilters } from './index-filters.ts';
import { type DocumentsListed, valueLists } from './value-lists.ts';

export interface DocumentFacts {
  readonly slug: string;
  readonly year: number;
  /** Its id. */
  readonly issuer: string;
}

/** One index, opened; documents are numbered by it, and no other one knows the numbers. */
export interface OpenedIndex {
  readonly hash: string;
  readonly postings: Postings;
  /** {@link Catalog.lengths} */
  readonly lengths: readonly number[];
  /** @param names of the issuers that a word may name. */
  answer(query: Query, names: IssuerNames): Promise<Answer>;
  readonly filters: IndexFilters;
  /** What leads to a document, without its text. */
  document(document: number): Promise<DocumentFacts>;
  /** What a result says of a document beside its text, from where that begins; where it is lost, without it. */
  facts(document: number): Promise<DocumentFacts>;
  /** In the script of the page. */
  text(document: number): Promise<DocumentText>;
  /** What sounds alike. */
  sounds(): Promise<SoundTable>;
  /** Where a phrase begins in a document, from the document's beginning; nothing of what is common, which a few lines of text say sooner. */
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
    const [packed, postings] = await Promise.all([
      loadPacked<PackedCatalog>(present, catalogName),
      openIndex((path) => loadSealed(present, path)),
    ]);
    const catalog = readCatalog(packed);
    const ofIssuer = valueLists(present, 'issuer', packed.issuerFiles);
    const forQuery = catalogOf(present, packed.titleFiles, catalog, ofIssuer);
    const sounds = once((_: 0) => loadPacked<SoundTable>(present, soundsName));
    return {
      hash: present.hash,
      postings,
      lengths: catalog.lengths,
      answer: async (query, names) => {
        askSoon(query, postings).catch(() => undefined);
        return answerQuery(query, await forQuery(query, names), postings, names);
      },
      filters: new IndexFilters(present, catalog, ofIssuer),
      sounds: () => sounds(0),
      ...documentsOf(present, packed.slots, catalog, postings),
    };
  }
}

/**
 * Asks for what answers one phrase while the catalog's part for the query is on its way; what fails now fails again,
 * where it is waited for.
 */
async function askSoon({ wanted: [phrase, second] }: Query, postings: Postings): Promise<void> {
  if (!phrase || second) return;
  const { text } = phrase;
  if (!(await phraseDocuments(text, postings))) await phraseLocations(text, postings);
}

/** Asks only for the titles and the issuers that a query may be about. */
function catalogOf(
  present: PresentIndex,
  titleFiles: PackedCatalog['titleFiles'],
  catalog: Catalog,
  ofIssuer: DocumentsListed,
): (query: Query, names: IssuerNames) => Promise<Catalog> {
  const there = new Set(titleFiles);
  const titles = once((file: number) => loadPacked<TitleLists>(present, titlesName(file)));
  return async (query, names) => {
    const [lists, issuers] = await Promise.all([
      Promise.all(
        titleFilesFor(query)
          .filter((file) => there.has(file))
          .map(titles),
      ),
      Promise.all(
        issuersAskedFor(query, catalog.issuerIds, names).map(
          async (issuer) => [issuer, await ofIssuer(issuer)] as const,
        ),
      ),
    ]);
    const all = lists.reduce<TitleLists>((before, own) => before.concat(own), []);
    return catalogFor(catalog, all, new Map(issuers));
  };
}

function documentsOf(
  present: PresentIndex,
  slots: readonly number[],
  { lengths, years }: Catalog,
  postings: Postings,
): Pick<OpenedIndex, 'document' | 'facts' | 'text' | 'placesIn'> {
  const part = once((name: string) => loadPacked<DocumentsPart>(present, name));
  const forms = once(async (_: 0): Promise<UsualForms | undefined> => {
    if (!/^zh-Hant/i.test(document.documentElement.lang)) return undefined;
    return usualForms((await loadPacked<{ forms: string }>(present, formsName)).forms);
  });
  const starts = documentStarts(lengths);
  const load: LoadText = (position, bytes) => {
    let end = position % textFileBytes;
    const parts = bytes.map((length) => {
      const offset = end;
      end += length;
      return { offset, length };
    });
    return loadParts(present, textFile(position), parts, openPart);
  };
  const slot = headLoader(present, lengths, slots);
  const moved = once(async (position: number, bytes: number) => {
    const [content] = await load(position, [bytes]);
    return unpackHead(content as Uint8Array) as TextHead;
  });
  const head = async (number: number): Promise<TextHead> => {
    const found = await slot(number);
    return 'moved' in found ? moved(found.moved.position, found.moved.bytes) : found;
  };
  const alone = async (number: number): Promise<DocumentFacts> => {
    const { slugs, years, issuers } = await part(documentsName(number));
    const at = number % documentsInFile;
    return {
      slug: slugs[at] as string,
      year: years[at] as number,
      issuer: issuers[at] as string,
    };
  };
  return {
    document: alone,
    async facts(number) {
      try {
        const { slug, issuer } = await slot(number);
        return { slug, year: years[number] as number, issuer };
      } catch (error) {
        if (!(error instanceof LostFile)) throw error;
        return alone(number);
      }
    },
    text: once(async (number: number) => {
      const [own, usual] = await Promise.all([head(number), forms(0)]);
      return documentText(own, load, usual);
    }),
    async placesIn(number, phrase) {
      if (phrase.length > 1 && (await isCommon(phrase, postings))) return undefined;
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

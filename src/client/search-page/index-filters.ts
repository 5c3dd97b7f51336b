import type { FilterName, SearchState } from '../../search/address-state.ts';
import { type Catalog, unpackFew, unpackNumbers } from '../../search/catalog.ts';
import {
  type FacetColumn,
  type FacetNames,
  facetFiles,
  facetNamesName,
  facetsInFile,
  facetsName,
  isLittle,
  listsUnder,
  type PackedIndicators,
  type PackedIssuers,
} from '../../search/facets.ts';
import { countValues, type FilterTests, type ValueCounts } from '../../search/filter-hits.ts';
import { once } from '../../search/once.ts';
import { loadPacked, type PresentIndex } from '../search-files.ts';
import { type DocumentsListed, valueLists } from './value-lists.ts';

/** What documents are filtered by, loaded as far as it is asked for. */
export class IndexFilters {
  readonly #present: PresentIndex;
  readonly #years: readonly number[];
  readonly #issuerIds: readonly string[];
  readonly #issuers: number[] = [];
  readonly #indicators: number[][] = [];
  readonly #ofIssuer: DocumentsListed;
  readonly #names = once(async (_: 0) => {
    const names = await loadPacked<FacetNames>(this.#present, facetNamesName);
    return { ...names, listed: valueLists(this.#present, 'indicator', names.indicatorFiles) };
  });
  readonly #part = once((name: string) => this.#load(name));

  constructor(
    present: PresentIndex,
    { years, issuerIds }: Pick<Catalog, 'years' | 'issuerIds'>,
    ofIssuer: DocumentsListed,
  ) {
    this.#present = present;
    this.#ofIssuer = ofIssuer;
    this.#years = years;
    this.#issuerIds = issuerIds;
  }

  /**
   * Which documents the chosen filters let through; a value that nothing has lets none.
   *
   * @throws LostFile
   */
  async tests({ year, issuer, indicator }: Pick<SearchState, FilterName>): Promise<FilterTests> {
    const [own, under] = await Promise.all([
      issuer === undefined ? undefined : this.documentsWith('issuer', issuer),
      indicator === undefined ? undefined : this.documentsWith('indicator', indicator),
    ]);
    return {
      ...(year !== undefined && { year: (document: number) => this.#years[document] === year }),
      ...(own && { issuer: (document: number) => own.has(document) }),
      ...(under && { indicator: (document: number) => under.has(document) }),
    };
  }

  /** Whether counting all values of some documents loads so little that it is done now. */
  countsAll(documents: readonly number[], when: Parameters<typeof isLittle>[1]): boolean {
    const unknown = (document: number) =>
      this.#issuers[document] === undefined || this.#indicators[document] === undefined;
    return isLittle(facetFiles(documents.filter(unknown)), when);
  }

  /**
   * How many of some documents have each value of a filter, from what is known of the documents.
   *
   * @throws LostFile
   */
  async counts(name: FilterName, documents: readonly number[]): Promise<ValueCounts> {
    let names: Pick<FacetNames, 'indicatorKeys' | 'indicatorParents'> = noNames;
    if (name !== 'year') {
      const known = name === 'issuer' ? this.#issuers : this.#indicators;
      const files = facetFiles(documents.filter((document) => known[document] === undefined));
      const parts = files.map((file) => this.#part(facetsName(name, ...file)));
      if (name === 'indicator') names = await this.#names(0);
      await Promise.all(parts);
    }
    return countValues(name, documents, {
      ...names,
      years: this.#years,
      issuerIds: this.#issuerIds,
      issuers: this.#issuers,
      indicators: this.#indicators,
    });
  }

  /**
   * Documents by what they are filtered by, from the list of a value.
   *
   * @throws LostFile
   */
  async documentsWith(name: FacetColumn, value: string): Promise<ReadonlySet<number>> {
    if (name === 'issuer') return new Set(await this.#ofIssuer(this.#issuerIds.indexOf(value)));
    const names = await this.#names(0);
    const index = (names.indicatorKeys as readonly string[]).indexOf(value);
    return new Set((await Promise.all(listsUnder(names, index).map(names.listed))).flat());
  }

  async #load(name: string): Promise<void> {
    const packed = await loadPacked<Partial<PackedIssuers & PackedIndicators>>(this.#present, name);
    const [kind = '', number] = name.split('.');
    const [small, large] = facetsInFile;
    const inFile = kind === 'facets' ? small : large;
    const first = Number(number) * inFile;
    if (packed.issuers !== undefined)
      for (const [i, issuer] of unpackNumbers(packed.issuers).entries())
        this.#issuers[first + i] = issuer;
    if (!packed.counts) return;
    const all = unpackNumbers(packed.indicators ?? '');
    const length = Math.min(inFile, this.#years.length - first);
    let at = 0;
    for (const [i, count] of unpackFew(packed.counts, length).entries()) {
      this.#indicators[first + i] = all.slice(at, at + count);
      at += count;
    }
  }
}

const noNames = { indicatorKeys: [], indicatorParents: [] };

import type { FilterName, SearchState } from '../../search/address-state.ts';
import {
  type Catalog,
  issuerName,
  summed,
  unpackFew,
  unpackNumbers,
} from '../../search/catalog.ts';
import {
  type FacetNames,
  facetFiles,
  facetNamesName,
  facetsInFile,
  facetsName,
  isLittle,
  type PackedIndicators,
  type PackedIssuers,
  type UnderLists,
  underName,
} from '../../search/facets.ts';
import { countValues, type FilterTests, type ValueCounts } from '../../search/filter-hits.ts';
import { once } from '../../search/once.ts';
import { loadPacked, type PresentIndex } from '../search-files.ts';

/** What documents are filtered by, loaded as far as it is asked for. */
export class IndexFilters {
  readonly #present: PresentIndex;
  readonly #years: readonly number[];
  readonly #issuerIds: readonly string[];
  readonly #issuers: number[] = [];
  readonly #indicators: number[][] = [];
  readonly #names = once((_: 0) => loadPacked<FacetNames>(this.#present, facetNamesName));
  readonly #part = once((name: string) => this.#load(name));

  constructor(present: PresentIndex, { years, issuerIds }: Pick<Catalog, 'years' | 'issuerIds'>) {
    this.#present = present;
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
      issuer === undefined ? undefined : this.#documentsOf(issuer),
      indicator === undefined ? undefined : this.#documentsUnder(indicator),
    ]);
    return {
      ...(year !== undefined && { year: (document: number) => this.#years[document] === year }),
      ...(own && { issuer: (document: number) => own.has(document) }),
      ...(under && { indicator: (document: number) => under.has(document) }),
    };
  }

  /** Whether all counts of some documents are in so few files that nobody need wait for them. */
  countsSoon(documents: readonly number[]): boolean {
    const unknown = (document: number) =>
      this.#issuers[document] === undefined || this.#indicators[document] === undefined;
    return isLittle(facetFiles('indicator', documents.filter(unknown)));
  }

  /**
   * How many of some documents have each value of a filter.
   *
   * @throws LostFile
   */
  async counts(name: FilterName, documents: readonly number[]): Promise<ValueCounts> {
    let names: Pick<FacetNames, 'indicatorKeys' | 'indicatorParents'> = noNames;
    if (name !== 'year') {
      const known = name === 'issuer' ? this.#issuers : this.#indicators;
      const files = facetFiles(
        name,
        documents.filter((document) => known[document] === undefined),
      );
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

  async #documentsOf(issuer: string): Promise<ReadonlySet<number>> {
    const index = this.#issuerIds.indexOf(issuer);
    if (index < 0) return new Set();
    return new Set(summed(await loadPacked<number[]>(this.#present, issuerName(index))));
  }

  async #documentsUnder(indicator: string): Promise<ReadonlySet<number>> {
    const { indicatorKeys, indicatorFiles } = await this.#names(0);
    const index = (indicatorKeys as readonly string[]).indexOf(indicator);
    const file = indicatorFiles[index];
    if (file === undefined) return new Set();
    const lists = await loadPacked<UnderLists>(this.#present, underName(file));
    const [, documents = []] = lists.find(([each]) => each === index) ?? [];
    return new Set(summed(documents));
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

import {
  type FilterName,
  highlightParameter,
  readSearchState,
  type SearchState,
  type SortOrder,
  writeSearchState,
} from '../../search/address-state.ts';
import type { Answer } from '../../search/answer-query.ts';
import type { Hit } from '../../search/evaluate.ts';
import {
  documentsBeside,
  type FilterTests,
  filterHits,
  type ValueCounts,
} from '../../search/filter-hits.ts';
import { findMatches } from '../../search/find-matches.ts';
import type { PartialHit } from '../../search/find-parts.ts';
import { normalizeText } from '../../search/normalize.ts';
import { parseQuery, type Query } from '../../search/query.ts';
import { fill } from '../fill.ts';
import { forgetSearches, recentSearches, rememberSearch } from '../recent-searches.ts';
import { LostFile, NewerSite } from '../search-files.ts';
import { type SearchKeyUse, searchKeyUse, useSearchKey } from '../search-key.ts';
import { KeptPlace } from './kept-place.ts';
import type { OtherWordsFound } from './nearest-words.ts';
import { type ExcerptPiece, type OpenedResult, openResult } from './open-results.ts';
import { Retry } from './retry.ts';
import { type OpenedIndex, SearchEngine } from './search-engine.ts';

const pageSize = 10;
/** Milliseconds in which help stands above the reports with parts, and after which nobody waits for it. */
const helpFirst = 1500;
const helpPatience = 10_000;
const shownParts = 10;
const shownPlaces = 3;
/** Milliseconds after which a search that goes on is said to. */
const unsaidSearch = 300;

/** A link of the browsing lists, which becomes a filter while there are results. */
interface Filter {
  readonly name: FilterName;
  readonly value: string;
  readonly link: HTMLAnchorElement;
  readonly item: Element;
  readonly count: Element | null;
  /** What stands there without a search. */
  readonly href: string;
  readonly said: string;
  readonly label: string;
}

/** Documents are numbered by the index that they were found in. */
interface SearchAnswer {
  readonly answer: Answer;
  readonly index: OpenedIndex;
  /** What else could be asked, where nothing answers; none where a file of it is lost. */
  others?: Promise<OtherWordsFound> | undefined;
}

/**
 * `<search-page data-index="…">`: answers the form in it on the spot. The address is its whole state; the
 * browsing lists that are there without script become the filters. Every word it says stands in the page.
 */
class SearchPage extends HTMLElement {
  #engine!: SearchEngine;
  #filters: Filter[] = [];
  #issuers: ReadonlyMap<string, string> = new Map();
  #state = readSearchState(new URLSearchParams());
  #answer: (SearchAnswer & { readonly q: string }) | undefined;
  /** Counts renderings: one that has been overtaken stops. */
  #turn = 0;

  #found: readonly Hit[] = [];
  /** Results whose page could not be had, with what makes them anew. */
  readonly #incomplete = new Map<Element, () => Promise<Element>>();
  /** What ends the counting of lists that nobody has looked at yet. */
  #uncounted: (() => void)[] = [];
  readonly #retry = new Retry(() => this.#again());
  #again: () => void = () => this.#show();
  #sayingSearch = 0;
  #place!: KeptPlace;

  /** Paths of all reports found, in order, shown or not; the event `search-answered` says when. */
  found(): Promise<string[]> {
    const index = this.#answer?.index;
    return Promise.all(index ? this.#found.map((hit) => this.#address(hit, index)) : []);
  }

  connectedCallback(): void {
    this.#engine = new SearchEngine(this.dataset.index ?? '/pagefind/');
    this.#filters = this.#readFilters();
    this.#issuers = new Map(
      this.#filters
        .filter(({ name }) => name === 'issuer')
        .map(({ value, label }) => [value, label] as const),
    );
    this.#place = new KeptPlace(this, this.#one<HTMLDetailsElement>('[data-search-browse]'));

    const form = this.#one<HTMLFormElement>('form[role=search]');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const q = this.#input().value;
      rememberSearch(q);
      this.#go({ ...this.#state, q, page: 1 });
    });
    this.#input().addEventListener('focus', () => this.#warmUp(), { once: true });
    this.addEventListener('click', (event) => this.#clicked(event));
    const sort = this.#one<HTMLSelectElement>('[data-search-sort]');
    sort.addEventListener('change', () =>
      this.#go({ ...this.#state, sort: sort.value as SortOrder, page: 1 }),
    );
    const key = this.#one<HTMLSelectElement>('[data-search-key]');
    key.value = searchKeyUse();
    key.addEventListener('change', () => useSearchKey(key.value as SearchKeyUse));
    window.addEventListener('popstate', () => this.#enter());
    this.#enter();
  }

  /** Loads the index while the reader types; what fails now fails again, with words, at the search. */
  #warmUp(): void {
    this.#engine.open().catch(() => undefined);
  }

  #clicked(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const target = event.target as Element;
    if (target.closest('[data-search-more]')) {
      this.#retry.end();
      this.#more();
      return;
    }
    if (target.closest('[data-search-retry]')) {
      this.#retry.now();
      return;
    }
    if (target.closest('[data-search-reopen]')) {
      location.reload();
      return;
    }
    if (target.closest('[data-search-forget]')) {
      forgetSearches();
      this.#showRecent();
      this.#input().focus();
      return;
    }
    const link = target.closest<HTMLAnchorElement>('a[data-search-state]');
    if (!link) return;
    event.preventDefault();
    this.#go(readSearchState(new URLSearchParams(link.search)));
  }

  /** Goes to what the address says, and to where in it the reader was. */
  #enter(): void {
    this.#place.find();
    this.#start();
  }

  #go(state: SearchState): void {
    this.#place.keep();
    history.pushState(null, '', writeSearchState(state));
    this.#start();
  }

  /** A search of the reader's, not one that is tried again. */
  #start(): void {
    this.#settle();
    this.#show();
  }

  /** Shows what the address says. */
  async #show(): Promise<void> {
    const turn = ++this.#turn;
    this.#place.leave();
    const state = readSearchState(new URLSearchParams(location.search));
    this.#state = state;
    const input = this.#input();
    if (input !== document.activeElement || input.value.trim() !== state.q.trim())
      input.value = state.q;
    this.#carryState();
    const query = parseQuery(state.q);
    if (query.wanted.length === 0) {
      this.#searched();
      this.#browse(state.q);
      this.#place.restore();
      return;
    }
    this.#ask();
    this.#searching(state.q);
    try {
      await this.#engine.use(async (index) => {
        if (turn !== this.#turn) return;
        if (this.#answer?.q !== state.q || this.#answer.index !== index) {
          const answer = await index.answer(query, this.#issuers);
          if (turn !== this.#turn) return;
          this.#answer = { q: state.q, answer, index };
        }
        if (this.#answer.answer.hits.length > 0) await this.#render(turn);
        else await this.#renderNothing(turn, query, this.#answer);
      });
    } catch (error) {
      if (turn === this.#turn) this.#fail(error, () => this.#show());
      if (!(error instanceof LostFile)) throw error;
    } finally {
      if (turn === this.#turn) {
        this.#searched();
        this.#place.restore();
      }
    }
  }

  /** Makes room for an answer: until it comes, nothing stands where it will be. */
  #ask(): void {
    if (this.classList.contains('has-answer') || !this.#one('[data-search-retry]').hidden) return;
    this.classList.add('is-asked');
    this.#one('[data-search-recent]').hidden = true;
    this.#one('[data-search-browse]').hidden = true;
  }

  /**
   * What else could be asked.
   *
   * @throws LostFile
   */
  async #others(query: Query, { answer, index }: SearchAnswer): Promise<OtherWordsFound> {
    const { otherWords } = await import('./nearest-words.ts').catch((error: unknown) => {
      // What was not had at all, and what came broken off. Anything else is a fault of ours.
      if (error instanceof TypeError || error instanceof SyntaxError)
        throw new LostFile(`${error}`);
      throw error;
    });
    return otherWords(query, answer, index, this.#issuers, (document) =>
      this.#address({ document }, index),
    );
  }

  #searching(q: string): void {
    this.classList.add('is-searching');
    clearTimeout(this.#sayingSearch);
    // While it is tried again, what is said of the failure stays.
    if (!this.#one('[data-search-retry]').hidden) return;
    this.#sayingSearch = window.setTimeout(
      () => this.#say([this.#text('searching').replace('{query}', () => echo(q))]),
      unsaidSearch,
    );
  }

  #searched(): void {
    clearTimeout(this.#sayingSearch);
    this.classList.remove('is-searching');
  }

  /**
   * No query, or no answer: the lists as they are without script, and what was searched for lately.
   *
   * @param asked an answer was looked for, so that how to ask need not be said.
   */
  #browse(typed: string, asked = false): void {
    this.#endCounting();
    this.#one('[data-search-outcome]').hidden = true;
    this.classList.remove('has-answer', 'has-columns', 'has-filters', 'is-filling');
    this.classList.toggle('is-asked', asked);
    fill(this.#one('[data-search-chosen]'));
    this.#one('[data-search-chosen]').hidden = true;
    this.#say(typed.trim() === '' ? [] : [this.#text('nothing-to-find')]);
    this.#showLists();
    this.#showRecent();
  }

  /** The ways to the reports that need no search. */
  #showLists(): void {
    for (const { link, item, count, href, said } of this.#filters) {
      link.setAttribute('href', href);
      link.removeAttribute('data-search-state');
      link.removeAttribute('aria-current');
      (item as HTMLElement).hidden = false;
      if (count) count.textContent = said;
    }
    this.#nameLists('browse');
    const browse = this.#one<HTMLDetailsElement>('[data-search-browse]');
    browse.hidden = false;
    browse.open = true;
  }

  #nameLists(name: 'browse' | 'filters'): void {
    this.#one('[data-search-browse-title]').textContent = this.#text(name);
    this.#one('[data-search-jump-title]').textContent = this.#text(name);
  }

  /**
   * Files are missing, so that it is not known what the reports hold: this is said, and nothing else.
   *
   * @param again what is to be done again when they may be had.
   */
  #fail(error: unknown, again: () => void): void {
    this.#answer = undefined;
    this.#found = [];
    this.#searched();
    this.#browse('', true);
    const query = echo(this.#state.q);
    const lost = error instanceof LostFile && !(error instanceof NewerSite);
    const said = lost ? 'failed' : error instanceof NewerSite ? 'newer-site' : 'broken';
    this.#say([this.#text(said).replace('{query}', () => query)]);
    if (lost) {
      this.#offer(again);
    } else {
      this.#settle();
      this.#one('[data-search-reopen]').hidden = false;
    }
  }

  /** Offers to try again, and does so by itself. */
  #offer(again: () => void): void {
    this.#again = again;
    this.#one('[data-search-retry]').hidden = false;
    this.#retry.later();
  }

  /** Nothing is missing any more, or something else is wanted. */
  #settle(): void {
    this.#retry.end();
    const button = this.#one('[data-search-retry]');
    // Who pressed it goes on reading from what it led to.
    if (button === document.activeElement) this.#one('[data-search-status]').focus();
    button.hidden = true;
    this.#one('[data-search-reopen]').hidden = true;
    this.#one('[data-search-more-failed]').hidden = true;
  }

  /** @param kept how many results of the list stay as they are. */
  async #render(turn: number, kept = 0): Promise<void> {
    const searched = this.#answer;
    if (!searched) return;
    const { answer, index } = searched;
    if (kept === 0) this.#incomplete.clear();
    this.#endCounting();
    const tests = await index.filters.tests(this.#state);
    if (turn !== this.#turn) return;
    const { sort } = this.#state;
    const hits = filterHits<Hit | PartialHit>(answer.hits, tests, sort);
    const partial = filterHits<PartialHit>(answer.parts, tests, sort);
    // They come with the first result.
    const counting = this.#countSoon(searched, tests);
    counting.catch(() => undefined);
    const shown = hits.slice(kept, this.#state.page * pageSize);
    const phrases = answer.phrases.map(({ text }) => text);
    // The first result is what is waited for: the pages of the others are not opened beside it.
    const open = (from: number, to: number) => [
      shown
        .slice(from, to)
        .map((hit) => this.#result(hit, index, 'parts' in hit ? hit.parts : phrases)),
      partial
        .slice(from, Math.min(to, shownParts))
        .map((hit) => this.#result(hit, index, hit.parts)),
    ];
    const [item = [], part = []] = open(0, 1);
    await (item[0] ?? part[0]);
    const counts = await counting;
    if (turn !== this.#turn) return;
    const [items = [], parts = []] = open(1, shown.length || shownParts);
    // What fails is seen when its turn comes; until then it is nobody's.
    for (const each of [...items, ...parts]) each.catch(() => undefined);

    const list = this.#one('[data-search-results]');
    const partList = this.#one('[data-search-parts-list]');
    const more = this.#one('[data-search-more]');
    if (kept === 0) fill(list);
    this.#one('[data-search-list]').hidden = hits.length === 0;
    this.classList.add('has-answer', 'is-filling');
    fill(partList);
    this.#one('[data-search-parts]').hidden = part.length === 0;
    more.hidden = true;
    this.#showPlaces(phrases);
    this.#showOther(answer);
    this.#showHelp(hits.length === 0 ? this.#hiddenHits(answer, tests) : []);
    this.#showFilters(counts);
    this.classList.add('has-columns');
    this.#one<HTMLSelectElement>('[data-search-sort]').value = this.#state.sort;
    this.#one('[data-search-order]').hidden = hits.length < 2;
    this.#one('[data-search-recent]').hidden = true;
    this.#one('[data-search-outcome]').hidden = false;
    await this.#append(turn, list, item);
    await this.#append(turn, partList, part);
    this.#found = hits;
    this.#sayFound(hits.length, answer);
    this.dispatchEvent(new Event('search-answered'));

    await this.#append(turn, list, items);
    await this.#append(turn, partList, parts);
    if (turn !== this.#turn) return;
    this.classList.remove('is-filling');
    this.#countLate(turn, searched, tests, counts).catch(() => undefined);
    more.hidden = kept + shown.length >= hits.length;
    this.#one('[data-search-more-failed]').hidden = true;
    this.#mindIncomplete(turn, hits.length, searched);
  }

  /** Counts of the filters that are to be had with the answer. */
  async #countSoon({ answer, index }: SearchAnswer, tests: FilterTests): Promise<Counts> {
    const soon = index.filters.countsSoon(answer.hits.map(({ document }) => document));
    const names = soon ? filterNames : (['year'] as const);
    return new Map(
      await Promise.all(
        names.map(
          async (name): Promise<[FilterName, ValueCounts]> => [
            name,
            await index.filters.counts(name, documentsBeside(answer.hits, tests, name)),
          ],
        ),
      ),
    );
  }

  /** Has what is not counted yet counted where it is looked at: until then it stands without a number. */
  async #countLate(
    turn: number,
    { answer, index }: SearchAnswer,
    tests: FilterTests,
    counts: Counts,
  ): Promise<void> {
    const left = filterNames.filter((name) => !counts.has(name));
    if (left.length === 0) return;
    const { countWhenSeen } = await import('./late-counts.ts');
    for (const name of left) {
      const own = this.#filters.filter((filter) => filter.name === name);
      const list = own[0]?.item.closest('section');
      if (!list || turn !== this.#turn) continue;
      const end = countWhenSeen(list, async () => {
        const found = documentsBeside(answer.hits, tests, name);
        const counted = await index.filters.counts(name, found);
        if (turn === this.#turn) for (const filter of own) this.#showCount(filter, counted);
      });
      this.#uncounted.push(end);
    }
  }

  #endCounting(): void {
    for (const end of this.#uncounted) end();
    this.#uncounted = [];
  }

  #isFiltered(): boolean {
    return filterNames.some((name) => this.#state[name] !== undefined);
  }

  /**
   * No report has what was asked for: that is said at once. What else could be asked stands above the reports that
   * have parts of it where it comes soon, else below them, so that nothing moves.
   */
  async #renderNothing(turn: number, query: Query, searched: SearchAnswer): Promise<void> {
    const { answer, index } = searched;
    const list = this.#one('[data-search-parts-list]');
    const isFiltered = this.#isFiltered();
    this.#incomplete.clear();
    this.#found = [];
    fill(list);
    fill(this.#one('[data-search-results]'));
    for (const name of ['list', 'parts', 'more', 'more-failed', 'order', 'recent'])
      this.#one(`[data-search-${name}]`).hidden = true;
    this.#showPlaces(answer.phrases.map(({ text }) => text));
    this.#showOther(answer);
    this.#showHelp([]);
    this.#showNothingFound();
    this.classList.add('has-answer', 'is-filling');
    this.classList.toggle('has-columns', !isFiltered && answer.parts.length > 0);
    this.#one('[data-search-outcome]').hidden = false;
    this.#searched();
    this.#settle();
    this.#sayFound(0, answer);
    this.dispatchEvent(new Event('search-answered'));

    list.setAttribute('aria-busy', 'true');
    let incomplete = false;
    const failed = (error: unknown) => {
      incomplete = true;
      // That there is no report is true all the same; a fault of ours is for the console to tell.
      if (!(error instanceof LostFile))
        setTimeout(() => {
          throw error;
        });
    };
    searched.others ??= this.#others(query, searched);
    const others = Promise.race([searched.others, later(helpPatience)]).catch(failed);
    const parts = this.#parts(answer, index).catch(failed);
    let helped = await Promise.race([others, later(helpFirst)]);
    const items = (await parts) ?? [];
    if (turn !== this.#turn) return;
    const help = this.#one('[data-search-help]');
    this.#one(helped ? '[data-search-list]' : '[data-search-parts]').insertAdjacentElement(
      helped ? 'beforebegin' : 'afterend',
      help,
    );
    const show = () => {
      if (!helped || helped.incomplete) {
        incomplete = true;
        searched.others = undefined;
      }
      const words = helped?.words ?? [];
      const links = words.map(({ kind, q, found }): HelpLink => {
        const said = this.#text(`try-${kind}`).replace('{query}', () => q);
        return [said, { q, sort: 'relevance', page: 1 }, found];
      });
      this.#showHelp(links, incomplete);
      if (links.length > 0) {
        this.classList.add('has-columns');
        const said = this.#text('help-came').replace('{count}', String(links.length));
        this.#one('[data-search-help-said]').textContent = said;
      }
    };
    if (helped) show();
    if (items.length > 0) this.classList.add('has-columns');
    this.#one('[data-search-parts]').hidden = items.length === 0;
    fill(list, ...items);
    list.removeAttribute('aria-busy');
    if (!helped) {
      helped = await others;
      if (turn !== this.#turn) return;
      show();
    }
    if (incomplete && (await this.#engine.isReplaced(index))) {
      if (turn === this.#turn) this.#show();
      return;
    }
    this.classList.remove('is-filling');
    this.#mindIncomplete(turn, 0, searched);
  }

  /** The reports that have parts of it. */
  async #parts({ parts }: Answer, index: OpenedIndex): Promise<Element[]> {
    const tests = await index.filters.tests(this.#state);
    const hits = filterHits<PartialHit>(parts, tests, 'relevance');
    return Promise.all(hits.slice(0, shownParts).map((hit) => this.#result(hit, index, hit.parts)));
  }

  /** In their order, each as soon as those before it are there: nothing that is shown moves away. */
  async #append(turn: number, list: Element, items: readonly Promise<Element>[]): Promise<void> {
    list.setAttribute('aria-busy', 'true');
    for (const item of items) {
      const element = await item;
      if (turn !== this.#turn) return;
      list.append(element);
    }
    list.removeAttribute('aria-busy');
  }

  /** Says how many results are without their excerpt, and has them made anew; or that nothing is missing. */
  #mindIncomplete(turn: number, found: number, known: SearchAnswer): void {
    const { answer, index } = known;
    for (const item of Array.from(this.#incomplete.keys()))
      if (!item.isConnected) this.#incomplete.delete(item);
    const { size } = this.#incomplete;
    if (size === 0) {
      if (!this.#one('[data-search-retry]').hidden) this.#sayFound(found, answer);
      this.#settle();
      return;
    }
    this.#sayFound(found, answer, size);
    this.#offer(async () => {
      try {
        if (await this.#engine.isReplaced(index)) {
          if (turn === this.#turn) this.#show();
          return;
        }
        await Promise.all(
          Array.from(this.#incomplete, async ([item, again]) => {
            const fresh = await again();
            this.#incomplete.delete(item);
            if (turn !== this.#turn) return;
            const focused = item.contains(document.activeElement);
            item.replaceWith(fresh);
            if (focused) fresh.querySelector('a')?.focus();
          }),
        );
        if (turn === this.#turn) this.#mindIncomplete(turn, found, known);
      } catch (error) {
        if (turn === this.#turn) this.#fail(error, () => this.#show());
        if (!(error instanceof LostFile)) throw error;
      }
    });
  }

  async #more(): Promise<void> {
    const kept = this.#one('[data-search-results]').children.length;
    const turn = ++this.#turn;
    const before = this.#state;
    this.#state = { ...before, page: before.page + 1 };
    history.replaceState(null, '', writeSearchState(this.#state));
    this.#place.leave();
    try {
      await this.#engine.use((index) =>
        this.#answer?.index === index ? this.#render(turn, kept) : this.#show(),
      );
      const next = this.#one('[data-search-results]').children[kept];
      next?.querySelector('a')?.focus();
      if (turn === this.#turn) this.#place.restore();
    } catch (error) {
      if (!(error instanceof LostFile)) throw error;
      if (turn !== this.#turn) return;
      this.#place.restore();
      if (error instanceof NewerSite) {
        this.#fail(error, () => this.#show());
        return;
      }
      this.#state = before;
      history.replaceState(null, '', writeSearchState(before));
      this.#one('[data-search-more]').hidden = false;
      this.#one('[data-search-more-failed]').hidden = false;
      this.#offer(() => this.#more());
    }
  }

  async #result(hit: Hit, index: OpenedIndex, phrases: readonly string[]): Promise<Element> {
    const { year, issuer } = await index.document(hit.document);
    const asked = this.#answer?.answer.phrases ?? [];
    const byRecord = (hit.byRecord ?? []).map((i) => asked[i]?.typed ?? '');
    const inText = phrases.filter((_, i) => !hit.byRecord?.includes(i));
    const address = await this.#address(hit, index);
    let opened: OpenedResult | undefined;
    try {
      opened = await openResult(index, hit.document, inText);
    } catch (error) {
      if (!(error instanceof LostFile)) throw error;
    }
    const item = this.#template('result').firstElementChild?.cloneNode(true) as Element;
    const link = item.querySelector('a') as HTMLAnchorElement;
    const marks = new URLSearchParams({ [highlightParameter]: this.#highlight(phrases, hit) });
    link.href = `${address}?${marks}${opened?.section ? `#${encodeURIComponent(opened.section)}` : ''}`;
    fill(link, ...(opened ? opened.title.map(piece) : [address]));
    const facts = [
      this.#label('year', String(year)),
      this.#label('issuer', issuer),
      ...(hit.matches > 0 ? [this.#text('matches').replace('{count}', String(hit.matches))] : []),
      ...(opened?.sectionName
        ? [this.#text('section').replace('{section}', opened.sectionName)]
        : []),
      ...byRecord.map((typed) => this.#text('by-record').replace('{query}', () => echo(typed))),
    ];
    (item.querySelector('[data-facts]') as Element).append(
      ...facts.map((fact) => {
        const said = document.createElement('span');
        said.textContent = fact;
        return said;
      }),
    );
    const excerpt = item.querySelector('[data-excerpt]') as Element;
    if (opened) {
      excerpt.append(...opened.excerpt.map(piece));
    } else {
      excerpt.append(this.#text('parts' in hit ? 'part-failed' : 'excerpt-failed'));
      this.#incomplete.set(item, () => this.#result(hit, index, phrases));
    }
    return item;
  }

  async #address({ document }: Pick<Hit, 'document'>, index: OpenedIndex): Promise<string> {
    const { year, slug } = await index.document(document);
    return `${this.#tree()}reports/${year}/${slug}/`;
  }

  /** What the opened page is to mark: what was typed, or for a partial hit the parts found. */
  #highlight(parts: readonly string[], hit: Hit): string {
    const asked = this.#answer?.answer.phrases ?? [];
    const marked =
      'parts' in hit
        ? parts
        : asked.map(({ typed, text }) => (normalizeText(typed).startsWith(text) ? typed : text));
    return marked.map((phrase) => `"${phrase.replace(/["＂]/g, '').slice(0, 500)}"`).join(' ');
  }

  /** Indicators and issuers whose own words have what was asked for: they are not reports and not counted. */
  #showPlaces(phrases: readonly string[]): void {
    const found = this.#filters
      .filter(({ name, label }) => {
        if (name === 'year') return false;
        const matches = findMatches(label, phrases);
        return new Set(matches.map(({ phrase }) => phrase)).size === phrases.length;
      })
      .slice(0, shownPlaces);
    this.#one('[data-search-places]').hidden = found.length === 0;
    fill(
      this.#one('[data-search-places-list]'),
      ...found.map(({ label, href }) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = href;
        link.textContent = label;
        item.append(link);
        return item;
      }),
    );
  }

  #showFilters(counts: Counts): void {
    const chosen: Element[] = [];
    for (const filter of this.#filters) {
      const { name, value, link, label } = filter;
      const current = String(this.#state[name] ?? '') === value;
      const next: SearchState = {
        ...this.#state,
        [name]: current ? undefined : filterValue(name, value),
        page: 1,
      };
      link.setAttribute('href', writeSearchState(next));
      link.setAttribute('data-search-state', '');
      if (current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
      this.#showCount(filter, counts.get(name));
      if (current) chosen.push(this.#chosen(label, link.getAttribute('href') ?? ''));
    }
    fill(this.#one('[data-search-chosen]'), ...chosen);
    // A list without an entry is no list to a screen reader.
    this.#one('[data-search-chosen]').hidden = chosen.length === 0;
    this.#nameLists('filters');
    const browse = this.#one<HTMLDetailsElement>('[data-search-browse]');
    browse.hidden = false;
    if (!this.classList.contains('has-filters')) {
      this.classList.add('has-filters');
      browse.open = window.matchMedia('(min-width: 60em)').matches;
    }
  }

  #showCount({ name, value, item, count }: Filter, counts: ValueCounts | undefined): void {
    const current = String(this.#state[name] ?? '') === value;
    const found = counts?.get(value) ?? 0;
    (item as HTMLElement).hidden = counts !== undefined && found === 0 && !current;
    const said = counts ? this.#text('count').replace('{count}', String(found)) : '';
    if (count) count.textContent = said;
  }

  /** No report has what was asked for: nothing can be narrowed, and the other ways are as they were. */
  #showNothingFound(): void {
    this.classList.remove('has-filters');
    fill(this.#one('[data-search-chosen]'));
    this.#one('[data-search-chosen]').hidden = true;
    this.#showLists();
  }

  #chosen(label: string, href: string): Element {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = href;
    link.setAttribute('data-search-state', '');
    link.textContent = this.#text('without').replace('{filter}', label);
    item.append(link);
    return item;
  }

  #showRecent(): void {
    const searches = recentSearches();
    this.#one('[data-search-recent]').hidden = searches.length === 0;
    fill(
      this.#one('[data-search-recent-list]'),
      ...searches.map((q) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = writeSearchState({ q, sort: 'relevance', page: 1 });
        link.setAttribute('data-search-state', '');
        link.textContent = q;
        item.append(link);
        return item;
      }),
    );
  }

  /** The other way to read words with spaces between them. */
  #showOther({ other }: Answer): void {
    const place = this.#one('[data-search-other]');
    place.hidden = !other;
    if (!other) return;
    const link = document.createElement('a');
    link.href = writeSearchState({ ...this.#state, q: other.q, page: 1 });
    link.setAttribute('data-search-state', '');
    link.textContent = this.#text(`other-${other.kind}`).replace('{count}', String(other.found));
    fill(place, link);
  }

  /** What there would be without the conditions that hide all of it. */
  #hiddenHits({ hits }: Answer, tests: FilterTests): HelpLink[] {
    const links: HelpLink[] = [];
    const without = (state: SearchState, label: string) => {
      const left = { ...tests };
      for (const name of filterNames) if (state[name] === undefined) delete left[name];
      const found = filterHits<Hit>(hits, left, state.sort).length;
      const said = this.#text('without').replace('{filter}', () => label);
      if (found > 0) links.push([said, { ...state, page: 1 }, found]);
    };
    const chosen = filterNames.filter((name) => this.#state[name] !== undefined);
    for (const name of chosen)
      without({ ...this.#state, [name]: undefined }, this.#label(name, String(this.#state[name])));
    if (chosen.length > 1) {
      const none = { year: undefined, indicator: undefined, issuer: undefined };
      without({ ...this.#state, ...none }, this.#text('all-filters'));
    }
    return links;
  }

  /**
   * Where nothing is shown: what else could be asked, each with the number that it gives.
   *
   * @param incomplete some of it could not be had.
   */
  #showHelp(links: readonly HelpLink[], incomplete = false): void {
    this.#one('[data-search-help]').hidden = links.length === 0 && !incomplete;
    this.#one('[data-search-help-failed]').hidden = !incomplete;
    this.#one('[data-search-help-said]').textContent = '';
    const list = this.#one('[data-search-help-list]');
    list.hidden = links.length === 0;
    fill(
      list,
      ...links.map(([said, state, found]) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = writeSearchState(state);
        link.setAttribute('data-search-state', '');
        link.textContent = `${said}${this.#text('try-count').replace('{count}', String(found))}`;
        item.append(link);
        return item;
      }),
    );
  }

  /** @param incomplete results whose pages could not be had. */
  #sayFound(found: number, answer: Answer, incomplete = 0): void {
    const number = document.createElement('span');
    number.setAttribute('data-search-count', '');
    number.textContent = String(found);
    const none = answer.phrases.length > 1 ? 'none-all' : 'none';
    const some = answer.called ? 'called' : 'found';
    const form = found > 0 ? some : answer.hits.length > 0 ? 'filtered-away' : none;
    const [head = '', tail = ''] = this.#text(form).split('{count}');
    const asked = answer.phrases.map(({ typed }) => echo(typed)).join(this.#text('and').trim());
    const sentences: (string | Element)[] = [
      head.replace('{query}', () => asked),
      number,
      tail.replace('{query}', () => asked),
    ];
    if (found === 0 && answer.parts.length > 0 && !this.#isFiltered())
      sentences.push(this.#text('but-parts'));
    const byRecord = this.#found.filter((hit) => hit.byRecord).length;
    if (byRecord > 0)
      sentences.push(this.#text('found-by-record').replace('{count}', String(byRecord)));
    if (answer.onlyUnwanted) sentences.push(this.#text('only-unwanted'));
    if (answer.shortened) sentences.push(this.#text('shortened'));
    if (incomplete > 0)
      sentences.push(this.#text('excerpts-failed').replace('{count}', String(incomplete)));
    this.#say(sentences);
  }

  #say(sentences: readonly (string | Element)[]): void {
    // The answer may be there before all its results are: then nobody is told any more that it is looked for.
    clearTimeout(this.#sayingSearch);
    fill(this.#one('[data-search-status]'), ...sentences);
  }

  /** The links to the other script lead to the same search. */
  #carryState(): void {
    for (const link of Array.from(
      document.querySelectorAll<HTMLAnchorElement>('a[data-variant-link]'),
    )) {
      link.href = link.href.replace(/[?#].*/, '') + location.search;
    }
  }

  #readFilters(): Filter[] {
    return Array.from(this.querySelectorAll<HTMLAnchorElement>('a[data-filter]')).map((link) => {
      const item = link.closest('li') ?? link;
      const count = item.querySelector(':scope > [data-filter-count]');
      return {
        name: link.dataset.filter as FilterName,
        value: link.dataset.value ?? '',
        link,
        item,
        count,
        href: link.getAttribute('href') ?? '',
        said: count?.textContent ?? '',
        label: link.textContent?.trim() ?? '',
      };
    });
  }

  #label(name: FilterName, value: string): string {
    return (
      this.#filters.find((filter) => filter.name === name && filter.value === value)?.label ?? value
    );
  }

  /** Address of the page's own script tree, with the base: what stands before `search/`. */
  #tree(): string {
    const action = this.#one<HTMLFormElement>('form[role=search]').getAttribute('action') ?? '';
    return action.replace(/search\/$/, '');
  }

  #input(): HTMLInputElement {
    return this.#one<HTMLInputElement>('input[name=q]');
  }

  /** A sentence of the page, by its name. */
  #text(name: string): string {
    return this.#template('texts').querySelector(`[data-text="${name}"]`)?.textContent ?? '';
  }

  #template(name: string): DocumentFragment {
    return this.#one<HTMLTemplateElement>(`template[data-template="${name}"]`).content;
  }

  #one<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    const found = this.querySelector<Found>(selector);
    if (!found) throw new Error(`<search-page> has no ${selector}`);
    return found;
  }
}

const filterNames: readonly FilterName[] = ['year', 'indicator', 'issuer'];
type Counts = ReadonlyMap<FilterName, ValueCounts>;

/** What a link of the help says, where it leads and how much is there. */
type HelpLink = readonly [said: string, state: SearchState, found: number];

/** What was typed, as it is said: its beginning, and nothing that turns the line about. */
function echo(typed: string): string {
  return Array.from(typed.trim())
    .slice(0, 60)
    .join('')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

function filterValue(name: FilterName, value: string): string | number {
  return name === 'year' ? Number(value) : value;
}

function piece({ text, marked }: ExcerptPiece): Node {
  if (!marked) return document.createTextNode(text);
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}

customElements.define('search-page', SearchPage);

import {
  filterNames,
  readSearchState,
  type SearchState,
  type SortOrder,
  writeSearchState,
} from '../../search/address-state.ts';
import type { Hit } from '../../search/evaluate.ts';
import { filterHits } from '../../search/filter-hits.ts';
import type { PartialHit } from '../../search/find-parts.ts';
import type { IssuerNames } from '../../search/named-by-record.ts';
import { parseQuery } from '../../search/query.ts';
import { isInSight } from '../in-sight.ts';
import { forgetSearches, rememberSearch } from '../recent-searches.ts';
import { LostFile, NewerSite } from '../search-files.ts';
import { type SearchKeyUse, searchKeyUse, useSearchKey } from '../search-key.ts';
import { appendInOrder } from './append-in-order.ts';
import { carrySearch } from './carry-search.ts';
import { echo } from './echo.ts';
import { countSoon } from './filter-counts.ts';
import { type FilterPanel, filterPanel } from './filter-panel.ts';
import { type Filter, filtersNamed, issuersIn, readFilters } from './filters.ts';
import { foundSentences } from './found-sentences.ts';
import { showHelp } from './help-list.ts';
import { hiddenHits } from './hidden-hits.ts';
import { complete, countIncomplete, type IncompleteResults } from './incomplete-results.ts';
import { KeptPlace } from './kept-place.ts';
import { helpOn } from './nothing-found.ts';
import { showOutcome } from './outcome.ts';
import { enterEntry, keepEntry } from './page-entry.ts';
import { part } from './page-parts.ts';
import { showRecent } from './recent-list.ts';
import { reportAddress } from './report-address.ts';
import { resultItem } from './result-item.ts';
import { retryOffer } from './retry-offer.ts';
import type { SearchAnswer } from './search-answer.ts';
import { SearchEngine } from './search-engine.ts';
import { sentence } from './sentence.ts';
import { statusLine } from './status-line.ts';

const pageSize = 10;
const shownParts = 10;

/** Whether a rendering has not been overtaken. */
type Current = () => boolean;

/**
 * `<search-page data-index="…">`: answers the form in it on the spot. The address is its whole state; the
 * browsing lists that are there without script become the filters. Every word it says stands in the page.
 */
class SearchPage extends HTMLElement {
  #engine!: SearchEngine;
  #filters: readonly Filter[] = [];
  #issuers: IssuerNames = new Map();
  #panel!: FilterPanel;
  #place!: KeptPlace;
  readonly #status = statusLine(this);
  readonly #retry = retryOffer(this);

  #state = readSearchState(new URLSearchParams());
  #answer: SearchAnswer | undefined;
  #found: readonly Hit[] = [];
  readonly #incomplete: IncompleteResults = new Map();
  /** Counts renderings: one that has been overtaken stops. */
  #turn = 0;

  /** Paths of all reports found, in order, shown or not; the event `search-answered` says when. */
  found(): Promise<string[]> {
    const index = this.#answer?.index;
    if (!index) return Promise.resolve([]);
    return Promise.all(
      this.#found.map(async ({ document }) => reportAddress(this, await index.document(document))),
    );
  }

  connectedCallback(): void {
    this.#engine = new SearchEngine(this.dataset.index ?? '/pagefind/');
    this.#filters = readFilters(this);
    this.#issuers = issuersIn(this.#filters);
    this.#panel = filterPanel(this, this.#filters);
    this.#place = new KeptPlace(this, part<HTMLDetailsElement>(this, 'browse'));

    const input = this.#input();
    (input.form as HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      rememberSearch(input.value);
      // A keyboard on the screen would stay, over the answer.
      if (matchMedia('(pointer: coarse)').matches) input.blur();
      this.#go({ ...this.#state, q: input.value, page: 1 }).then(() => {
        if (!isInSight(part(this, 'status'))) input.scrollIntoView();
      });
    });
    // The index comes while the reader types; what fails now fails again, with words, at the search.
    input.addEventListener('focus', () => this.#engine.open().catch(() => undefined), {
      once: true,
    });
    this.addEventListener('click', (event) => this.#clicked(event));
    const sort = part<HTMLSelectElement>(this, 'sort');
    sort.addEventListener('change', () =>
      this.#go({ ...this.#state, sort: sort.value as SortOrder, page: 1 }),
    );
    const key = part<HTMLSelectElement>(this, 'key');
    key.value = searchKeyUse();
    key.addEventListener('change', () => useSearchKey(key.value as SearchKeyUse));
    window.addEventListener('popstate', () => this.#enter());
    this.#enter();
  }

  #clicked(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>('a[data-search-state]');
    if (target.closest('[data-search-more]')) {
      this.#retry.hold();
      this.#more();
    } else if (target.closest('[data-search-retry]')) {
      this.#retry.now();
    } else if (target.closest('[data-search-reopen]')) {
      location.reload();
    } else if (target.closest('[data-search-forget]')) {
      forgetSearches();
      showRecent(this);
      this.#input().focus();
    } else if (link) {
      event.preventDefault();
      const wasFocused = link === document.activeElement;
      this.#go(readSearchState(new URLSearchParams(link.search))).then(() => {
        // The way that was gone is gone from the page: who pressed it goes on from what it led to.
        if (wasFocused && document.activeElement === document.body) part(this, 'status').focus();
      });
    }
  }

  /** Goes to what the address says, and to where in it the reader was. */
  #enter(): void {
    this.#place.find();
    this.#start();
  }

  async #go(state: SearchState): Promise<void> {
    this.#place.keep();
    if (enterEntry(writeSearchState(state))) await this.#start();
  }

  /** A search of the reader's, not one that is tried again: that leaves alone what is being typed meanwhile. */
  async #start(): Promise<void> {
    this.#retry.settle();
    this.#state = readSearchState(new URLSearchParams(location.search));
    const { q } = this.#state;
    const input = this.#input();
    if (input !== document.activeElement || input.value.trim() !== q.trim()) input.value = q;
    await this.#show();
  }

  /** Overtakes what is being rendered. */
  #begin(): Current {
    const turn = ++this.#turn;
    this.#place.leave();
    return () => turn === this.#turn;
  }

  /** Shows what is asked for. */
  async #show(): Promise<void> {
    const isCurrent = this.#begin();
    const { q } = this.#state;
    carrySearch();
    const query = parseQuery(q);
    if (query.wanted.length === 0) {
      this.#status.searched();
      this.#browse();
      this.#status.say(q.trim() ? [sentence(this, 'nothing-to-find')] : []);
      this.#place.restore();
      return;
    }
    this.#ask();
    this.#status.searching(q, this.#retry.stands());
    try {
      await this.#engine.use(async (index) => {
        if (!isCurrent()) return;
        if (this.#answer?.q !== q || this.#answer.index !== index) {
          const answer = await index.answer(query, this.#issuers);
          if (!isCurrent()) return;
          this.#answer = { q, query, answer, index };
        }
        if (this.#answer.answer.hits.length > 0) await this.#render(isCurrent, this.#answer);
        else await this.#renderNothing(isCurrent, this.#answer);
      });
    } catch (error) {
      this.#failed(isCurrent, error);
    } finally {
      if (isCurrent()) {
        this.#status.searched();
        this.#place.restore();
      }
    }
  }

  /** Makes room for an answer: until it comes, nothing stands where it will be. */
  #ask(): void {
    if (this.classList.contains('has-answer') || this.#retry.stands()) return;
    this.classList.add('is-asked');
    for (const name of ['recent', 'browse']) part(this, name).hidden = true;
  }

  /**
   * No query, or no answer: the lists as they are without script, and what was searched for lately.
   *
   * @param asked an answer was looked for, so that how to ask need not be said.
   */
  #browse(asked = false): void {
    part(this, 'outcome').hidden = true;
    this.classList.remove('has-answer', 'has-columns', 'is-filling');
    this.classList.toggle('is-asked', asked);
    this.#panel.browse();
    showRecent(this);
  }

  /** Files are missing, so that it is not known what the reports hold: this is said, and nothing else. */
  #failed(isCurrent: Current, error: unknown): void {
    const isLost = error instanceof LostFile;
    if (isCurrent()) {
      this.#answer = undefined;
      this.#found = [];
      this.#status.searched();
      this.#browse(true);
      const said = error instanceof NewerSite ? 'newer-site' : isLost ? 'failed' : 'broken';
      this.#status.say([sentence(this, said, { query: echo(this.#state.q) })]);
      if (said === 'failed') this.#retry.offer(() => this.#show());
      else this.#retry.offerToReopen();
    }
    if (!isLost) throw error;
  }

  /** @param kept how many results of the list stay as they are. */
  async #render(isCurrent: Current, searched: SearchAnswer, kept = 0): Promise<void> {
    const { answer, index } = searched;
    const state = this.#state;
    if (kept === 0) this.#incomplete.clear();
    const tests = await index.filters.tests(state);
    if (!isCurrent()) return;
    const hits = filterHits<Hit | PartialHit>(answer.hits, tests, state.sort);
    const partial = filterHits<PartialHit>(answer.parts, tests, state.sort).slice(0, shownParts);
    // They come with the first result.
    const counting = countSoon(searched, tests);
    counting.catch(() => undefined);
    const shown = hits.slice(kept, state.page * pageSize);
    // The first result is what is waited for: the pages of the others are not opened beside it.
    const open = (from: number, to: number) =>
      [shown, partial].map((all) => all.slice(from, to).map((hit) => this.#result(hit, searched)));
    const [item = [], first = []] = open(0, 1);
    await (item[0] ?? first[0]);
    const counts = await counting;
    if (!isCurrent()) return;
    const [items = [], parts = []] = open(1, shown.length || shownParts);
    // What fails is seen when its turn comes; until then it is nobody's.
    for (const each of [...items, ...parts]) each.catch(() => undefined);

    const list = part(this, 'results');
    const partList = part(this, 'parts-list');
    this.#makeRoom(searched, hits.length, first.length, kept > 0);
    showHelp(
      this,
      hits.length > 0 ? [] : hiddenHits(this, answer.hits, tests, state, this.#filters),
    );
    this.#panel.narrow(state, counts);
    this.classList.add('has-columns');
    await appendInOrder(list, item, isCurrent);
    await appendInOrder(partList, first, isCurrent);
    this.#sayFound(searched, hits);

    await appendInOrder(list, items, isCurrent);
    await appendInOrder(partList, parts, isCurrent);
    if (!isCurrent()) return;
    this.classList.remove('is-filling');
    this.#panel.countLate(state, counts, searched, tests, isCurrent).catch(() => undefined);
    part(this, 'more').hidden = kept + shown.length >= hits.length;
    part(this, 'more-failed').hidden = true;
    this.#mindIncomplete(isCurrent, searched);
  }

  /** No report has what was asked for: that is said at once, and then what there is instead. */
  async #renderNothing(isCurrent: Current, searched: SearchAnswer): Promise<void> {
    const { answer } = searched;
    this.#incomplete.clear();
    this.#makeRoom(searched, 0, 0);
    showHelp(this, []);
    // Nothing can be narrowed, and the other ways are as they were.
    this.#panel.browse();
    this.classList.toggle('has-columns', !this.#isFiltered() && answer.parts.length > 0);
    this.#status.searched();
    this.#retry.settle();
    this.#sayFound(searched, []);

    const isWhole = await helpOn(this, searched, this.#issuers, this.#parts(searched), isCurrent);
    if (!isCurrent()) return;
    if (!isWhole && (await this.#renewed(isCurrent, searched))) return;
    this.classList.remove('is-filling');
    this.#mindIncomplete(isCurrent, searched);
  }

  /** The reports that have parts of it. */
  async #parts(searched: SearchAnswer): Promise<Element[]> {
    const { answer, index } = searched;
    const tests = await index.filters.tests(this.#state);
    const hits = filterHits<PartialHit>(answer.parts, tests, 'relevance').slice(0, shownParts);
    return Promise.all(hits.map((hit) => this.#result(hit, searched)));
  }

  #makeRoom({ answer }: SearchAnswer, hits: number, parts: number, goesOn = false): void {
    const named = filtersNamed(
      this.#filters,
      answer.phrases.map(({ text }) => text),
    );
    showOutcome(this, { hits, parts, goesOn }, this.#state, answer, named);
  }

  async #result(hit: Hit | PartialHit, searched: SearchAnswer): Promise<Element> {
    const { item, isWhole } = await resultItem(this, hit, searched, this.#filters);
    if (!isWhole) this.#incomplete.set(item, () => this.#result(hit, searched));
    return item;
  }

  #isFiltered(): boolean {
    return filterNames.some((name) => this.#state[name] !== undefined);
  }

  #sayFound({ answer }: SearchAnswer, found: readonly Hit[]): void {
    this.#found = found;
    this.#status.say(foundSentences(this, answer, found, this.#isFiltered()));
    this.dispatchEvent(new Event('search-answered'));
  }

  /** Says how many results are without their excerpt, and has them made anew; or that nothing is missing. */
  #mindIncomplete(isCurrent: Current, searched: SearchAnswer): void {
    const count = countIncomplete(this.#incomplete);
    if (count > 0 || this.#retry.stands()) {
      const filtered = this.#isFiltered();
      this.#status.say(foundSentences(this, searched.answer, this.#found, filtered, count));
    }
    if (count === 0) {
      this.#retry.settle();
      return;
    }
    // Where the site was updated, nobody need wait for the first try to see it.
    if (!this.#retry.stands())
      this.#renewed(isCurrent, searched).catch((error) => this.#failed(isCurrent, error));
    this.#retry.offer(async () => {
      try {
        if (await this.#renewed(isCurrent, searched)) return;
        await complete(this.#incomplete, isCurrent);
        if (isCurrent()) this.#mindIncomplete(isCurrent, searched);
      } catch (error) {
        this.#failed(isCurrent, error);
      }
    });
  }

  /** Shows the answer anew where the site has another index by now. */
  async #renewed(isCurrent: Current, { index }: SearchAnswer): Promise<boolean> {
    if (!(await this.#engine.isReplaced(index))) return false;
    if (isCurrent()) this.#show();
    return true;
  }

  async #more(): Promise<void> {
    const { children } = part(this, 'results');
    const kept = children.length;
    const isCurrent = this.#begin();
    const before = this.#state;
    const turnTo = (state: SearchState) => {
      this.#state = state;
      keepEntry(null, writeSearchState(state));
    };
    turnTo({ ...before, page: before.page + 1 });
    try {
      await this.#engine.use((index) => {
        const searched = this.#answer;
        return searched?.index === index ? this.#render(isCurrent, searched, kept) : this.#show();
      });
      children[kept]?.querySelector('a')?.focus();
      if (isCurrent()) this.#place.restore();
    } catch (error) {
      if (!(error instanceof LostFile)) throw error;
      if (!isCurrent()) return;
      this.#place.restore();
      if (error instanceof NewerSite) {
        this.#failed(isCurrent, error);
        return;
      }
      turnTo(before);
      for (const name of ['more', 'more-failed']) part(this, name).hidden = false;
      this.#retry.offer(() => this.#more());
    }
  }

  #input(): HTMLInputElement {
    return this.querySelector('input[name=q]') as HTMLInputElement;
  }
}

customElements.define('search-page', SearchPage);

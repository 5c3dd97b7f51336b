import { indicatorAddress, issuerAddress, reportAddress } from '../../model/address.ts';
import { namesName, type SearchNames } from '../../search/catalog.ts';
import { normalizeText } from '../../search/normalize.ts';
import { parseQuery } from '../../search/query.ts';
import { fill } from '../fill.ts';
import { loadPacked, presentIndex } from '../search-files.ts';

interface Suggestion {
  readonly name: string;
  readonly normalized: string;
  /** From the tree's own root, without a slash before it. */
  readonly address: string;
  readonly kind: 'report' | 'indicator' | 'issuer';
}

const shown = { report: 5, indicator: 3, issuer: 2 } as const;
/** Milliseconds without a key before names are looked up. */
const pause = 120;

/**
 * `<search-suggestions data-index="…">` in a search form: names of reports, indicators and issuers that
 * have what is being typed, as the list of a combobox. An input method's unfinished syllables are never
 * looked up and its keys never taken.
 */
class SearchSuggestions extends HTMLElement {
  #all: Promise<{ suggestions: Suggestion[]; words: SearchNames['words'] }> | undefined;
  #found: Suggestion[] = [];
  #active = -1;
  #timer = 0;
  #list = document.createElement('ul');

  connectedCallback(): void {
    const input = this.#input();
    this.#list.id = `${input.id}-suggestions`;
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.append(this.#list);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.#list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('input', (event) => {
      if (!(event as InputEvent).isComposing) this.#later();
    });
    input.addEventListener('compositionstart', () => this.#close());
    input.addEventListener('compositionend', () => this.#later());
    input.addEventListener('keydown', (event) => this.#pressed(event));
    input.addEventListener('blur', () => this.#close());
    (input.form as HTMLFormElement).addEventListener('submit', () => this.#close());
    // A press must not take the focus away: the list would close before the press is over.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const option = (event.target as Element).closest('[role=option]');
      const index = option ? Array.from(this.#list.children).indexOf(option) : -1;
      if (index >= 0) this.#choose(index);
    });
    if (input === document.activeElement && input.value !== '') this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#suggest(), pause);
  }

  async #suggest(): Promise<void> {
    const input = this.#input();
    const typed = input.value;
    const wanted = parseQuery(typed).wanted.map(({ text }) => text);
    if (wanted.length === 0) {
      this.#close();
      return;
    }
    this.#all ??= this.#load().catch(() => {
      // The next key asks again; to suggest nothing is no statement.
      this.#all = undefined;
      return { suggestions: [], words: noWords };
    });
    const { suggestions, words } = await this.#all;
    if (input.value !== typed || input !== document.activeElement) return;
    const [first = ''] = wanted;
    const left: Record<Suggestion['kind'], number> = { ...shown };
    const fitting = suggestions.filter(({ normalized }) =>
      wanted.every((text) => normalized.includes(text)),
    );
    const begins = fitting.filter(({ normalized }) => normalized.startsWith(first));
    const rest = fitting.filter(({ normalized }) => !normalized.startsWith(first));
    this.#found = [...begins, ...rest].filter(({ kind }) => left[kind]-- > 0);
    this.#show(words);
  }

  #show(words: SearchNames['words']): void {
    this.#list.setAttribute('aria-label', words.suggestions);
    fill(
      this.#list,
      ...this.#found.map(({ name, kind }, index) => {
        const option = document.createElement('li');
        option.id = `${this.#list.id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        const sort = document.createElement('span');
        sort.textContent = words[kind];
        option.append(name, sort);
        return option;
      }),
    );
    this.#active = -1;
    this.#list.hidden = this.#found.length === 0;
    this.#input().setAttribute('aria-expanded', String(this.#found.length > 0));
    this.#input().removeAttribute('aria-activedescendant');
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#found = [];
    this.#show(noWords);
  }

  #pressed(event: KeyboardEvent): void {
    // 229 is what browsers report for keys that an input method has taken.
    if (event.isComposing || event.keyCode === 229) return;
    const count = this.#found.length;
    if (event.key === 'ArrowDown' && count === 0 && this.#input().value !== '') {
      this.#later();
    } else if (event.key === 'ArrowDown' && count > 0) {
      this.#activate(((this.#active + 2) % (count + 1)) - 1);
    } else if (event.key === 'ArrowUp' && count > 0) {
      this.#activate(((this.#active + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && this.#active >= 0) {
      this.#choose(this.#active);
    } else if (event.key === 'Escape' && count > 0) {
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param index of the suggestion; −1 is the text as typed. */
  #activate(index: number): void {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const option = this.#list.children[index];
    if (!option) {
      this.#input().removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input().setAttribute('aria-activedescendant', option.id);
  }

  #choose(index: number): void {
    const chosen = this.#found[index];
    if (chosen) location.assign(this.#tree() + chosen.address);
  }

  async #load(): Promise<{ suggestions: Suggestion[]; words: SearchNames['words'] }> {
    const index = await presentIndex(this.dataset.index ?? '/pagefind/');
    const script = /^zh-Hant/i.test(document.documentElement.lang) ? 'zh-Hant' : 'zh-Hans';
    const names = await loadPacked<SearchNames>(index, namesName(script));
    const make = (kind: Suggestion['kind'], name: string, address: string): Suggestion => ({
      kind,
      name,
      normalized: normalizeText(name),
      address: address.slice(1),
    });
    const suggestions = names.reports.map(([title, year, slug]) =>
      make('report', title, reportAddress({ year, slug })),
    );
    for (const [key, title] of names.indicators) {
      const [edition = '', code = ''] = key.split('/');
      suggestions.push(make('indicator', title, indicatorAddress({ edition, code })));
    }
    for (const [id, name] of names.issuers) {
      suggestions.push(make('issuer', name, issuerAddress({ id })));
    }
    return { suggestions, words: names.words };
  }

  #input(): HTMLInputElement {
    return this.closest('form')?.elements.namedItem('q') as HTMLInputElement;
  }

  /** Root of the page's own script tree, with the base. */
  #tree(): string {
    return (this.closest('form')?.getAttribute('action') ?? '').replace(/search\/$/, '');
  }
}

const noWords: SearchNames['words'] = { suggestions: '', report: '', indicator: '', issuer: '' };

customElements.define('search-suggestions', SearchSuggestions);

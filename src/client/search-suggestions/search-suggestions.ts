import { newSearch, writeSearchState } from '../../search/address-state.ts';
import type { SearchNames } from '../../search/catalog.ts';
import { parseQuery } from '../../search/query.ts';
import { fill } from '../fill.ts';
import { isInSight } from '../in-sight.ts';
import { LostFile } from '../search-files.ts';
import { NameFinder, type Suggestion } from './name-finder.ts';

const shown = { report: 5, indicator: 3, issuer: 2 } as const;
/** Milliseconds without a key before names are looked up. */
const pause = 120;

/**
 * `<search-suggestions data-index="…">` in a search form: names of reports, indicators and issuers that
 * have what is being typed, as the list of a combobox. An input method's unfinished syllables are never
 * looked up and its keys never taken.
 */
class SearchSuggestions extends HTMLElement {
  #names: NameFinder | undefined;
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
    this.#names ??= new NameFinder(this.dataset.index ?? '/pagefind/');
    let words = noWords;
    let fitting: readonly Suggestion[] = [];
    try {
      ({ words, suggestions: fitting } = await this.#names.find(wanted));
    } catch (error) {
      // The next key asks again; to suggest nothing is no statement.
      if (!(error instanceof LostFile)) throw error;
    }
    if (input.value !== typed || input !== document.activeElement) return;
    const left: Record<Suggestion['kind'], number> = { ...shown };
    this.#found = fitting.filter(({ kind }) => left[kind]-- > 0);
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
    // In a low window, as with a keyboard on the screen, the list would be out of sight below the box.
    const second = this.#list.children[Math.min(1, this.#found.length - 1)];
    if (second && !isInSight(second)) this.#input().scrollIntoView();
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

  async #choose(index: number): Promise<void> {
    const chosen = this.#found[index];
    if (!chosen) return;
    let address: string;
    try {
      address = await (this.#names as NameFinder).addressOf(chosen);
    } catch (error) {
      if (!(error instanceof LostFile)) throw error;
      // The search knows what it is, and says what is missing.
      address = `search/${writeSearchState(newSearch(`"${chosen.name}"`))}`;
    }
    location.assign(this.#tree() + address);
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

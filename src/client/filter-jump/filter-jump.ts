/**
 * `<filter-jump>` around a button before the results of a narrow window: leads to the filters below them, says
 * how many are chosen, and after a choice brings view and focus back to the results.
 */
class FilterJump extends HTMLElement {
  #chose = false;

  connectedCallback(): void {
    const page = this.closest('search-page');
    const filters = page?.querySelector<HTMLDetailsElement>('[data-search-browse]');
    if (!page || !filters) return;
    this.addEventListener('click', () => {
      filters.open = true;
      filters.scrollIntoView({ behavior: 'instant' });
      filters.querySelector('summary')?.focus({ preventScroll: true });
    });
    page.addEventListener('click', ({ target }) => {
      const choice = target instanceof Element && target.closest('a[data-search-state]');
      // In a wide window the filters stand beside the results, and the next choice is as likely as a look at them.
      this.#chose = Boolean(choice) && this.offsetParent !== null;
    });
    page.addEventListener('search-answered', () => this.#answered(page, filters));
  }

  #answered(page: Element, filters: HTMLDetailsElement): void {
    this.hidden = filters.hidden;
    const chosen = page.querySelectorAll('[data-search-chosen] > li').length;
    const said = this.querySelector<HTMLElement>('[data-chosen]');
    const count = this.querySelector('[data-chosen-count]');
    if (said) said.hidden = chosen === 0;
    if (count) count.textContent = String(chosen);
    if (!this.#chose) return;
    this.#chose = false;
    filters.open = false;
    const status = page.querySelector<HTMLElement>('[data-search-status]');
    if (!status) return;
    status.tabIndex = -1;
    status.focus({ preventScroll: true });
    status.scrollIntoView({ behavior: 'instant' });
  }
}

customElements.define('filter-jump', FilterJump);

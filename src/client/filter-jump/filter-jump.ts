/**
 * `<filter-jump>` around a button before the results: leads to the filters behind them, says how many are chosen,
 * and in a narrow window, after a choice, brings view and focus back to the results.
 */
class FilterJump extends HTMLElement {
  connectedCallback(): void {
    const page = this.closest('search-page') as HTMLElement;
    const one = (name: string) => page.querySelector(`[data-${name}]`) as HTMLElement;
    const filters = one('search-browse') as HTMLDetailsElement;
    const wide = window.matchMedia('(min-width: 60em)');
    let chose = false;
    this.onclick = () => {
      // Whoever asks for the filters has them at once, even while the results before them are still coming.
      page.classList.remove('is-filling');
      filters.open = true;
      (filters.firstElementChild as HTMLElement).focus();
    };
    const choose = ({ target }: Event) => {
      // In a wide window the filters stand beside the results: the next choice is as likely as a look at them.
      chose = (target as Element).closest('a[data-search-state]') !== null && !wide.matches;
    };
    // Before the page answers, which it may do before the event has risen to it.
    page.addEventListener('click', choose, true);
    page.addEventListener('search-answered', () => {
      const { childElementCount } = one('search-chosen');
      this.hidden = filters.hidden;
      one('chosen').hidden = childElementCount === 0;
      one('chosen-count').textContent = String(childElementCount);
      if (!chose) return;
      chose = filters.open = false;
      one('search-status').focus();
      one('search-status').scrollIntoView();
    });
  }
}

customElements.define('filter-jump', FilterJump);

/**
 * `<list-filter>`: a box over a long list that keeps what has the typed words. It looks through the lists that
 * follow it as siblings; a section stays whole where its heading has them, and goes where nothing of it is left.
 */
export class ListFilter extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    const input = this.querySelector('input');
    input?.addEventListener('input', () => this.#show(words(input.value)));
  }

  #show(wanted: readonly string[]): void {
    let shown = 0;
    for (let next = this.nextElementSibling; next; next = next.nextElementSibling) {
      const heading = next.querySelector('h2')?.textContent ?? '';
      let left = 0;
      const items = Array.from(next.querySelectorAll<HTMLElement>('li'));
      for (const item of items) {
        const text = `${heading} ${item.textContent}`.toLowerCase();
        const fits = wanted.every((word) => text.includes(word));
        // Not `hidden`, by which the search page takes away what it found nothing for.
        item.classList.toggle('filtered-out', !fits);
        if (fits && !item.hidden) left++;
      }
      if (items.length > 0) next.classList.toggle('filtered-out', left === 0);
      shown += left;
    }
    const status = this.querySelector<HTMLElement>('[role=status]');
    const count = this.querySelector('[data-count]');
    if (count) count.textContent = String(shown);
    if (status) status.className = wanted.length > 0 ? 'quiet' : 'visually-hidden';
  }
}

function words(typed: string): string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

customElements.define('list-filter', ListFilter);

interface HighlightRegistry {
  set(name: string, highlight: unknown): void;
  delete(name: string): void;
}

const name = 'reading-sentence';

/**
 * Marks the sentence that is being read without touching the text: with the browser's highlights (Chromium 105,
 * Firefox 140), elsewhere with bars laid under its lines. Neither is seen by assistive technology.
 */
export class SentenceMark {
  readonly #registry = (CSS as unknown as { highlights?: HighlightRegistry }).highlights;
  #bars: HTMLElement | null = null;
  #range: Range | null = null;
  readonly #redraw = () => this.#draw();

  show(range: Range): void {
    this.#range = range;
    if (this.#registry) {
      const Mark = (window as unknown as { Highlight: new (range: Range) => unknown }).Highlight;
      this.#registry.set(name, new Mark(range));
      return;
    }
    if (!this.#bars) {
      this.#bars = document.createElement('div');
      this.#bars.className = 'reading-mark no-print';
      this.#bars.setAttribute('aria-hidden', 'true');
      document.body.appendChild(this.#bars);
      addEventListener('resize', this.#redraw);
    }
    this.#draw();
  }

  hide(): void {
    this.#range = null;
    this.#registry?.delete(name);
    if (!this.#bars) return;
    removeEventListener('resize', this.#redraw);
    this.#bars.remove();
    this.#bars = null;
  }

  #draw(): void {
    const bars = this.#bars;
    if (!bars || !this.#range) return;
    bars.textContent = '';
    for (const { left, bottom, width } of Array.from(this.#range.getClientRects())) {
      const bar = document.createElement('div');
      bar.style.left = `${left + pageXOffset}px`;
      bar.style.top = `${bottom + pageYOffset}px`;
      bar.style.width = `${width}px`;
      bars.appendChild(bar);
    }
  }
}

/** Scrolls the sentence into the part of the window that nothing covers, when it is not all there. */
export function keepInView(
  range: Range,
  covered: { readonly top: number; readonly bottom: number },
): void {
  const { top, bottom } = range.getBoundingClientRect();
  const from = covered.top + 8;
  const to = window.innerHeight - covered.bottom - 8;
  if (top >= from && bottom <= to) return;
  const calm =
    document.documentElement.getAttribute('data-motion') === 'stop' ||
    matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollTo({
    top: window.pageYOffset + top - from - Math.max(0, (to - from) / 4),
    behavior: calm ? 'instant' : 'smooth',
  });
}

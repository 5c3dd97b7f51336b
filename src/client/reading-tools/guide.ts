/**
 * A reading line, or a mask with an open band, that follows the pointer and the focus. Above the page, never
 * in the way of a press, and not there for assistive technology.
 */
export class Guide {
  readonly #element = document.createElement('div');
  readonly #upper = document.createElement('div');
  readonly #lower = document.createElement('div');
  readonly #move = (event: PointerEvent | MouseEvent) => this.#place(event.clientY);
  readonly #focus = (event: FocusEvent) => {
    if (!(event.target instanceof Element)) return;
    const { top, bottom } = event.target.getBoundingClientRect();
    this.#place((top + bottom) / 2);
  };

  constructor() {
    this.#element.className = 'reading-guide no-print';
    this.#element.setAttribute('aria-hidden', 'true');
    this.#element.append(this.#upper, this.#lower);
  }

  show(kind: 'line' | 'mask'): void {
    this.#element.setAttribute('data-kind', kind);
    if (this.#element.isConnected) return;
    document.body.append(this.#element);
    this.#place(window.innerHeight / 3);
    addEventListener('pointermove', this.#move);
    addEventListener('pointerdown', this.#move);
    addEventListener('focusin', this.#focus);
  }

  hide(): void {
    this.#element.remove();
    removeEventListener('pointermove', this.#move);
    removeEventListener('pointerdown', this.#move);
    removeEventListener('focusin', this.#focus);
  }

  #place(y: number): void {
    // Two lines of text above and below the pointer stay open.
    const line = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.8;
    const band = this.#element.getAttribute('data-kind') === 'mask' ? line * 2 : line * 0.7;
    this.#upper.style.height = `${Math.max(0, y - band)}px`;
    this.#lower.style.top = `${y + band}px`;
  }
}

import { keepEntry } from './page-entry.ts';

/** Where a reader is in the page; kept with the entry of the browser's history. */
interface Place {
  /** Px from the top. */
  readonly scroll: number;
  /** Which of what can be focused has the focus; −1 for nothing, or for what is typed in. */
  readonly focus: number;
  /** Whether the lists are folded out. */
  readonly open: boolean;
}

const focusable = 'a[href],button,select,summary';
/**
 * Milliseconds without a move after which the place is kept: browsers limit how often they take one, and what
 * is told them while a page goes may be too late for a reload.
 */
const pause = 200;

/**
 * Brings a reader back to where they were in a page that is made anew by script: after a reload, and on the
 * way back to it. Browsers scroll at once and so too early; what a browser kept whole is left as it is.
 */
export class KeptPlace {
  readonly #page: HTMLElement;
  readonly #fold: HTMLDetailsElement;
  #wanted: Place | undefined;
  /** What is shown is not yet, or not any more, what the place was kept in. */
  #moving = true;
  #first = true;

  constructor(page: HTMLElement, fold: HTMLDetailsElement) {
    this.#page = page;
    this.#fold = fold;
    history.scrollRestoration = 'manual';
    let timer = 0;
    const keep = () => {
      clearTimeout(timer);
      this.keep();
    };
    const moved = () => {
      clearTimeout(timer);
      timer = window.setTimeout(keep, pause);
    };
    window.addEventListener('scroll', moved);
    page.addEventListener('focusin', moved);
    window.addEventListener('pagehide', keep);
  }

  /** The page is about to be made for an entry of the history that may have a place. */
  find(): void {
    this.#wanted = (history.state as { place?: Place } | null)?.place;
  }

  /** The page is about to be made anew. */
  leave(): void {
    this.#moving = true;
  }

  /** Before the page goes to another entry. */
  keep(): void {
    if (this.#moving) return;
    const all = Array.from(this.#page.querySelectorAll(focusable));
    const place: Place = {
      scroll: window.pageYOffset,
      focus: all.indexOf(document.activeElement as Element),
      open: this.#fold.open,
    };
    keepEntry({ place });
  }

  /** The page is made: back to the place, unless the reader has begun to read elsewhere. */
  restore(): void {
    const wanted = this.#wanted;
    const begun = this.#first && window.pageYOffset > 0;
    this.#wanted = undefined;
    this.#moving = false;
    this.#first = false;
    if (!wanted || begun) return;
    this.#fold.open = wanted.open;
    const focused = this.#page.querySelectorAll<HTMLElement>(focusable)[wanted.focus];
    if (focused && document.activeElement === document.body) focused.focus({ preventScroll: true });
    window.scrollTo({ top: wanted.scroll, behavior: 'instant' });
  }
}

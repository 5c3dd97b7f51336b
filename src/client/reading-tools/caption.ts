const named =
  'a,button,summary,label,legend,select,input,textarea,th,td,dt,dd,caption,figcaption,li,p,h1,h2,h3,h4,h5,h6,img';
const longest = 120;

/** 大字幕: the words under the pointer or the focus, large, at the foot of the window; a picture, not a live text. */
export class Caption {
  readonly #element = document.createElement('div');
  readonly #show = (event: Event) => {
    if (event.target instanceof Element) this.#say(event.target);
  };

  constructor() {
    this.#element.className = 'reading-caption no-print';
    // Assistive technology has the words already.
    this.#element.setAttribute('aria-hidden', 'true');
    this.#element.hidden = true;
  }

  show(): void {
    if (this.#element.isConnected) return;
    document.body.append(this.#element);
    addEventListener('pointerover', this.#show);
    addEventListener('focusin', this.#show);
  }

  hide(): void {
    this.#element.remove();
    removeEventListener('pointerover', this.#show);
    removeEventListener('focusin', this.#show);
  }

  #say(target: Element): void {
    const source = target.closest(named);
    const words = source ? wordsOf(source) : '';
    this.#element.hidden = !words;
    if (source) this.#element.lang = source.closest('[lang]')?.getAttribute('lang') || '';
    this.#element.textContent = words.length > longest ? `${words.slice(0, longest)}…` : words;
  }
}

function wordsOf(source: Element): string {
  if (source instanceof HTMLImageElement) return source.alt;
  if (
    source instanceof HTMLInputElement ||
    source instanceof HTMLSelectElement ||
    source instanceof HTMLTextAreaElement
  ) {
    const label = source.labels?.[0];
    const name = source.getAttribute('aria-label') || (label ? clean(label) : '');
    const chosen = source instanceof HTMLSelectElement ? source.selectedOptions[0]?.text : '';
    return chosen ? `${name}：${chosen}` : name;
  }
  return source.getAttribute('aria-label') || clean(source);
}

/** What is shown of it: without what is hidden, and without the options of a list. */
function clean(element: Element): string {
  const shown =
    element.querySelector('select') === null
      ? // biome-ignore lint/performance/useDomNodeTextContent: only what is shown is repeated
        ((element as HTMLElement).innerText ?? '')
      : Array.from(element.childNodes)
          .filter((node) => node.nodeType === Node.TEXT_NODE)
          .map((node) => node.textContent)
          .join('');
  return shown.replace(/\s+/g, ' ').trim();
}

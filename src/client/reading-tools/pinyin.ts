import { isHan, parsePinyin } from '../../model/pinyin-file.ts';

const untouched = '[hidden],[aria-hidden=true],.heading-link,rt,rp,script,style,template';

/**
 * Pinyin over the characters of a report: labels laid over the page in a layer of their own, so that the text
 * itself, what is copied from it and what a screen reader hears stay what they are. Only what is near the
 * window is labelled; a long report costs no more than a short one.
 */
export class Pinyin {
  readonly #layer = document.createElement('div');
  readonly #blocks = new Map<
    Element,
    { readonly node: Text; readonly readings: (string | null)[] }[]
  >();
  readonly #labels = new Map<Element, HTMLElement>();
  #observer: IntersectionObserver | null = null;
  #resized: ResizeObserverLike | null = null;

  constructor() {
    this.#layer.className = 'reading-pinyin no-print';
    this.#layer.setAttribute('aria-hidden', 'true');
  }

  /** Gives false where this page has no pinyin, or none that fits its text. */
  async show(): Promise<boolean> {
    if (this.#layer.isConnected) return true;
    const article = document.querySelector('main article');
    const address = document.querySelector<HTMLAnchorElement>(
      'a[data-variant-link][hreflang=zh-Hans]',
    );
    if (!article || !address) return false;
    if (!this.#blocks.size) {
      const url = new URL('pinyin.json', address.href.replace(/[?#].*/, ''));
      const response = await fetch(url.href);
      if (!response.ok || !this.#match(article, await response.text())) return false;
    }
    document.body.append(this.#layer);
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) this.#label(target);
          else this.#clear(target);
        }
      },
      { rootMargin: '50%' },
    );
    for (const block of this.#blocks.keys()) this.#observer.observe(block);
    const Observer = (
      window as unknown as { ResizeObserver?: new (call: () => void) => ResizeObserverLike }
    ).ResizeObserver;
    if (Observer) {
      this.#resized = new Observer(() => this.#again());
      this.#resized.observe(document.body);
    }
    return true;
  }

  hide(): void {
    this.#observer?.disconnect();
    this.#resized?.disconnect();
    this.#labels.clear();
    this.#layer.textContent = '';
    this.#layer.remove();
  }

  #match(article: Element, text: string): boolean {
    const nodes: Text[] = [];
    let count = 0;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (
      let node = walker.nextNode() as Text | null;
      node;
      node = walker.nextNode() as Text | null
    ) {
      if (node.parentElement?.closest(untouched)) continue;
      nodes.push(node);
      for (const character of node.data) if (isHan(character)) count++;
    }
    const readings = parsePinyin(text);
    // A file of another version of the text would put wrong readings over right characters.
    if (!readings || readings.length !== count) return false;
    let at = 0;
    for (const node of nodes) {
      const parent = node.parentElement as Element;
      const block =
        parent.closest('p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,caption,figcaption,pre,blockquote') ||
        parent;
      const own = Array.from(node.data, (character) =>
        isHan(character) ? (readings[at++] as string) : null,
      );
      const held = this.#blocks.get(block);
      if (held) held.push({ node, readings: own });
      else this.#blocks.set(block, [{ node, readings: own }]);
    }
    return true;
  }

  #again(): void {
    for (const block of Array.from(this.#labels.keys())) {
      this.#clear(block);
      this.#label(block);
    }
  }

  #label(block: Element): void {
    if (this.#labels.has(block)) return;
    const holder = document.createElement('div');
    const range = document.createRange();
    for (const { node, readings } of this.#blocks.get(block) || []) {
      const size = Number.parseFloat(getComputedStyle(node.parentElement as Element).fontSize);
      let offset = 0;
      Array.from(node.data).forEach((character, index) => {
        const reading = readings[index];
        const end = offset + character.length;
        if (reading) {
          range.setStart(node, offset);
          range.setEnd(node, end);
          const { left, top, height } = range.getBoundingClientRect();
          const label = document.createElement('span');
          label.textContent = reading;
          // Letter spacing stands after the character: the label is set over the character alone.
          label.style.left = `${left + size / 2 + pageXOffset}px`;
          label.style.top = `${top + (height - size) / 2 + pageYOffset}px`;
          label.style.fontSize = `${size * 0.48}px`;
          holder.append(label);
        }
        offset = end;
      });
    }
    this.#labels.set(block, holder);
    this.#layer.append(holder);
  }

  #clear(block: Element): void {
    this.#labels.get(block)?.remove();
    this.#labels.delete(block);
  }
}

interface ResizeObserverLike {
  observe(element: Element): void;
  disconnect(): void;
}

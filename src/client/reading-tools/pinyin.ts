import { isHan, readingsOf } from '../../model/pinyin-readings.ts';
import { endsBlock, isSilent } from '../../model/text-rules.ts';
import { parsedPage } from '../parsed-page.ts';

type Library = typeof import('pinyin-pro');

/** Text nodes that read on without a break, with the same text in Simplified, of which the readings are made. */
interface Block {
  readonly nodes: readonly Text[];
  readonly simplified: string;
}

/**
 * Pinyin over the characters of a report: labels laid over the page in a layer of their own, so that the text
 * itself, what is copied from it and what a screen reader hears stay what they are. Only what is near the
 * window is read and labelled; a long report costs no more than a short one.
 *
 * The library comes when a reader first asks for it, and serves every page from then on (`npm run bench:pinyin`).
 */
export class Pinyin {
  readonly #layer = document.createElement('div');
  readonly #blocks = new Map<Element, Block>();
  readonly #labels = new Map<Element, HTMLElement>();
  #library: Library | null = null;
  #observer: IntersectionObserver | null = null;
  #resized: ResizeObserverLike | null = null;

  constructor() {
    this.#layer.className = 'reading-pinyin no-print';
    this.#layer.setAttribute('aria-hidden', 'true');
  }

  /**
   * Gives false where this page has no report.
   * @throws when the library, or the Simplified text of a Traditional page, could not be loaded.
   */
  async show(): Promise<boolean> {
    if (this.#layer.isConnected) return true;
    const article = document.querySelector('main article');
    if (!article) return false;
    this.#library = await import('pinyin-pro');
    if (!this.#blocks.size) {
      const source = await simplifiedArticle(article);
      const own = blocksOf(article);
      const simplified = source === article ? own : blocksOf(source);
      for (const [index, { element, nodes }] of own.entries()) {
        const text = textOf(simplified[index]?.nodes ?? []);
        // A page of another release would put wrong readings over right characters.
        if (text.length !== textOf(nodes).length) throw new Error('The two scripts differ');
        this.#blocks.set(element, { nodes, simplified: text });
      }
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

  #again(): void {
    for (const block of Array.from(this.#labels.keys())) {
      this.#clear(block);
      this.#label(block);
    }
  }

  #label(element: Element): void {
    const block = this.#blocks.get(element);
    if (!block || !this.#library || this.#labels.has(element)) return;
    const readings = readingsOf(block.simplified, this.#library.pinyin);
    let at = 0;
    const holder = document.createElement('div');
    const range = document.createRange();
    for (const node of block.nodes) {
      const size = Number.parseFloat(getComputedStyle(node.parentElement as Element).fontSize);
      let offset = 0;
      for (const character of Array.from(node.data)) {
        const end = offset + character.length;
        const reading = isHan(character) ? readings[at++] : undefined;
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
      }
    }
    this.#labels.set(element, holder);
    this.#layer.append(holder);
  }

  #clear(element: Element): void {
    this.#labels.get(element)?.remove();
    this.#labels.delete(element);
  }
}

/** The library reads Simplified text; a Traditional page's twin has the same text nodes, of the same lengths. */
async function simplifiedArticle(article: Element): Promise<Element> {
  if (document.documentElement.lang !== 'zh-Hant') return article;
  const twin = document.querySelector<HTMLAnchorElement>('a[data-variant-link][hreflang=zh-Hans]');
  const response = await fetch((twin?.href ?? '').replace(/[?#].*/, ''));
  const page = parsedPage(await response.text());
  const source = page.querySelector('main article');
  if (!response.ok || !source) throw new Error(`No report in ${response.url}`);
  return source;
}

function blocksOf(root: Element): { readonly element: Element; readonly nodes: Text[] }[] {
  const blocks: { element: Element; nodes: Text[] }[] = [];
  const walk = (element: Element, block: { element: Element; nodes: Text[] }): void => {
    element.childNodes.forEach((node) => {
      if (node.nodeType === Node.TEXT_NODE) block.nodes.push(node as Text);
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      const child = node as Element;
      if (isSilent(child.localName, (name) => child.getAttribute(name))) return;
      if (endsBlock(child.localName)) begin(child);
      else walk(child, block);
    });
  };
  const begin = (element: Element): void => {
    const block = { element, nodes: [] };
    blocks.push(block);
    walk(element, block);
  };
  begin(root);
  return blocks.filter(({ nodes }) => /\p{Script=Han}/u.test(textOf(nodes)));
}

function textOf(nodes: readonly Text[]): string {
  return nodes.map(({ data }) => data).join('');
}

interface ResizeObserverLike {
  observe(element: Element): void;
  disconnect(): void;
}

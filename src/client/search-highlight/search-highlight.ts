import { highlightParameter, matchParameter } from '../../search/address-state.ts';
import { findMatches } from '../../search/find-matches.ts';
import { parseQuery } from '../../search/query.ts';
import { type PageBlock, pageBlocks } from '../page-blocks.ts';

/** As much of the CSS Custom Highlight API (Chromium 105) as is used. */
interface HighlightWindow {
  readonly Highlight?: new (...ranges: Range[]) => object;
  readonly CSS?: { readonly highlights?: Map<string, object> };
}

const allName = 'search-match';
const currentName = 'search-current';

/**
 * `<search-highlight>`: marks in a report what the search it was opened from had found, steps through the
 * marks and takes them away. The text itself is not touched where the browser can mark without.
 */
class SearchHighlight extends HTMLElement {
  #ranges: Range[] = [];
  /** Of each match the number of its block and its own number in it, the same in both scripts. */
  #places: (readonly [block: number, match: number])[] = [];
  /** For every match the `<mark>`s in its place, in browsers without highlights. */
  #marks: HTMLElement[][] = [];
  #current = -1;
  readonly #window = window as unknown as HighlightWindow;

  connectedCallback(): void {
    const parameters = new URLSearchParams(location.search);
    const phrases = parseQuery(parameters.get(highlightParameter) ?? '').wanted.map(
      ({ text }) => text,
    );
    this.#ranges = pageBlocks(document).flatMap((block, number) =>
      findMatches(block.text, phrases).map(({ start, end }, match) => {
        this.#places.push([number, match]);
        return rangeIn(block, start, end);
      }),
    );
    if (this.#ranges.length === 0) return;
    this.#part('total').textContent = String(this.#ranges.length);
    this.#part('previous').addEventListener('click', () => this.#step(-1));
    this.#part('next').addEventListener('click', () => this.#step(1));
    this.#part('clear').addEventListener('click', () => this.#clear());
    this.hidden = false;
    document.documentElement.classList.add('has-search-highlight');
    const first = this.#atPlace(parameters.get(matchParameter)) ?? this.#firstInSection();
    this.#markAll();
    this.#show(first);
  }

  /** The first match below the heading that the address names. */
  #firstInSection(): number {
    const section = document.getElementById(decodedFragment());
    if (!section) return 0;
    const after = this.#ranges.findIndex((range) => {
      const position = section.compareDocumentPosition(range.startContainer);
      return (
        (position & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)) !== 0
      );
    });
    return Math.max(0, after);
  }

  /** The match that was left in this page or its twin; where a glossary has taken it away, the next one. */
  #atPlace(place: string | null): number | undefined {
    const [, block, match] = /^(\d+)\.(\d+)$/.exec(place ?? '') ?? [];
    if (block === undefined) return undefined;
    const found = this.#places.findIndex(
      ([inBlock, number]) =>
        inBlock > Number(block) || (inBlock === Number(block) && number >= Number(match)),
    );
    return found === -1 ? this.#places.length - 1 : found;
  }

  /** The address says which match it is, so that the other script, a reload and the way back lead to it. */
  #step(by: number): void {
    const count = this.#ranges.length;
    this.#show((this.#current + by + count) % count);
    const url = new URL(location.href);
    url.searchParams.set(matchParameter, (this.#places[this.#current] ?? [0, 0]).join('.'));
    history.replaceState(history.state, '', url.href);
  }

  #show(index: number): void {
    for (const mark of this.#marks[this.#current] ?? []) mark.classList.remove('is-current');
    this.#current = index;
    for (const mark of this.#marks[index] ?? []) mark.classList.add('is-current');
    const range = this.#ranges[index] as Range;
    const { Highlight, CSS } = this.#window;
    if (Highlight && CSS?.highlights) CSS.highlights.set(currentName, new Highlight(range));
    this.#part('current').textContent = String(index + 1);
    const anchor = this.#marks[index]?.[0] ?? range.startContainer.parentElement;
    const box = this.#marks[index]
      ? anchor?.getBoundingClientRect()
      : range.getBoundingClientRect();
    if (box)
      window.scrollBy({
        top: box.top + box.height / 2 - window.innerHeight / 2,
        behavior: 'instant',
      });
  }

  #markAll(): void {
    const { Highlight, CSS } = this.#window;
    if (Highlight && CSS?.highlights) {
      CSS.highlights.set(allName, new Highlight(...this.#ranges));
      return;
    }
    // From the end: wrapping splits the nodes that earlier ranges do not reach.
    for (let i = this.#ranges.length - 1; i >= 0; i--) {
      this.#marks[i] = wrap(this.#ranges[i] as Range);
    }
  }

  #clear(): void {
    this.#window.CSS?.highlights?.delete(allName);
    this.#window.CSS?.highlights?.delete(currentName);
    for (const mark of this.#marks.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...Array.from(mark.childNodes));
      parent?.normalize();
    }
    this.#ranges = [];
    this.#marks = [];
    this.#places = [];
    this.hidden = true;
    document.documentElement.classList.remove('has-search-highlight');
    const url = new URL(location.href);
    url.searchParams.delete(highlightParameter);
    url.searchParams.delete(matchParameter);
    history.replaceState(history.state, '', url.href);
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-part=${name}]`) as HTMLElement;
  }
}

/** The id that the address names; one whose escapes are no text names nothing, as browsers have it. */
function decodedFragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** The range of a block's text from one offset to another. */
function rangeIn(block: PageBlock, start: number, end: number): Range {
  const range = document.createRange();
  let offset = 0;
  let open = false;
  for (const node of block.nodes) {
    const next = offset + node.data.length;
    if (!open && start < next) {
      range.setStart(node, start - offset);
      open = true;
    }
    if (open && end <= next) {
      range.setEnd(node, end - offset);
      break;
    }
    offset = next;
  }
  return range;
}

/** Wraps every piece of text in a range; what stands between the pieces stays where it is. */
function wrap(range: Range): HTMLElement[] {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const root = range.commonAncestorContainer;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = root.nodeType === Node.TEXT_NODE ? [root as Text] : [];
  while (walker.nextNode()) {
    if (range.intersectsNode(walker.currentNode)) nodes.push(walker.currentNode as Text);
  }
  const marks: HTMLElement[] = [];
  for (const node of nodes) {
    const start = node === startContainer ? startOffset : 0;
    const end = node === endContainer ? endOffset : node.data.length;
    if (start >= end) continue;
    const piece = start > 0 ? node.splitText(start) : node;
    if (end - start < piece.data.length) piece.splitText(end - start);
    const mark = document.createElement('mark');
    mark.className = 'search-mark';
    piece.replaceWith(mark);
    mark.append(piece);
    marks.push(mark);
  }
  return marks;
}

customElements.define('search-highlight', SearchHighlight);

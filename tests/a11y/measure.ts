/* Runs inside the page: everything here must be self-contained. */

export interface Limits {
  /** Px of the smallest text, and of a report's paragraphs. */
  readonly smallest: number;
  readonly body: number;
  /** Px of every target that is not a link inside a sentence, and of those that matter most. */
  readonly target: number;
  readonly mainTarget: number;
  readonly contrast: number;
  /** Han characters a line. */
  readonly line: number;
}

/** Measures the page as it is shown; gives every fault once, in words. */
export function measurePage(limits: Limits): string[] {
  const faults = new Set<string>();
  const name = (element: Element) =>
    `${element.localName}${element.id ? `#${element.id}` : ''}${
      typeof element.className === 'string' && element.className
        ? `.${element.className.trim().split(/\s+/).join('.')}`
        : ''
    } “${(element.textContent ?? '').trim().slice(0, 16)}”`;
  const shown = (element: Element) => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return (
      style.visibility === 'visible' &&
      width > 1 &&
      height > 1 &&
      !element.closest('.visually-hidden,.skip-link')
    );
  };

  // ——— Colours: over the nearest opaque background. ———
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element: Element): string => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const alpha = channels(colour)[3] ?? 1;
      if (alpha === 1) return colour;
      if (alpha > 0) faults.add(`half-transparent background of ${name(at)}`);
    }
    return 'rgb(255, 255, 255)';
  };

  // ——— Every text node: size and contrast. ———
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !/\S/.test(node.nodeValue ?? '') || !shown(element)) continue;
    if (element.closest('script,style,template,noscript,option')) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    if (size < limits.smallest - 0.01) faults.add(`${size.toFixed(1)} px text in ${name(element)}`);
    const paper = luminance(background(element));
    const ink = luminance(style.color);
    const ratio = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
    if (ratio < limits.contrast) faults.add(`contrast ${ratio.toFixed(2)} of ${name(element)}`);
  }

  // ——— A report's paragraphs: size and length of line. ———
  for (const paragraph of Array.from(
    document.querySelectorAll('main article p, main article li'),
  )) {
    if (!shown(paragraph)) continue;
    const style = getComputedStyle(paragraph);
    const size = Number.parseFloat(style.fontSize);
    if (
      !paragraph.closest('table,.footnotes,[data-footnotes],figure') &&
      size < limits.body - 0.01
    ) {
      faults.add(`${size} px paragraph ${name(paragraph)}`);
    }
    const spacing = Number.parseFloat(style.letterSpacing) || 0;
    const width =
      paragraph.clientWidth -
      Number.parseFloat(style.paddingLeft) -
      Number.parseFloat(style.paddingRight);
    const characters = width / (size + spacing);
    if (characters > limits.line + 0.01) {
      faults.add(`${characters.toFixed(1)} characters a line in ${name(paragraph)}`);
    }
  }

  // ——— Targets. ———
  const targets = Array.from(
    document.querySelectorAll(
      'a[href],button,input:not([type=hidden]),select,textarea,summary,label',
    ),
  ).filter(shown);
  const rects: { element: Element; rect: DOMRect }[] = [];
  for (const element of targets) {
    const style = getComputedStyle(element);
    // WCAG 2.5.5: a link in a sentence is bounded by the line height of the text around it.
    const inSentence =
      element.localName === 'a' &&
      style.display === 'inline' &&
      Array.from(element.parentElement?.childNodes ?? []).some(
        (node) => node !== element && node.nodeType === 3 && /\S/.test(node.nodeValue ?? ''),
      );
    // A checkbox is pressed by its label as well; the label is measured.
    const labelled =
      element instanceof HTMLInputElement &&
      /checkbox|radio/.test(element.type) &&
      element.labels?.length;
    if (inSentence || labelled) continue;
    if (element.localName === 'label' && !(element as HTMLLabelElement).control) continue;
    if (element.localName === 'label' && !element.querySelector('input')) continue;
    const rect = element.getBoundingClientRect();
    const main = element.matches(
      '.reading-bar button,.site-header-sections a,form[role=search] button,form[role=search] input,.button,button.primary',
    );
    const least = main ? limits.mainTarget : limits.target;
    if (rect.width < least - 0.5 || rect.height < least - 0.5) {
      faults.add(
        `target of ${rect.width.toFixed(0)} × ${rect.height.toFixed(0)} px: ${name(element)}`,
      );
    }
    // What is scrolled out of a box that scrolls lies over nothing.
    const box = element.closest('.reading-dock section')?.getBoundingClientRect();
    if (!box || (rect.top >= box.top - 1 && rect.bottom <= box.bottom + 1)) {
      rects.push({ element, rect });
    }
  }
  for (const [index, { element, rect }] of rects.entries()) {
    for (const other of rects.slice(index + 1)) {
      if (element.contains(other.element) || other.element.contains(element)) continue;
      const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
      const down = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
      const fixed = (one: Element) =>
        one.closest('.reading-bar,.reading-dock,.contents-return') !== null;
      if (across > 1 && down > 1 && fixed(element) === fixed(other.element)) {
        faults.add(`${name(element)} lies over ${name(other.element)}`);
      }
    }
  }
  return [...faults];
}

/** What is cut off: text wider or higher than the box that hides the rest of it. */
export function lostText(): string[] {
  const lost: string[] = [];
  for (const element of Array.from(document.querySelectorAll('body *'))) {
    const style = getComputedStyle(element);
    if (style.overflowX !== 'hidden' && style.overflowX !== 'clip') continue;
    // The trail keeps long names to one line in every spacing; each stands whole as its own page's heading.
    if (element.closest('.visually-hidden,.breadcrumb')) continue;
    // What is one pixel small is there for the ear alone, as the coverage table's header above its cards.
    if (element.clientWidth <= 1) continue;
    if (
      element.scrollWidth > element.clientWidth + 1 ||
      element.scrollHeight > element.clientHeight + 1
    ) {
      lost.push(
        `${element.localName}.${element.className} “${element.textContent?.trim().slice(0, 20)}”`,
      );
    }
  }
  return lost;
}

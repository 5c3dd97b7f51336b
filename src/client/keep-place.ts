/**
 * Makes a change that moves the text, and puts the line that was being read back where it was, so that
 * nothing jumps away under the reader's eyes. At the very top of a page there is nothing to keep.
 */
export function keepPlace(change: () => void): void {
  const anchor = window.pageYOffset > 0 ? firstVisible() : null;
  const before = anchor ? anchor.getBoundingClientRect().top : 0;
  change();
  if (!anchor) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (moved) window.scrollTo({ top: window.pageYOffset + moved, behavior: 'instant' });
}

function firstVisible(): Element | null {
  const header = document.querySelector('[data-elder-toggle]');
  const edge = header ? Math.max(0, header.getBoundingClientRect().bottom) : 0;
  const blocks = document.querySelectorAll(
    'main h1,main h2,main h3,main h4,main p,main li,main td,main dd',
  );
  let begun: Element | null = null;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as Element;
    const { top, bottom, height } = block.getBoundingClientRect();
    if (!height || bottom <= edge + 1) continue;
    // The first block that starts in sight; one that fills the window has only its middle there.
    if (top >= edge - 1) return top < window.innerHeight || !begun ? block : begun;
    if (!begun) begun = block;
  }
  return begun;
}

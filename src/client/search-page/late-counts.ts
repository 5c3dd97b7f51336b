import { Retry } from './retry.ts';

/**
 * Counts what a list of filters shows only when the list is on the screen: in a large archive that loads much. What
 * could not be had says nothing wrong by not being there: it is tried again, and not spoken of.
 *
 * @param count may fail, and is then asked again.
 * @returns ends it: the list is to show something else.
 */
export function countWhenSeen(list: Element, count: () => Promise<void>): () => void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    count().catch(() => retry.later());
  });
  const retry = new Retry(() => observer.observe(list));
  observer.observe(list);
  return () => {
    observer.disconnect();
    retry.end();
  };
}

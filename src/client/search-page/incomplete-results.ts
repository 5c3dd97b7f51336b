/** Results that are shown without their title and excerpt, which could not be had, with what makes them anew. */
export type IncompleteResults = Map<Element, () => Promise<Element>>;

/** How many there are in the page; the others are forgotten. */
export function countIncomplete(incomplete: IncompleteResults): number {
  for (const item of Array.from(incomplete.keys())) if (!item.isConnected) incomplete.delete(item);
  return incomplete.size;
}

/**
 * Makes them anew, each in its place; the focus stays where it is.
 *
 * @throws LostFile
 */
export async function complete(
  incomplete: IncompleteResults,
  isCurrent: () => boolean,
): Promise<void> {
  await Promise.all(
    Array.from(incomplete, async ([item, anew]) => {
      const fresh = await anew();
      incomplete.delete(item);
      if (!isCurrent()) return;
      const focused = item.contains(document.activeElement);
      item.replaceWith(fresh);
      if (focused) fresh.querySelector('a')?.focus();
    }),
  );
}

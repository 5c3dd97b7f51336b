/** In their order, each as soon as those before it are there: nothing that is shown moves away. */
export async function appendInOrder(
  list: Element,
  items: readonly Promise<Element>[],
  isCurrent: () => boolean,
): Promise<void> {
  list.setAttribute('aria-busy', 'true');
  for (const item of items) {
    const element = await item;
    if (!isCurrent()) return;
    list.append(element);
  }
  list.removeAttribute('aria-busy');
}

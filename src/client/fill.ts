/** Puts nodes in the place of all that an element has; `replaceChildren` came with Chromium 86. */
export function fill(element: Element, ...nodes: readonly (Node | string)[]): void {
  element.textContent = '';
  element.append(...nodes);
}

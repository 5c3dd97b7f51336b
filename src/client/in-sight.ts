/** Whether an element's end is in the part of the window that neither its edge nor a keyboard on the screen hides. */
export function isInSight(element: Element): boolean {
  const { bottom } = element.getBoundingClientRect();
  const seen = window.visualViewport;
  return bottom <= (seen ? seen.offsetTop + seen.height : window.innerHeight);
}

/** The links to the other script lead to the same search. */
export function carrySearch(): void {
  for (const link of Array.from(
    document.querySelectorAll<HTMLAnchorElement>('a[data-variant-link]'),
  ))
    link.href = link.href.replace(/[?#].*/, '') + location.search;
}

/** Longest id taken from a heading's words, in characters: some headings are whole sentences. */
const longestId = 40;

/**
 * Ids for the headings of one body, in their order.
 *
 * An id is the heading's letters, digits and Han, other characters becoming `-`. The first heading
 * with given words always gets the plain id, later ones `-2`, `-3` …: so an id changes only when
 * its own words do, or when a twin before it comes or goes. Ids without a Han or other non-ASCII
 * character begin with `s-`; pages therefore never use ids that begin with `s-` or `note-`
 * (footnotes), nor ids outside ASCII.
 */
export function headingIds(texts: readonly string[]): string[] {
  const plain = texts.map(plainId);
  const taken = new Set(plain);
  const lastNumber = new Map<string, number>();
  return plain.map((id) => {
    let number = lastNumber.get(id);
    if (number === undefined) {
      lastNumber.set(id, 1);
      return id;
    }
    do number += 1;
    while (taken.has(`${id}-${number}`));
    lastNumber.set(id, number);
    taken.add(`${id}-${number}`);
    return `${id}-${number}`;
  });
}

function plainId(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-/, '');
  const id = [...words].slice(0, longestId).join('').replace(/-$/, '');
  if (id === '') return 's';
  return /\P{ASCII}/u.test(id) ? id : `s-${id}`;
}

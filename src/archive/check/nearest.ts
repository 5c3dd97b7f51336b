import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant, or nothing when none is near: at most two fifths of the
 * longer text differ, enough for two swapped letters in five. Two neighbours swapped (89 for 98) are nearer than
 * any other slip. Ties go to the earlier candidate.
 */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(written);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const longest = Math.max(wanted.length, folded.length);
    const allowed = Math.max(1, Math.floor(longest * 0.4));
    if (Math.abs(wanted.length - folded.length) > allowed) continue;
    const edits = isSwapped(wanted, folded) ? swapped : distance(wanted, folded);
    if (edits <= allowed && edits < longest && edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** How far apart two texts are that are the same but for the order of two neighbours. */
const swapped = 0.5;

function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return (
    at + 1 < one.length &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

/** Case, width and the kind of joint are what people get wrong first. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

/**
 * The path that was probably meant: a near name in the same folder, else the same name in another.
 * Compared by name alone, because long shared folders make everything look near.
 */
export function nearestPath(path: string, candidates: Iterable<string>): string | undefined {
  const [folder, name] = splitPath(path);
  const siblings = new Map<string, string>();
  let elsewhere: string | undefined;
  for (const candidate of candidates) {
    const [itsFolder, itsName] = splitPath(candidate);
    if (itsFolder === folder) siblings.set(itsName, candidate);
    else if (itsName === name) elsewhere ??= candidate;
  }
  const sibling = nearest(name, siblings.keys());
  return sibling === undefined ? elsewhere : siblings.get(sibling);
}

function splitPath(path: string): [folder: string, name: string] {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  const cut = path.lastIndexOf('/', end - 1) + 1;
  return [path.slice(0, cut), path.slice(cut, end)];
}

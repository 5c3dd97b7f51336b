import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant, or nothing when none is near: at most a third of the
 * longer text differs (one character of a very short one). Ties go to the earlier candidate.
 */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(written);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const longest = Math.max(wanted.length, folded.length);
    const allowed = Math.max(1, Math.floor(longest / 3));
    if (Math.abs(wanted.length - folded.length) > allowed) continue;
    const edits = distance(wanted, folded);
    if (edits <= allowed && edits < longest && edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** Case, width and the kind of joint are what people get wrong first. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
}

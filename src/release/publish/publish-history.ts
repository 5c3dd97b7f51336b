import { releaseIdSchema } from '../release-manifest.ts';

/**
 * What was published at a place, one id a line, the last one last. It is written before the change
 * becomes visible, so whenever that is cut off the release before this one can still be told.
 */
export const historyFile = 'release-history.txt';

export function readHistory(text: string): readonly string[] {
  return text.split('\n').filter((id) => releaseIdSchema.safeParse(id).success);
}

/** @returns the text of the file with one more release; of a long history the end is enough. */
export function withPublished(history: readonly string[], id: string): string {
  const all = history.at(-1) === id ? history : [...history, id];
  return all
    .slice(-100)
    .map((line) => `${line}\n`)
    .join('');
}

/** The release that stood there before the current one; null when there is none. */
export function previousOf(history: readonly string[], current: string | null): string | null {
  return history.findLast((id) => id !== current) ?? null;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sites.ts';

/** Where the handbook's pictures stand, and what was to be seen when each was taken. */
export const picturesFolder = join(root, 'src/pages/help/_pictures');
export const recordFile = join(root, 'tests/e2e/handbook-pictures.json');

/** What is known of a picture. */
export interface PictureRecord {
  /** SHA-256 of the file, hex. */
  readonly picture: string;
  /** SHA-256 of what decides how the editor looks, hex. */
  readonly style: string;
  /** What a screen reader finds in the part that is shown, line by line. */
  readonly shows: readonly string[];
}

export type PictureRecords = Readonly<Record<string, PictureRecord>>;

export function readRecords(): PictureRecords {
  return existsSync(recordFile)
    ? (JSON.parse(readFileSync(recordFile, 'utf8')) as PictureRecords)
    : {};
}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from './settings.ts';

/**
 * Where everything stands that is kept between builds of one content folder; what two content folders
 * keep must not meet. Deleting it costs time and nothing else.
 */
export function keptFolder({ root, contentDir }: Pick<Settings, 'root' | 'contentDir'>): string {
  return join(root, '.cache/kept', shortHash(contentDir));
}

/** A name for a path that may hold anything. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

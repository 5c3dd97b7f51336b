import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askArchive, type Question } from '../../../scripts/ask-archive.ts';
import type { Archive } from '../../../src/model/archive.ts';
import { root } from '../../sites.ts';
import { readIndex } from './read-index.ts';

/** What a reader types, and the report that is meant: `year/slug`. */
export interface MeantQuery extends Question {
  readonly kind: 'title' | 'issuer' | 'number' | 'phrase' | 'filter';
  readonly meant: string;
}

export const meantQueries = (
  JSON.parse(readFileSync(join(root, 'tests/fixtures/search/meant.json'), 'utf8')) as {
    queries: MeantQuery[];
  }
).queries;

/** Asks an archive; what comes back is `year/slug` of what the page shows, in its order, and what is said of it. */
export async function asker(archive: Archive) {
  const ask = await askArchive(archive, (run, files) => readIndex(run, files).postings);
  return async (question: Question) => {
    const { answer, shown } = await ask(question);
    return { answer, shown: shown.map(({ year, slug }) => `${year}/${slug}`) };
  };
}

import type { Answer } from '../../search/answer-query.ts';
import type { Query } from '../../search/query.ts';
import type { OtherWordsFound } from './nearest-words.ts';
import type { OpenedIndex } from './search-engine.ts';

/** What a search came to. Documents are numbered by the index that they were found in. */
export interface SearchAnswer {
  /** As it was typed. */
  readonly q: string;
  readonly query: Query;
  readonly answer: Answer;
  readonly index: OpenedIndex;
  /** What else could be asked, where nothing answers; none where a file of it is lost. */
  others?: Promise<OtherWordsFound> | undefined;
}

import type { Answer } from '../../search/answer-query.ts';
import type { Hit } from '../../search/evaluate.ts';
import type { Phrase } from '../../search/query.ts';
import { echo } from './echo.ts';
import { sentence } from './sentence.ts';

/**
 * How many reports were found, with the number in `[data-search-count]`, and what is to be known of them.
 *
 * @param found what the filters let through.
 * @param isFiltered any filter is chosen.
 * @param incomplete results whose texts could not be had.
 */
export function foundSentences(
  page: Element,
  answer: Answer,
  found: readonly Hit[],
  isFiltered: boolean,
  incomplete = 0,
): (string | Node)[] {
  const { hits, phrases, unwanted, parts } = answer;
  const number = document.createElement('span');
  number.setAttribute('data-search-count', '');
  number.textContent = String(found.length);
  const none = phrases.length > 1 ? 'none-all' : 'none';
  const some = answer.called ? 'called' : 'found';
  const form = found.length > 0 ? some : hits.length > 0 ? 'filtered-away' : none;
  const joined = (all: readonly Phrase[], by: string) =>
    all.map(({ typed }) => echo(typed)).join(sentence(page, by).trim());
  const asked =
    joined(phrases, 'and') +
    (unwanted.length > 0 ? sentence(page, 'but-not').trim() + joined(unwanted, 'or') : '');
  const [head = '', tail = ''] = sentence(page, form)
    .split('{count}')
    .map((half) => half.replace('{query}', () => asked));
  const sentences = [head, number, tail];
  const say = (name: string, count = 1) => {
    if (count > 0) sentences.push(sentence(page, name, { count }));
  };
  if (found.length === 0 && !isFiltered) say('but-parts', parts.length);
  say('found-by-record', found.filter((hit) => hit.byRecord).length);
  if (answer.onlyUnwanted) say('only-unwanted');
  if (answer.shortened) say('shortened');
  say('excerpts-failed', incomplete);
  return sentences;
}

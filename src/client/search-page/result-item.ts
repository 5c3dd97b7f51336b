import { highlightParameter } from '../../search/address-state.ts';
import type { Hit } from '../../search/evaluate.ts';
import type { PartialHit } from '../../search/find-parts.ts';
import { normalizeText } from '../../search/normalize.ts';
import type { Phrase } from '../../search/query.ts';
import { fill } from '../fill.ts';
import { LostFile } from '../search-files.ts';
import { echo } from './echo.ts';
import { type Filter, labelOf } from './filters.ts';
import { type ExcerptPiece, openResult } from './open-results.ts';
import { template } from './page-parts.ts';
import { reportAddress } from './report-address.ts';
import type { SearchAnswer } from './search-answer.ts';
import { sentence } from './sentence.ts';

/**
 * A report that was found, with the best place in it; where its texts are lost, with what is known without them.
 *
 * @returns the entry of the list, and whether all of it is there.
 * @throws LostFile when not even its address can be had.
 */
export async function resultItem(
  page: Element,
  hit: Hit | PartialHit,
  { answer, index }: SearchAnswer,
  filters: readonly Filter[],
): Promise<{ item: Element; isWhole: boolean }> {
  const isPart = 'parts' in hit;
  const asked = answer.phrases;
  const phrases = isPart ? hit.parts : asked.map(({ text }) => text);
  const inText = phrases.filter((_, i) => !hit.byRecord?.includes(i));
  const opening = openResult(index, hit.document, inText).catch((error: unknown) => {
    if (!(error instanceof LostFile)) throw error;
  });
  const [facts, opened] = await Promise.all([index.facts(hit.document), opening]);
  const address = reportAddress(page, facts);
  const item = template(page, 'result').firstElementChild?.cloneNode(true) as Element;
  const link = item.querySelector('a') as HTMLAnchorElement;
  const marks = new URLSearchParams({
    [highlightParameter]: highlight(isPart ? phrases : asked.map(asItStands)),
  });
  link.href = `${address}?${marks}${opened?.section ? `#${encodeURIComponent(opened.section)}` : ''}`;
  fill(link, ...(opened ? opened.title.map(piece) : [address]));
  const said = [
    labelOf(filters, 'year', String(facts.year)),
    labelOf(filters, 'issuer', facts.issuer),
  ];
  const matches = hit.orMore ? 'matches-or-more' : 'matches';
  if (hit.matches > 0) said.push(sentence(page, matches, { count: hit.matches }));
  if (opened?.sectionName) said.push(sentence(page, 'section', { section: opened.sectionName }));
  for (const i of hit.byRecord ?? [])
    said.push(sentence(page, 'by-record', { query: echo(asked[i]?.typed ?? '') }));
  (item.querySelector('[data-facts]') as Element).append(
    ...said.map((fact) => {
      const span = document.createElement('span');
      span.textContent = fact;
      return span;
    }),
  );
  (item.querySelector('[data-excerpt]') as Element).append(
    ...(opened
      ? opened.excerpt.map(piece)
      : [sentence(page, isPart ? 'part-failed' : 'excerpt-failed')]),
  );
  return { item, isWhole: opened !== undefined };
}

/** As it was typed, unless it was found in another form. */
function asItStands({ typed, text }: Phrase): string {
  return normalizeText(typed).startsWith(text) ? typed : text;
}

/** What the opened page is to mark. */
function highlight(phrases: readonly string[]): string {
  return phrases.map((phrase) => `"${phrase.replace(/["＂]/g, '').slice(0, 500)}"`).join(' ');
}

function piece({ text, marked }: ExcerptPiece): Node {
  if (!marked) return document.createTextNode(text);
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}

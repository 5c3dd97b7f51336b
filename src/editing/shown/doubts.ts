import { DomUtils, parseDocument } from 'htmlparser2';
import { convertPage } from '../../variant/convert-page.ts';
import type { Converter } from '../../variant/converter.ts';
import { decisionsOf } from '../../variant/review.ts';
import { runsOf, type TextNode } from './text-runs.ts';

/** A conversion that somebody has to look at; places where it is the same are one. */
export interface Doubt {
  /** Enough words to tell it from others; what an entry of the glossary would hold. */
  readonly simplified: string;
  /** As it is converted now. */
  readonly traditional: string;
  /** As it might be instead, the likeliest first. */
  readonly others: readonly string[];
  /** Words around the first place, Simplified. */
  readonly before: string;
  readonly after: string;
  readonly count: number;
}

export interface TraditionalText {
  /** With `<mark>` around each doubtful character, which leads to `#doubt-<n>`, counted from 1. */
  readonly html: string;
  readonly doubts: readonly Doubt[];
}

/** From here on a conversion counts as doubtful, as in `npm run variant -- review`. */
const leastDoubt = 40;
const mostDoubts = 200;
/** Characters around a place. */
const around = 12;

/** Converts HTML by the walker that makes the Traditional pages, and marks what it was not sure of. */
export function traditionalText(
  html: string,
  converter: Converter,
  place: { readonly base: string; readonly address: string },
): TraditionalText {
  const converted = convertPage(html, { converter, ...place });
  const simplified = runsOf(parseDocument(html).children);
  const tree = parseDocument(converted);
  const traditional = runsOf(tree.children);
  const doubts = new Map<string, Doubt>();
  const order: string[] = [];
  for (const [index, run] of simplified.entries()) {
    const own = traditional[index] ?? [];
    const text = run.map(({ data }) => data).join('');
    const target = own.map(({ data }) => data).join('');
    if (text.length !== target.length) continue;
    const marks: { at: number; number: number }[] = [];
    for (const decision of decisionsOf(text, converter)) {
      const { at, character, alternatives, doubt } = decision;
      // What the page does not convert (names of files, code) is not in doubt.
      if (doubt < leastDoubt || target.charAt(at) !== decision.choice) continue;
      const { start, end } = wordAround(text, at, decision.word, character);
      const word = text.slice(start, end);
      const now = target.slice(start, end);
      const put = (form: string) => now.slice(0, at - start) + form + now.slice(at - start + 1);
      const key = `${word}\0${at - start}\0${now}`;
      const known = doubts.get(key);
      if (known === undefined) {
        if (order.length >= mostDoubts) continue;
        order.push(key);
      }
      doubts.set(key, {
        simplified: word,
        traditional: now,
        others: alternatives.map(put),
        before: text.slice(Math.max(0, start - around), start),
        after: text.slice(end, end + around),
        ...known,
        count: (known?.count ?? 0) + 1,
      });
      marks.push({ at, number: order.indexOf(key) + 1 });
    }
    mark(own, marks);
  }
  return {
    html: DomUtils.getInnerHTML(tree, { decodeEntities: false, encodeEntities: 'utf8' }),
    doubts: order.flatMap((key) => doubts.get(key) ?? []),
  };
}

/** The word that was decided as one; of a character decided alone, its neighbours too, since it alone says too much. */
function wordAround(
  text: string,
  at: number,
  word: string,
  character: string,
): { start: number; end: number } {
  if (word !== character) {
    for (let start = at; start > at - word.length && start >= 0; start -= 1)
      if (text.startsWith(word, start)) return { start, end: start + word.length };
  }
  const isHan = (index: number) => /\p{Script=Han}/u.test(text.charAt(index));
  return { start: isHan(at - 1) ? at - 1 : at, end: isHan(at + 1) ? at + 2 : at + 1 };
}

/** Puts `<mark>` around characters of a run; offsets count from the run's beginning. */
function mark(run: readonly TextNode[], marks: readonly { at: number; number: number }[]): void {
  let start = 0;
  for (const node of run) {
    const { data } = node;
    const own = marks.filter(({ at }) => at >= start && at < start + data.length);
    if (own.length > 0) {
      let html = '';
      let done = 0;
      for (const { at, number } of own) {
        html += escaped(data.slice(done, at - start));
        html += `<mark><a href="#doubt-${number}">${escaped(data.charAt(at - start))}</a></mark>`;
        done = at - start + 1;
      }
      html += escaped(data.slice(done));
      for (const fresh of [...parseDocument(html).children]) DomUtils.prepend(node, fresh);
      DomUtils.removeElement(node);
    }
    start += data.length;
  }
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

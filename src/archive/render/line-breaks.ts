import type { Element, ElementContent, Text } from 'hast';
import { letterCount, phrases } from '../../model/phrases.ts';
import { endsBlock } from '../../model/text-rules.ts';
import { element } from './element.ts';

/** Fewer letters than this fit into any line. */
const shortest = 5;
/** What is in the line and no running text of it. */
const apart = /^(?:br|code|img|rb|rp|rt|ruby)$/;

/**
 * Marks the words of a heading, a caption or a cell: `<wbr>` where a line may end (hidden, or Chromium
 * tells screen readers a space there), and what must stay on one line at the end in `<span class="unbroken">`. The
 * text is the same; CSS takes every other break away.
 */
export function markPhrases(element: Element): void {
  const runs = textRuns(element);
  for (const run of runs) {
    const text = run.map(({ node }) => node.value).join('');
    if (letterCount(text) < shortest) continue;
    const pieces = phrases(text);
    const borders: number[] = [];
    let at = 0;
    for (const piece of pieces) {
      at += piece.length;
      borders.push(at);
    }
    borders.pop();
    const tail = run === runs.at(-1) && pieces.length > 1 ? (borders.at(-1) ?? 0) : undefined;
    let start = 0;
    for (const { node, parent } of run) {
      const end = start + node.value.length;
      const marked = cut(node.value, start, borders, tail);
      parent.children.splice(parent.children.indexOf(node), 1, ...marked);
      start = end;
    }
  }
}

function cut(
  value: string,
  start: number,
  borders: readonly number[],
  tail: number | undefined,
): ElementContent[] {
  const cuts = borders.filter((border) => border > start && border < start + value.length);
  const marked: ElementContent[] = [];
  // A word border between two text nodes stands before the second.
  if (start > 0 && borders.includes(start)) marked.push(element('wbr', { ariaHidden: 'true' }, []));
  let from = 0;
  for (const border of [...cuts, start + value.length]) {
    const text: Text = { type: 'text', value: value.slice(from, border - start) };
    const isTail = tail !== undefined && start + from === tail && border === start + value.length;
    if (from > 0) marked.push(element('wbr', { ariaHidden: 'true' }, []));
    // Only signs inside could still let the line end there: most tails are one word.
    if (isTail && /[^\p{L}\p{N}]/u.test(text.value.trim())) {
      marked.push(element('span', { className: ['unbroken'] }, [text]));
    } else marked.push(text);
    from = border - start;
  }
  return marked;
}

/** The text nodes that read on without a break, in order. */
function textRuns(root: Element): { node: Text; parent: Element }[][] {
  const runs: { node: Text; parent: Element }[][] = [[]];
  const visit = (parent: Element): void => {
    for (const node of parent.children) {
      if (node.type === 'text') runs.at(-1)?.push({ node, parent });
      else if (node.type !== 'element') continue;
      else if (apart.test(node.tagName) || node.properties.role !== undefined) runs.push([]);
      else if (!endsBlock(node.tagName)) visit(node);
      else if (node.tagName !== 'pre') {
        runs.push([]);
        visit(node);
        runs.push([]);
      }
    }
  };
  visit(root);
  return runs.filter((run) => run.length > 0);
}

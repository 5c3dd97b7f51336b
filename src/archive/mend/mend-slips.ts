import { tooDeepAt } from '../check/nesting.ts';
import { codeBlocks } from '../check/typed/code-blocks.ts';
import { judgeTypedText } from '../check/typed/judge-typed-text.ts';
import type { SourceEdit } from '../check/typed/slip.ts';
import { parseMarkdown, rawHtmlOf, renderMarkdown } from '../render/render-markdown.ts';

/** One repair can bring out another: lines taken out of a code block may begin with a cramped heading. */
const mostRounds = 5;

/**
 * A Markdown body whose typical slips are repaired where there is one right answer, so that what is shown is
 * what was typed. A body that cannot be rendered stays as it is.
 */
export function mendSlips(body: string): string {
  let text = body;
  for (let round = 0; round < mostRounds; round += 1) {
    const edits = editsFor(text);
    if (edits.length === 0) return text;
    text = applyEdits(text, edits);
  }
  // What does not come to rest was not understood.
  return editsFor(text).length === 0 ? text : body;
}

function editsFor(body: string): readonly SourceEdit[] {
  if (tooDeepAt(body) !== -1) return [];
  try {
    const tree = parseMarkdown(body);
    const blocks = codeBlocks(tree);
    const hasHtml = rawHtmlOf(tree).length > 0;
    const { html } = renderMarkdown(body, tree, hasHtml, nowhere).body;
    return judgeTypedText(body, html, blocks).slips.flatMap(({ edits }) => edits);
  } catch (error) {
    // The check says so too.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Only the words are looked at, not where links lead. */
const nowhere = {
  file: 'reports/2000/mend.md',
  year: 2000,
  slug: 'mend',
  base: '/',
  attachments: new Set<string>(),
};

function applyEdits(text: string, edits: readonly SourceEdit[]): string {
  const unique = new Map(edits.map((edit) => [`${edit.at} ${edit.remove} ${edit.insert}`, edit]));
  let mended = '';
  let from = 0;
  for (const { at, remove, insert } of [...unique.values()].sort((a, b) => a.at - b.at)) {
    if (at < from) continue;
    mended += text.slice(from, at) + insert;
    from = at + remove;
  }
  return mended + text.slice(from);
}

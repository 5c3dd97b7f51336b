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
  let before: number | undefined;
  for (let round = 0; round <= mostRounds; round += 1) {
    const { edits, characters } = look(text);
    before ??= characters;
    // A new paragraph can bring to life what was text: then this was no repair.
    if (edits.length === 0) return characters < before ? body : text;
    text = applyEdits(text, edits);
  }
  // What does not come to rest was not understood.
  return body;
}

/** What would mend a body, and how many characters of it are shown now. */
function look(body: string): {
  readonly edits: readonly SourceEdit[];
  readonly characters: number;
} {
  if (tooDeepAt(body) !== -1) return nothing;
  try {
    const tree = parseMarkdown(body);
    const blocks = codeBlocks(tree);
    const hasHtml = rawHtmlOf(tree).length > 0;
    const { body: rendered, characters } = renderMarkdown(body, tree, hasHtml, nowhere);
    const { slips } = judgeTypedText(body, rendered.html, blocks);
    return { edits: slips.flatMap(({ edits }) => edits), characters };
  } catch (error) {
    // The check says so too.
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}

const nothing = { edits: [], characters: 0 };

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

import { accidentalCode, type CodeBlock } from './code-blocks.ts';
import { bareText, compareTexts, type TextDifference } from './compare-texts.ts';
import { shownText } from './shown-text.ts';
import type { Slip } from './slip.ts';
import { typedText } from './typed-text.ts';

/** How what was typed and what is shown part. */
export interface TypedJudgement {
  /** Slips that have an effect, by line. */
  readonly slips: readonly Slip[];
  /** Differences that no known slip explains. */
  readonly differences: readonly TextDifference[];
  /** What is shown, numbers of lists in their marks, without white space. */
  readonly shown: string;
}

/**
 * Compares the text of a report's Markdown, read a second time and independently, with the text of its
 * rendered body.
 *
 * @param blocks the code blocks of the parsed body
 */
export function judgeTypedText(
  body: string,
  html: string,
  blocks: readonly CodeBlock[],
): TypedJudgement {
  const { lines, layout } = typedText(body);
  const shown = bareText(shownText(html));
  const differences = compareTexts(lines, shown);
  const slips = new Set<Slip>([...layout, ...accidentalCode(body, blocks)]);
  for (const difference of differences) for (const slip of difference.slips) slips.add(slip);
  return {
    slips: [...slips].sort((a, b) => a.line - b.line),
    differences: differences.filter((difference) => difference.slips.length === 0),
    shown,
  };
}

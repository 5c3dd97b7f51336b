import type { ProblemCode } from '../../../model/problem-catalogue.ts';

/** A change of a source text: `remove` UTF-16 units at `at` make room for `insert`. */
export interface SourceEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

export type SlipCode = Extract<
  ProblemCode,
  | 'accidental-code'
  | 'accidental-emphasis'
  | 'accidental-heading'
  | 'accidental-list'
  | 'accidental-strike'
  | 'heading-without-space'
  | 'hidden-comment'
  | 'line-end-backslash'
  | 'list-bracket-changed'
  | 'run-together-lines'
  | 'swallowed-definition'
  | 'table-extra-cell'
  | 'table-without-divider'
>;

/** A place of a body where what was typed and what is shown part, as far as its source tells. */
export interface Slip {
  readonly code: SlipCode;
  /** Of the body, counted from 1. */
  readonly line: number;
  /** What is wrong, in Chinese, for this place. */
  readonly message: string;
  /** What mends it, where there is one right answer; offsets in the body. */
  readonly edits: readonly SourceEdit[];
}

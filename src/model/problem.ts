import type { ProblemCode } from './problem-catalogue.ts';

export type Severity = 'error' | 'warning';

/** One thing that is wrong in the content, said so that a clerk can mend it. */
export interface Problem {
  /** Permanent; an entry of the catalogue. */
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** POSIX path relative to the content folder. */
  readonly file: string;
  /** Counted from 1; absent when the whole file is meant. */
  readonly line?: number | undefined;
  /** What is wrong, in Chinese. */
  readonly message: string;
  /** The nearest right value, where there is one. */
  readonly nearest?: string | undefined;
  /** What to do, in Chinese. */
  readonly advice: string;
}

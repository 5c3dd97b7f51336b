import { type ProblemCode, problemCatalogue, type Severity } from './problem-catalogue.ts';
import { printable } from './writing.ts';

export type { Severity } from './problem-catalogue.ts';

/** One thing that is wrong in the content, said so that a clerk can mend it. */
export interface Problem {
  /** Permanent; an entry of the catalogue. */
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** POSIX path relative to the content folder; `.` is the folder itself. */
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

/** A problem as its finder states it; looking for the nearest value may wait until it is known to be wanted; severity and advice come from the catalogue. */
export interface ProblemFinding {
  readonly file: string;
  readonly line?: number | undefined;
  readonly message: string;
  readonly nearest?: string | undefined | (() => string | undefined);
  /** Only where the catalogue's advice would be too general. */
  readonly advice?: string | undefined;
}

/** What it quotes of the content is made printable: it goes to terminals, pages and files. */
export function makeProblem(code: ProblemCode, finding: ProblemFinding): Problem {
  const entry = problemCatalogue[code];
  const nearest = typeof finding.nearest === 'function' ? finding.nearest() : finding.nearest;
  return Object.freeze({
    code,
    severity: entry.severity,
    file: printable(finding.file),
    line: finding.line,
    message: printable(finding.message),
    nearest: nearest === undefined ? undefined : printable(nearest),
    advice: finding.advice ?? entry.advice,
  });
}

/** By file, then line (the whole file first), then code and message, so that every run says the same. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import {
  compareProblems,
  makeProblem,
  type Problem,
  type ProblemFinding,
} from '../../model/problem.ts';
import type { ProblemCode } from '../../model/problem-catalogue.ts';

/** Nobody mends more at once; thousands of wrong links would take the square of their number. */
const mostLookUps = 300;

/** Collects problems while the content is read: nothing stops at the first one. */
export class ProblemList {
  /** Each look-up compares with everything there is. */
  #lookUps = 0;
  readonly #problems: Problem[] = [];

  add(code: ProblemCode, finding: ProblemFinding): void {
    const isLookUp = typeof finding.nearest === 'function';
    if (isLookUp) this.#lookUps += 1;
    const isTooMany = isLookUp && this.#lookUps > mostLookUps;
    this.#problems.push(
      makeProblem(code, isTooMany ? { ...finding, nearest: undefined } : finding),
    );
  }

  addAll(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.push(problem);
  }

  sorted(): readonly Problem[] {
    return Object.freeze([...this.#problems].sort(compareProblems));
  }
}

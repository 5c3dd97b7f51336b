import {
  compareProblems,
  makeProblem,
  type Problem,
  type ProblemFinding,
} from '../../model/problem.ts';
import type { ProblemCode } from '../../model/problem-catalogue.ts';

/** Collects problems while the content is read: nothing stops at the first one. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  add(code: ProblemCode, finding: ProblemFinding): void {
    this.#problems.push(makeProblem(code, finding));
  }

  addAll(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.push(problem);
  }

  sorted(): readonly Problem[] {
    return Object.freeze([...this.#problems].sort(compareProblems));
  }
}

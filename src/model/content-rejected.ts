import type { Problem } from './problem.ts';

/** The content, or what a build made of it, has errors; nothing was published and the last output stands as it was. */
export class ContentRejected extends Error {
  override readonly name = 'ContentRejected';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`内容里有 ${problems.filter(({ severity }) => severity === 'error').length} 处错误`);
    this.problems = problems;
  }
}

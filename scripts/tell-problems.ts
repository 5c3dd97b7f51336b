import { join } from 'node:path';
import { formatProblems, tellsAll } from '../src/archive/check/format-problem.ts';
import { writeProblemList } from '../src/archive/check/problem-list-files.ts';
import type { Problem } from '../src/model/problem.ts';

/**
 * What a command says of the problems. Where that is not all of them, the whole list goes to two files, in
 * `.cache/problems/` of the checkout `root` or in the folder asked for (`list`, absolute), and it says where.
 */
export function tellProblems(
  problems: readonly Problem[],
  {
    root,
    contentDir,
    list,
  }: {
    readonly root: string;
    readonly contentDir: string;
    readonly list?: string | undefined;
  },
): string {
  const said = formatProblems(problems);
  if (list === undefined && tellsAll(problems)) return said;
  const { csv, html } = writeProblemList(
    list ?? join(root, '.cache/problems'),
    contentDir,
    problems,
  );
  return `${said}全部问题：${html}（用浏览器打开），${csv}（用表格软件打开）。\n`;
}

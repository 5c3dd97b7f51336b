import type { EditionDifferences, Pair } from './compare-editions.ts';
import type { FoundIndicator } from './find-tree.ts';

/** The tree with its codes, a line for each indicator. */
export function describeTree(roots: readonly FoundIndicator[]): string {
  const lines: string[] = [];
  const visit = (found: readonly FoundIndicator[]) => {
    for (const { level, code, title, children } of found) {
      lines.push(`${'  '.repeat(level - 1)}[${code ?? '？'}] ${title}`);
      visit(children);
    }
  };
  visit(roots);
  return `${lines.join('\n')}\n`;
}

/** What is otherwise than in the edition before, in Chinese. */
export function describeDifferences(edition: string, differences: EditionDifferences): string {
  const { added, gone, moved, reworded, same } = differences;
  const place = ({ before, after }: Pair) =>
    before.path === after.path ? after.path : `${before.path} → ${after.path}`;
  const lines = [
    `与 ${edition} 相比：不变 ${same} 条，新增 ${added.length} 条，取消 ${gone.length} 条，换了位置或编号 ${moved.length} 条，改了文字 ${reworded.length} 条。`,
    ...added.map(({ path, title }) => `新增 [${path}] ${title}`),
    ...gone.map(({ path, title }) => `取消 [${path}] ${title}`),
    ...moved.map((pair) => `移动 [${place(pair)}] ${pair.after.title}`),
    ...reworded.flatMap((pair) => [
      `改字 [${place(pair)}]`,
      `  旧 ${pair.before.title}`,
      `  新 ${pair.after.title}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

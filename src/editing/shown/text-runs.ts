import type { parseDocument } from 'htmlparser2';
import { isAside, joinsWords } from '../../model/text-rules.ts';

type Nodes = ReturnType<typeof parseDocument>['children'];
type Node = Nodes[number];
export type TextNode = Extract<Node, { data: string }>;

/** Text nodes that read on without a break, in the order of the page. */
export function runsOf(nodes: Nodes): TextNode[][] {
  const runs: TextNode[][] = [[]];
  const visit = (all: Nodes): void => {
    for (const node of all) {
      if (node.type === 'text') runs.at(-1)?.push(node as TextNode);
      else if ('children' in node && 'name' in node) {
        const parts = !joinsWords(node.name) || isAside(node.name);
        if (parts) runs.push([]);
        visit(node.children);
        if (parts) runs.push([]);
      }
    }
  };
  visit(nodes);
  return runs.filter((run) => run.length > 0);
}

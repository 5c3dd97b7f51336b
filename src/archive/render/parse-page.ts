import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { mdxToHast } from 'satteri';
import { propertyName } from './html-policy.ts';
import { type HtmlFinding, judgeTag } from './scan-html.ts';

/** What the site gives to a page of `content/pages/`, by the name that the page writes. */
export const pageComponents = ['AccessibilityCoverage'] as const;
export type PageComponent = (typeof pageComponents)[number];

/** What a page may not hold. Lines are counted from 1, in the body. */
export type PageFinding =
  | HtmlFinding
  /** An import, an export or an expression: it would run. */
  | { readonly kind: 'code'; readonly line: number; readonly what: string }
  /** A tag that cannot be read, or a component that the site does not give here. */
  | { readonly kind: 'markup'; readonly line: number; readonly what: string };

/** A node of MDX as Sätteri gives it; the rest is hast. */
interface MdxNode {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly attributes?: readonly MdxAttribute[];
  readonly children?: readonly Nodes[];
  readonly position?: Element['position'];
}

interface MdxAttribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}

/**
 * Reads an MDX page as a tree of plain elements: nothing of it is ever run. A component of the site is a
 * `div` with `dataArchiveComponent`, and stands between paragraphs only.
 */
export function parsePage(mdx: string): {
  /** Undefined when the page cannot be read at all. */
  readonly tree: Root | undefined;
  readonly findings: readonly PageFinding[];
} {
  const findings: PageFinding[] = [];
  const line = manyBracesAt(mdx);
  if (line !== undefined) {
    return { tree: undefined, findings: [{ kind: 'code', line, what: '{' }] };
  }
  let parsed: Nodes;
  try {
    parsed = mdxToHast(mdx, { features: { frontmatter: false, gfm: true } }) as Nodes;
  } catch (error) {
    findings.push(syntaxFinding(error));
    return { tree: undefined, findings };
  }
  const root: Root =
    parsed.type === 'root' ? parsed : { type: 'root', children: [parsed as RootContent] };
  const plain = (nodes: readonly Nodes[], isTop: boolean): ElementContent[] =>
    nodes.flatMap((node) => plainNode(node as Nodes | MdxNode, isTop));
  const plainNode = (node: Nodes | MdxNode, isTop: boolean): ElementContent[] => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'element') {
      const element = node as Element;
      return [{ ...element, children: plain(element.children, false) }];
    }
    if (node.type === 'text') return [node as ElementContent];
    const { name, value = '', attributes = [], children = [] } = node as MdxNode;
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') {
      findings.push({ kind: 'code', line, what: value });
      return [];
    }
    const written = readAttributes(attributes);
    for (const what of written.code) findings.push({ kind: 'code', line, what });
    if (typeof name !== 'string' || /[A-Z.:]/.test(name)) {
      const component = pageComponents.find((one) => one === name);
      if (component !== undefined && isTop && children.length === 0 && attributes.length === 0) {
        const properties = { dataArchiveComponent: component };
        return [{ type: 'element', tagName: 'div', properties, children: [] }];
      }
      findings.push({ kind: 'markup', line, what: `<${name ?? ''}>` });
      return [];
    }
    // Links and pictures are judged in the tree, as those of Markdown are.
    const judged = judgeTag(name, written.values, line);
    findings.push(...judged.filter(({ kind }) => kind !== 'link' && kind !== 'image'));
    const properties: Element['properties'] = {};
    for (const [attribute, text] of Object.entries(written.values)) {
      properties[propertyName(attribute)] = text;
    }
    const element: Element = {
      type: 'element',
      tagName: name,
      properties,
      children: plain(children, false),
    };
    if (node.position !== undefined) element.position = node.position;
    return [element];
  };
  return { tree: { type: 'root', children: plain(root.children, true) }, findings };
}

const mostBraces = 10;

/**
 * The line of the first brace outside code where there are many: the parser tries every way in which they could
 * belong together, twice as many with each, and all of them are refused in the end.
 */
function manyBracesAt(mdx: string): number | undefined {
  let first: number | undefined;
  let count = 0;
  let fence: string | undefined;
  for (const [index, line] of mdx.split('\n').entries()) {
    const mark = /^ {0,3}(`{3}|~{3})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
    }
    if (fence !== undefined) continue;
    const braces = line.replace(/`[^`]*`|\\./g, '').match(/\{/g)?.length ?? 0;
    if (braces > 0) first ??= index + 1;
    count += braces;
  }
  return count > mostBraces ? first : undefined;
}

function readAttributes(attributes: readonly MdxAttribute[]): {
  readonly values: Record<string, string>;
  readonly code: readonly string[];
} {
  const values: Record<string, string> = {};
  const code: string[] = [];
  for (const { type, name, value } of attributes) {
    if (type === 'mdxJsxAttribute' && name !== undefined && typeof value !== 'object') {
      values[name.toLowerCase()] = typeof value === 'string' ? value : '';
    } else if (value === null && name !== undefined) values[name.toLowerCase()] = '';
    else code.push(name ?? '{…}');
  }
  return { values, code };
}

/** The parser says where, as `12:3: …`, and in English what. */
function syntaxFinding(error: unknown): PageFinding {
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/^(\d+):\d+/.exec(message)?.[1] ?? 1);
  const tag = /closing tag for `([^`]{1,40})`/.exec(message)?.[1];
  const isExpression = /expression|acorn|\bbrace\b|`\}`|import|export/i.test(message) && !tag;
  if (isExpression) return { kind: 'code', line, what: '{' };
  return { kind: 'markup', line, what: tag === undefined ? '<' : `${tag}（没有结束）` };
}

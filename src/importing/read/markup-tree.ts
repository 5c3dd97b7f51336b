import { Parser } from 'htmlparser2';

export interface MarkupElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: MarkupNode[];
}

export type MarkupNode = MarkupElement | string;

/** Deeper than any page is laid out; what nests deeper hangs on the last level. */
const deepest = 400;

/** HTML (or, with `xml`, XML) as a tree, and its comments; never throws. */
export function parseMarkup(
  text: string,
  { xml = false }: { readonly xml?: boolean } = {},
): { readonly root: MarkupElement; readonly comments: readonly string[] } {
  const root: MarkupElement = { tag: '', attributes: {}, children: [] };
  const comments: string[] = [];
  const open: MarkupElement[] = [root];
  let tooDeep = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (open.length > deepest) {
          tooDeep += 1;
          return;
        }
        const element = { tag, attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(part) {
        open.at(-1)?.children.push(part);
      },
      oncomment(comment) {
        comments.push(comment);
      },
      onclosetag() {
        if (tooDeep > 0) tooDeep -= 1;
        else if (open.length > 1) open.pop();
      },
    },
    { xmlMode: xml, decodeEntities: true },
  );
  parser.end(text);
  return { root, comments };
}

/** Every element below one, in document order. */
export function* elementsBelow(root: MarkupElement): Generator<MarkupElement> {
  for (const child of root.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* elementsBelow(child);
  }
}

/** The text below an element, but for what `isLeftOut` names. */
export function textBelow(
  element: MarkupElement,
  isLeftOut: (element: MarkupElement) => boolean = () => false,
): string {
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') text += child;
    else if (!isLeftOut(child)) text += textBelow(child, isLeftOut);
  }
  return text;
}

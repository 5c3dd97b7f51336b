import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

/**
 * What a browser would send for the form that holds a control of this name: another parser than the editor's,
 * and the rules of https://html.spec.whatwg.org/multipage/form-control-infrastructure.html, CRLF included.
 */
export function formOfPage(html: string, holding: string): FormData {
  const forms: Element[] = [];
  const visit = (node: Node, found: (element: Element) => void): void => {
    if (isElement(node)) found(node);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child, found);
  };
  visit(parse(html), (element) => {
    if (element.tagName === 'form') forms.push(element);
  });
  for (const form of forms) {
    const data = new FormData();
    visit(form, (element) => {
      const name = attribute(element, 'name');
      if (name === undefined || attribute(element, 'disabled') !== undefined) return;
      const put = (value: string) => data.append(name, value.replace(/\r\n?|\n/g, '\r\n'));
      if (element.tagName === 'textarea') put(textOf(element));
      else if (element.tagName === 'select') {
        const options: Element[] = [];
        visit(element, (one) => {
          if (one.tagName === 'option') options.push(one);
        });
        const chosen =
          options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
        if (chosen !== undefined) put(attribute(chosen, 'value') ?? textOf(chosen));
      } else if (element.tagName === 'input') {
        const type = attribute(element, 'type') ?? 'text';
        if (type === 'file') return;
        if (type === 'checkbox' && attribute(element, 'checked') === undefined) return;
        put(attribute(element, 'value') ?? (type === 'checkbox' ? 'on' : ''));
      }
    });
    if (data.has(holding)) return data;
  }
  throw new Error(`No form with a control “${holding}”`);
}

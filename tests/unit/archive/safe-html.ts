import assert from 'node:assert/strict';
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** What a rendered body may consist of, written down apart from the sanitiser's own list. */
const tags = new Set(
  (
    'a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ' +
    'img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot ' +
    'th thead time tr u ul var wbr'
  ).split(' '),
);
const attributes = new Set(
  (
    'href title rel id class role tabindex lang scope colspan rowspan start reversed value type open datetime ' +
    'aria-hidden aria-label aria-labelledby data-archive-image data-label data-text'
  ).split(' '),
);
const classes = new Set(
  'heading-row heading-link table-scroll table-cards table-broad table-wide table-sideways table-turned table-tight table-vast first-column number above-sideways above-turned unbroken footnotes align-center align-right alone picture'.split(
    ' ',
  ),
);

/** Reads a body as a browser does and holds it against the list; also that reading it again changes nothing. */
export function assertSafe(html: string): void {
  const tree = parseFragment(html);
  const ids = new Set<string>();
  const visit = (node: Node): void => {
    if ('tagName' in node) {
      assert.equal(node.namespaceURI, 'http://www.w3.org/1999/xhtml', node.tagName);
      assert.ok(tags.has(node.tagName), `<${node.tagName}> in ${html}`);
      for (const { name, value } of node.attrs) {
        assert.ok(attributes.has(name), `${name} on <${node.tagName}> in ${html}`);
        if (name === 'href') {
          assert.match(value, /^(#|\/fz\/|https?:\/\/|mailto:|tel:)/, html);
          assert.ok(URL.canParse(value, 'https://site.example/'), html);
        }
        if (name === 'class') {
          for (const one of value.split(' ')) assert.ok(classes.has(one), `${one} in ${html}`);
        }
        if (name === 'role')
          assert.match(value, /^(region|img|doc-noteref|doc-backlink|doc-endnotes)$/);
        if (name === 'aria-hidden') assert.equal(`${node.tagName} ${value}`, 'wbr true', html);
        if (name === 'tabindex') assert.equal(value, '0');
        if (name === 'id') {
          assert.ok(!ids.has(value), `id ${value} twice in ${html}`);
          ids.add(value);
          assert.match(value, /^(s($|-)|note-(label|\d+|ref-\d+(-\d+)?)$)|\P{ASCII}/u, html);
        }
      }
    } else assert.notEqual(node.nodeName, '#comment', html);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(tree);
  const once = serialize(tree);
  assert.equal(serialize(parseFragment(once)), once, 'a second reading sees something else');
}

import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** All that a page of the site consists of, written down apart from the site's own lists. */
const everywhere: Readonly<Record<string, string>> = {
  a: 'href rel hreflang aria-current aria-label data-filter data-value data-contents-return data-variant-link role title',
  abbr: 'title',
  article: '',
  b: '',
  blockquote: '',
  body: '',
  br: '',
  button:
    'type aria-expanded aria-pressed data-cite data-command data-elder-toggle data-needs-speech data-part data-read-aloud ' +
    'data-reading-tools data-search-forget data-search-more data-search-reopen data-search-retry hidden',
  caption: '',
  cite: '',
  code: '',
  dd: 'data-searched translate',
  del: '',
  details: 'open data-search-browse data-search-fold',
  dfn: '',
  div: 'role tabindex aria-label data-text hidden data-search-outcome',
  dl: '',
  dt: '',
  em: '',
  fieldset: '',
  figcaption: '',
  figure: '',
  footer: '',
  'filter-jump': 'hidden',
  form: 'action method role',
  h1: '',
  h2: 'data-search-browse-title',
  h3: '',
  h4: '',
  h5: '',
  h6: '',
  head: '',
  header: '',
  hr: '',
  html: 'data-text-foot',
  i: '',
  img: 'src alt title width height decoding loading',
  input: 'type name value autocomplete enterkeyhint aria-label data-preference',
  ins: '',
  kbd: '',
  label: 'for',
  legend: '',
  li: 'value',
  'list-filter': 'hidden',
  link: 'rel href hreflang type sizes title',
  main: 'tabindex',
  mark: '',
  meta: 'charset name content http-equiv property media',
  nav: 'aria-label aria-labelledby',
  noscript: '',
  ol: 'start reversed type aria-label data-search-parts-list data-search-results',
  option: 'value',
  p: 'role tabindex hidden aria-live data-search-help-failed data-search-help-said data-search-more-failed data-excerpt data-facts data-message data-search-order data-search-other data-search-status data-status data-text data-tools-status',
  picture: '',
  pre: '',
  q: '',
  rp: '',
  rt: '',
  ruby: '',
  s: '',
  samp: '',
  script: 'src type',
  'search-highlight': 'role hidden aria-label',
  'search-page': 'data-index',
  'search-suggestions': 'data-index',
  section:
    'role tabindex hidden aria-labelledby data-part data-search-help data-search-list data-search-parts data-search-places data-search-recent',
  select: 'data-preference data-search-key data-search-sort data-start',
  small: '',
  source: 'srcset sizes type',
  span: 'role translate hidden aria-label aria-current aria-hidden data-chosen data-chosen-count data-count data-filter-count data-part data-search-jump-title data-traditional',
  strong: '',
  sub: '',
  summary: '',
  sup: '',
  table: '',
  tbody: '',
  td: 'colspan rowspan data-label',
  template: 'data-template',
  tfoot: '',
  th: 'colspan rowspan scope',
  thead: '',
  time: 'datetime',
  title: '',
  tr: '',
  u: '',
  ul: 'hidden aria-label data-search-chosen data-search-help-list data-search-places-list data-search-recent-list',
  var: '',
  wbr: 'aria-hidden',
};

/** Of those, what a text of the content may consist of. */
const inTexts = new Set(
  (
    'a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ' +
    'img ins kbd li mark ol p picture pre q rp rt ruby s samp section small source span strong sub summary sup table ' +
    'tbody td tfoot th thead time tr u ul var wbr'
  ).split(' '),
);
const classesInTexts = new Set(
  'heading-row heading-link table-scroll table-cards table-broad table-wide table-sideways table-turned table-tight table-vast first-column number above-sideways above-turned phrases unbroken footnotes align-center align-right alone picture'.split(
    ' ',
  ),
);

/** Where a site keeps what pages load. */
const ownFile =
  /^\/(_assets\/[\w./~-]+|favicon\.(ico|svg)|apple-touch-icon\.png|social\.png|feed\.xml)$/;
const allowed = new Map(
  Object.entries(everywhere).map(([tag, names]) => [
    tag,
    new Set(`${names} id class lang`.split(' ')),
  ]),
);

/** What a page holds, and what of it should not be there. */
export interface ReadPage {
  readonly faults: readonly string[];
  /** SHA-256 of every script in the page that runs. */
  readonly scripts: readonly string[];
  /** The tags in order, for a comparison of the two scripts. */
  readonly tags: readonly string[];
  /** Structured data, as text. */
  readonly data: readonly string[];
}

/** Reads a page as a browser does and holds it against the list. */
export function readPage(html: string, origin: string): ReadPage {
  const faults = new Set<string>();
  const scripts: string[] = [];
  const tags: string[] = [];
  const data: string[] = [];
  const ids = new Set<string>();

  const visit = (node: Node, inText: boolean): void => {
    if (node.nodeName === '#comment') faults.add('a comment');
    let inside = inText;
    if ('tagName' in node) {
      tags.push(node.tagName);
      judge(node, inText);
      inside ||= node.tagName === 'article';
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child, inside);
    if ('content' in node) for (const child of node.content.childNodes) visit(child, false);
  };

  const judge = (element: Element, inText: boolean): void => {
    const { tagName: tag, attrs } = element;
    const fault = (what: string) => faults.add(`<${tag}> ${what}`);
    const known = allowed.get(tag);
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
      fault(`in ${element.namespaceURI}`);
    if (known === undefined) {
      fault('is no element of the site');
      return;
    }
    if (inText && !inTexts.has(tag)) fault('in a text');
    const values = new Map(attrs.map(({ name, value }) => [name, value]));
    for (const [name, value] of values) {
      if (!known.has(name)) fault(`has ${name}`);
      if (name === 'href') judgeAddress(fault, tag, value, values);
      if (name === 'src' && !ownFile.test(value)) fault(`loads ${value}`);
      if (name === 'srcset' && !value.split(', ').every(isOwnCandidate)) fault(`loads ${value}`);
      if (name === 'action' && !/^\/(zh-hant\/)?search\/$/.test(value)) fault(`sends to ${value}`);
      if (name === 'data-index' && !/^\/[\w./-]*$/.test(value)) fault(`asks ${value}`);
      if (name === 'id') {
        if (ids.has(value)) fault(`has the id of another: ${value}`);
        ids.add(value);
      }
      if (name === 'class' && inText) {
        for (const one of value.split(' '))
          if (!classesInTexts.has(one)) fault(`has class ${one} in a text`);
      }
      if (name === 'data-traditional' && /[<>&"'\\`]/.test(value)) fault(`has ${name}=${value}`);
      if (name === 'data-part' && inText) fault('has a part in a text');
    }
    if (tag === 'meta') judgeMeta(fault, values);
    if (tag === 'script') judgeScript(fault, element, values);
  };

  const judgeScript = (
    fault: (what: string) => void,
    element: Element,
    values: ReadonlyMap<string, string>,
  ): void => {
    const type = values.get('type');
    const text = element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
    if (values.has('src')) {
      if (text !== '' || type !== 'module') fault('loads and holds something');
    } else if (type === 'application/ld+json') data.push(text);
    else if (type === undefined || type === 'module') {
      scripts.push(createHash('sha256').update(text).digest('base64'));
    } else fault(`is of type ${type}`);
  };

  const judgeAddress = (
    fault: (what: string) => void,
    tag: string,
    value: string,
    values: ReadonlyMap<string, string>,
  ): void => {
    const url = URL.canParse(value, `${origin}/`) ? new URL(value, `${origin}/`) : undefined;
    if (url === undefined) fault(`leads to ${value}`);
    else if (tag === 'link') {
      const isOwn =
        url.origin === origin &&
        (ownFile.test(url.pathname) || !/icon|style/.test(values.get('rel') ?? ''));
      if (
        !isOwn ||
        !/^(canonical|alternate|icon|apple-touch-icon|stylesheet|modulepreload|preload|prev|next|search|license)$/.test(
          values.get('rel') ?? '',
        )
      )
        fault(`leads to ${value}`);
    } else if (!['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) {
      fault(`leads to ${value}`);
    } else if (url.username !== '' || url.password !== '') fault(`hides where it leads: ${value}`);
    else if (url.origin !== origin && !/^(https?:\/\/|mailto:|tel:)/.test(value)) {
      fault(`leads elsewhere by ${value}`);
    }
  };

  visit(parse(html), false);
  return { faults: [...faults], scripts, tags, data };
}

function isOwnCandidate(candidate: string): boolean {
  return /^\S+( \d+[wx])?$/.test(candidate) && ownFile.test(candidate.split(' ')[0] ?? '');
}

function judgeMeta(fault: (what: string) => void, values: ReadonlyMap<string, string>): void {
  const equivalent = values.get('http-equiv')?.toLowerCase();
  if (equivalent !== undefined && equivalent !== 'content-security-policy') {
    fault(`stands for ${equivalent}`);
  }
  if (values.has('charset') && values.get('charset') !== 'utf-8') fault('changes the characters');
  if (/^(referrer|refresh)$/i.test(values.get('name') ?? ''))
    fault('changes how pages are asked for');
}

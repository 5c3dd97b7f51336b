import type { Schema } from 'hast-util-sanitize';

/**
 * What raw HTML in a report may keep. hast-util-sanitize does the removing: it works on the tree
 * that Sätteri gives, so no page is parsed twice, and it is an allow-list: what is not named here
 * does not exist. Foreign content (svg, math), templates and raw-text elements, where parsers
 * disagree (mutation XSS), go with all they contain.
 */
const keptTags = [
  'a',
  'abbr',
  'b',
  'blockquote',
  'br',
  'caption',
  'cite',
  'code',
  'dd',
  'del',
  'details',
  'dfn',
  'div',
  'dl',
  'dt',
  'em',
  'figcaption',
  'figure',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'img',
  'ins',
  'kbd',
  'li',
  'mark',
  'ol',
  'p',
  'pre',
  'q',
  'rp',
  'rt',
  'ruby',
  's',
  'samp',
  'section',
  'small',
  'span',
  'strong',
  'sub',
  'summary',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'time',
  'tr',
  'u',
  'ul',
  'var',
];

/** Removed with everything inside. */
const removedWithContent = [
  'applet',
  'audio',
  'canvas',
  'embed',
  'frameset',
  'head',
  'iframe',
  'link',
  'math',
  'meta',
  'noembed',
  'noframes',
  'noscript',
  'object',
  'plaintext',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
  'video',
  'xmp',
];

/** Tags that run, load or restyle something: reported as hostile rather than as merely unsupported. */
export const hostileTags: ReadonlySet<string> = new Set(
  [
    ...removedWithContent,
    'base',
    'button',
    'form',
    'frame',
    'input',
    'portal',
    'source',
    'track',
  ].filter((tag) => tag !== 'select' && tag !== 'head'),
);

const alignment: [string, ...string[]] = ['align', 'left', 'center', 'right'];

/** By tag, the attributes that raw HTML may keep, in the names of HTML. */
const keptAttributes: Readonly<Record<string, readonly string[]>> = {
  // `translate="no"` keeps a passage from the Traditional conversion, `data-traditional` fixes one place.
  '*': ['lang', 'translate'],
  a: ['href', 'title'],
  abbr: ['title'],
  caption: ['align'],
  details: ['open'],
  div: ['align'],
  h1: ['align'],
  h2: ['align'],
  h3: ['align'],
  h4: ['align'],
  h5: ['align'],
  h6: ['align'],
  img: ['src', 'alt', 'title'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  p: ['align'],
  span: ['data-traditional'],
  td: ['colspan', 'rowspan', 'align'],
  th: ['colspan', 'rowspan', 'align', 'scope'],
  time: ['datetime'],
};

const kept = new Set(keptTags);
const removed = new Set(removedWithContent);

export function isRemovedWithContent(tag: string): boolean {
  return removed.has(tag);
}

export function isKeptTag(tag: string): boolean {
  return kept.has(tag);
}

export function isKeptAttribute(tag: string, attribute: string): boolean {
  return (
    keptAttributes['*']?.includes(attribute) === true ||
    (Object.hasOwn(keptAttributes, tag) && keptAttributes[tag]?.includes(attribute) === true)
  );
}

/** hast's names for the attributes above that differ from HTML's. */
const propertyNames: Readonly<Record<string, string>> = {
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  datetime: 'dateTime',
  'data-traditional': 'dataTraditional',
};

/** hast's name of an attribute that may be kept. */
export function propertyName(attribute: string): string {
  return propertyNames[attribute] ?? attribute;
}

/** What Sätteri itself writes beyond the above: cell alignment, task lists, footnotes. */
const markdownAttributes: NonNullable<Schema['attributes']> = {
  a: ['dataFootnoteRef', 'dataFootnoteBackref'],
  input: [['type', 'checkbox'], 'checked'],
  section: ['dataFootnotes'],
  td: [['style', 'text-align: left', 'text-align: center', 'text-align: right']],
  th: [['style', 'text-align: left', 'text-align: center', 'text-align: right']],
};

function schemaAttributes(): NonNullable<Schema['attributes']> {
  const attributes: NonNullable<Schema['attributes']> = {};
  for (const [tag, names] of Object.entries(keptAttributes)) {
    attributes[tag] = names.map((name) => (name === 'align' ? alignment : propertyName(name)));
  }
  for (const [tag, names] of Object.entries(markdownAttributes)) {
    attributes[tag] = [...(attributes[tag] ?? []), ...(names ?? [])];
  }
  return attributes;
}

const tableParts = ['table'];

export const sanitiserSchema: Schema = {
  allowComments: false,
  allowDoctypes: false,
  ancestors: {
    caption: tableParts,
    tbody: tableParts,
    td: tableParts,
    tfoot: tableParts,
    th: tableParts,
    thead: tableParts,
    tr: tableParts,
    li: ['ol', 'ul'],
    dd: ['dl'],
    dt: ['dl'],
    rp: ['ruby'],
    rt: ['ruby'],
    summary: ['details'],
    figcaption: ['figure'],
  },
  attributes: schemaAttributes(),
  clobber: [],
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: [] },
  required: {},
  strip: removedWithContent,
  // `input` is Sätteri's mark of a task; the renderer turns it into text.
  tagNames: [...keptTags, 'input'],
};

/** For pages, whose `div` may stand for a component: parse-page.ts alone makes such ones. */
export const pageSanitiserSchema: Schema = {
  ...sanitiserSchema,
  attributes: {
    ...sanitiserSchema.attributes,
    div: [...(sanitiserSchema.attributes?.div ?? []), 'dataArchiveComponent'],
  },
};

/** What a search loads, in the order in which it is told. */
export const searchKinds = [
  'engine',
  'index',
  'catalog',
  'counts',
  'suggestions',
  'excerpts',
  'pages',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/**
 * Of which kind a file is by its address; the first pattern that fits decides, and what fits none is a page.
 * A file of the search that is new belongs here.
 */
const patterns: readonly (readonly [SearchKind, RegExp])[] = [
  ['engine', /\/_assets\/|pagefind(?:-worker)?\.js$|wasm\.[\w-]+\.pagefind$/],
  ['suggestions', /\/names\.|\/suggestions?\b/],
  ['excerpts', /\/(?:heads|text|fragment)\/|\/(?:documents\.\d+|forms)\.json\.packed$/],
  ['index', /\.pf_(?:index|meta|filter)$|\/borders\/|\/(?:archive|pagefind-entry)\.json$/],
  // What is filtered by, and counted for it.
  ['counts', /\/(?:facets(?:-[a-z]+)?(?:\.\d+)?|(?:issuer|indicator)\.\d+)\.json\.packed$/],
  // Whatever else stands in the folder of the index.
  ['catalog', /\/pagefind\//],
];

export function searchKindOf(path: string): SearchKind {
  return patterns.find(([, pattern]) => pattern.test(path))?.[0] ?? 'pages';
}

/** One page of each kind, by the shape of its address (src/README.md). */
export const pageTypes = {
  home: /^\/$/,
  indicators: /^\/indicators\/$/,
  indicator: /^\/indicators\/[^/]+\/[^/]+\/$/,
  indicatorYear: /^\/indicators\/[^/]+\/[^/]+\/\d{4}\/(?:\d+\/)?$/,
  report: /^\/reports\/\d{4}\/[^/]+\/$/,
  years: /^\/years\/$/,
  year: /^\/years\/\d{4}\/(?:\d+\/)?$/,
  issuers: /^\/issuers\/$/,
  issuer: /^\/issuers\/[^/]+\/(?:\d+\/)?$/,
  coverage: /^\/coverage\/$/,
  search: /^\/search\/$/,
  problems: /^\/help\/problems\/$/,
  editing: /^\/help\/editing\/$/,
  publishing: /^\/help\/publishing\/$/,
  data: /^\/data\/$/,
  sitemap: /^\/sitemap\/$/,
  readingTools: /^\/reading-tools\/$/,
  notFound: /^\/404\.html$/,
  /** What content/pages/ holds: about, help, accessibility statement … */
  document: /^\/[a-z0-9-]+\/$/,
} as const;

export type PageType = keyof typeof pageTypes;

/** The kind of a page by its address in the Simplified tree, without the base. */
export function pageTypeOf(address: string): PageType | undefined {
  return (Object.keys(pageTypes) as PageType[]).find((type) => pageTypes[type].test(address));
}

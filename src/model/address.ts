import type { Indicator } from './indicator.ts';
import type { Issuer } from './issuer.ts';
import type { Report } from './report.ts';

/** Addresses are promises (src/README.md): without the base, from the root, ending in a slash. */
export const homeAddress = '/';
export const indicatorsAddress = '/indicators/';
export const yearsAddress = '/years/';
export const issuersAddress = '/issuers/';
export const coverageAddress = '/coverage/';
export const searchAddress = '/search/';
/** Where the search index stands, below the site's base. */
export const searchFolder = 'pagefind';
/** The one file directly in {@link searchFolder}; it names the folder of the index, and is asked for again each time. */
export const searchEntryFile = 'archive.json';
/** The page for addresses that have none; servers answer with it and status 404. */
export const missingAddress = '/404.html';
export const sitemapAddress = '/sitemap/';
/** Every problem of the content check, explained. */
export const problemsAddress = '/help/problems/';
/** The editor's handbook. */
export const editingAddress = '/help/editing/';
/** The webmaster's handbook. */
export const publishingAddress = '/help/publishing/';
/** The reading tools: explained to a person, and fetched from there when they are first opened. */
export const readingToolsAddress = '/reading-tools/';
/** What of the archive can be had as data, and how. */
export const dataAddress = '/data/';
/** The Atom feed of the whole archive. */
export const feedAddress = '/feed.xml';

/** How a browser searches the site by itself. */
export const openSearchAddress = '/opensearch.xml';

/** The path segment under which the Traditional twin of every page stands. */
export const traditionalSegment = 'zh-hant';

export function indicatorAddress(indicator: Pick<Indicator, 'edition' | 'code'>): string {
  return `/indicators/${indicator.edition}/${indicator.code}/`;
}

export function indicatorYearAddress(
  indicator: Pick<Indicator, 'edition' | 'code'>,
  year: number,
): string {
  return `${indicatorAddress(indicator)}${year}/`;
}

export function reportAddress(report: Pick<Report, 'year' | 'slug'>): string {
  return `/reports/${report.year}/${report.slug}/`;
}

/** The address of a report's page, and of nothing else, without the base. */
export function isReportAddress(address: string): boolean {
  return /^\/reports\/\d+\/[^/]+\/$/.test(address);
}

export function attachmentAddress(report: Pick<Report, 'year' | 'slug'>, file: string): string {
  return `${reportAddress(report)}${encodeURI(file)}`;
}

/** A report's text to take away, in Simplified alone; no attachment can have these addresses. */
export function markdownAddress(report: Pick<Report, 'year' | 'slug'>): string {
  return `${reportAddress(report)}index.md`;
}

/** The same without markup. */
export function plainTextAddress(report: Pick<Report, 'year' | 'slug'>): string {
  return `${reportAddress(report)}index.txt`;
}

export function yearAddress(year: number): string {
  return `/years/${year}/`;
}

export function issuerAddress(issuer: Pick<Issuer, 'id'>): string {
  return `/issuers/${issuer.id}/`;
}

/** The Atom feeds of an issuer's and of an indicator's reports. */
export function issuerFeedAddress(issuer: Pick<Issuer, 'id'>): string {
  return `${issuerAddress(issuer)}feed.xml`;
}

export function indicatorFeedAddress(indicator: Pick<Indicator, 'edition' | 'code'>): string {
  return `${indicatorAddress(indicator)}feed.xml`;
}

/** The JSON feed beside an Atom feed: `/feed.xml` → `/feed.json`. */
export function jsonFeedAddress(atomFeed: string): string {
  return atomFeed.replace(/\.xml$/, '.json');
}

/** A page of `content/pages/`: `about` → `/about/`. */
export function documentAddress(name: string): string {
  return `/${name}/`;
}

/** A page of the content folder, `reports/2019/a.md` or `pages/about.mdx`, by its path there. */
export function contentAddress(file: string): string {
  return `/${file.replace(/^pages\//, '').replace(/\.mdx?$/, '/')}`;
}

/** A page of the output by its path there: `years/2019/index.html` → `/years/2019/`, `404.html` → `/404.html`. */
export function pageFileAddress(file: string): string {
  return `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** The address in the other tree: `/years/2019/` → `/zh-hant/years/2019/`. */
export function traditionalAddress(address: string): string {
  return `/${traditionalSegment}${address}`;
}

/** Puts the site's path prefix (`/`, or `/fz/`) before an address. */
export function withBase(base: string, address: string): string {
  return base.replace(/\/$/, '') + address;
}

/** The picture that stands for a page when its link is shared: of the site, or of one report. */
export function socialImageAddress(address: string): string {
  return `${address}social.png`;
}

/** The licences of others' work that the site hands on. */
export const noticesAddress = '/THIRD-PARTY-NOTICES.txt';

/** Every file of the site with its hashes; the first for `sha256sum -c`. */
export const checksumsAddress = '/manifest.sha256';
export const manifestAddress = '/manifest.tsv';

/** The tables of open data, each of them as JSON and as CSV. */
export const dataTables = ['reports', 'indicators', 'coverage'] as const;
export type DataTableName = (typeof dataTables)[number];
export type DataFormat = 'csv' | 'json';

export function tableAddress(table: DataTableName, format: DataFormat): string {
  return `/data/${table}.${format}`;
}

export const reportsCsvAddress = tableAddress('reports', 'csv');
export const reportsJsonAddress = tableAddress('reports', 'json');
/** What describes them; their paths in it are told from here. */
export const dataPackageAddress = '/data/datapackage.json';

/** Where content says which old addresses lead where, and the site says it to servers; only where it does. */
export const redirectsFile = 'redirects.yaml';
export const redirectsAddress = '/redirects.json';

/** All reports' texts in Markdown, in Simplified alone. */
export const textsArchiveAddress = '/data/texts.zip';

/** Every file of open data that each script has its own of. */
export const dataAddresses: readonly string[] = [
  ...dataTables.flatMap((table) => [tableAddress(table, 'json'), tableAddress(table, 'csv')]),
  dataPackageAddress,
];

/** Whether a file that is no page stands in both trees all the same, each with its own text. */
export function hasTraditionalFile(address: string): boolean {
  return (
    address === openSearchAddress ||
    dataAddresses.includes(address) ||
    address === socialImageAddress(homeAddress) ||
    /\/feed\.(?:xml|json)$/.test(address)
  );
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { filesBelow } from '../../src/derive/kept/files-below.ts';
import { withBase } from '../../src/model/address.ts';
import { type SiteName, type TestSite, testSite } from '../sites.ts';

/** One element of a page, as far as checks look at it. */
export interface BuiltElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text of script and style elements; empty for others. */
  readonly text: string;
}

export interface BuiltPage {
  /** POSIX path from the output folder. */
  readonly file: string;
  /** Without the base: `/years/2019/`, or `/404.html`. */
  readonly address: string;
  readonly html: string;
  readonly elements: readonly BuiltElement[];
  readonly ids: ReadonlySet<string>;
}

export interface BuiltSite extends TestSite {
  /** POSIX paths of all files from the output folder. */
  readonly files: ReadonlySet<string>;
  readonly pages: ReadonlyMap<string, BuiltPage>;
}

const read = new Map<SiteName, BuiltSite>();

/** A site that `node tests/build.ts <name>` built, read once. */
export function builtSite(name: SiteName): BuiltSite {
  let site = read.get(name);
  if (!site) {
    site = readSite(testSite(name));
    read.set(name, site);
  }
  return site;
}

function readSite(site: TestSite): BuiltSite {
  if (!existsSync(site.outDir))
    throw new Error(`Nothing was built: node tests/build.ts ${site.name}`);
  const files = new Set(
    filesBelow(site.outDir).map((path) => path.slice(site.outDir.length + 1).replaceAll('\\', '/')),
  );
  const pages = new Map<string, BuiltPage>();
  for (const file of files) {
    if (!file.endsWith('.html')) continue;
    const page = readPage(file, readFileSync(join(site.outDir, file), 'utf8'));
    pages.set(page.address, page);
  }
  return { ...site, files, pages };
}

function readPage(file: string, html: string): BuiltPage {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const ids = new Set<string>();
  let holder: { text: string } | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' };
      elements.push(element);
      if (attributes.id !== undefined) ids.add(attributes.id);
      if (name === 'script' || name === 'style') holder = element;
    },
    ontext(text) {
      if (holder) holder.text += text;
    },
    onclosetag() {
      holder = undefined;
    },
  });
  parser.end(html);
  return { file, address: `/${file.replace(/(^|\/)index\.html$/, '$1')}`, html, elements, ids };
}

/** Where one page or file points to. */
export interface Reference {
  /** `a[href]`, `img[src]` … */
  readonly from: string;
  readonly url: string;
  /** The browser fetches it by itself to show the page. */
  readonly isResource: boolean;
}

const urlAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  audio: ['src'],
  blockquote: ['cite'],
  embed: ['src'],
  form: ['action'],
  iframe: ['src'],
  image: ['href', 'xlink:href'],
  img: ['src', 'srcset'],
  input: ['src'],
  link: ['href', 'imagesrcset'],
  object: ['data'],
  q: ['cite'],
  script: ['src'],
  source: ['src', 'srcset'],
  track: ['src'],
  use: ['href', 'xlink:href'],
  video: ['src', 'poster'],
};
const followed = new Set(['a', 'area', 'blockquote', 'form', 'q']);
const linkResources =
  /\b(stylesheet|icon|apple-touch-icon|manifest|preload|modulepreload|prefetch|preconnect|dns-prefetch)\b/;

/** Everything that a page points to, structured data and meta tags included. */
export function references(page: BuiltPage): Reference[] {
  const found: Reference[] = [];
  for (const { name, attributes, text } of page.elements) {
    for (const attribute of urlAttributes[name] ?? []) {
      const value = attributes[attribute];
      if (value === undefined) continue;
      const isResource =
        name === 'link' ? linkResources.test(attributes.rel ?? '') : !followed.has(name);
      for (const url of attribute.endsWith('srcset') ? candidates(value) : [value]) {
        found.push({ from: `${name}[${attribute}]`, url, isResource });
      }
    }
    const metaName = attributes.property ?? attributes.name ?? '';
    if (name === 'meta' && /^(og:(url|image)|Image|Url)$/.test(metaName)) {
      found.push({ from: `meta ${metaName}`, url: attributes.content ?? '', isResource: false });
    }
    if (name === 'script' && attributes.type === 'application/ld+json') {
      for (const url of absoluteUrls(JSON.parse(text))) {
        found.push({ from: 'structured data', url, isResource: false });
      }
    }
  }
  return found;
}

function candidates(srcset: string): string[] {
  return srcset.split(',').flatMap((candidate) => candidate.trim().split(/\s+/).slice(0, 1));
}

function absoluteUrls(value: unknown): string[] {
  if (typeof value === 'string') return /^https?:\/\//.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === '@context' ? [] : absoluteUrls(one),
  );
}

/** What a reference names, when it is inside the site. */
export type Target =
  | { readonly kind: 'outside'; readonly url: URL }
  | { readonly kind: 'inside'; readonly address: string; readonly fragment: string }
  /** On the site's origin, but not under its base. */
  | { readonly kind: 'astray'; readonly url: URL };

export function target(
  site: TestSite,
  page: Pick<BuiltPage, 'address'>,
  reference: string,
): Target {
  const url = new URL(reference, site.origin + withBase(site.base, page.address));
  if (url.origin !== site.origin) return { kind: 'outside', url };
  if (!url.pathname.startsWith(site.base)) return { kind: 'astray', url };
  return {
    kind: 'inside',
    address: `/${decodeURIComponent(url.pathname.slice(site.base.length))}`,
    fragment: decodeURIComponent(url.hash.slice(1)),
  };
}

/** Whether the site answers at this address with a file, without a redirect. */
export function answers(site: BuiltSite, address: string): boolean {
  return site.pages.has(address) || site.files.has(address.slice(1));
}

import { posix } from 'node:path';
import { Parser } from 'htmlparser2';
import { escapeXml } from '../../model/escape-xml.ts';
import { preservedWords } from './preserve-texts.ts';

/** Where a page stands among the files of the folder, and what stands instead of its contents. */
export interface PlainPagePlace {
  /** POSIX path from the site's root: `years/2019/index.html`. */
  readonly path: string;
  /** The published site's path prefix with a leading and a trailing slash. */
  readonly base: string;
  /** Whether a file of that path is in the folder. */
  has(path: string): boolean;
  /** HTML that replaces what is in `<main>`; or stands before it. */
  readonly main?: { readonly place: 'instead' | 'before'; readonly html: string } | undefined;
}

/** Attributes that hold one address; `srcset` holds several. */
const addressAttributes = new Set(['href', 'src', 'action', 'poster', 'data']);

/** What works only where a server answers. */
function isRemoved(name: string, attributes: Readonly<Record<string, string>>): boolean {
  const { rel = '', type, src } = attributes;
  return (
    (name === 'script' && (type === 'module' || src !== undefined)) ||
    (name === 'link' && /(?:^|\s)(?:search|modulepreload|preload)(?:\s|$)/.test(rel)) ||
    ['list-filter', 'search-highlight', 'search-suggestions'].includes(name) ||
    // Elder mode is in the page itself; whatever else can be pressed is in a program that is not there.
    (name === 'button' && !('data-elder-toggle' in attributes))
  );
}

const emptyElements = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

/**
 * A published page as it opens by double click: links lead to files, what needs a server is gone, the search form
 * is a link to the index of all reports. All else stays as it was, byte for byte.
 */
export function plainPage(html: string, place: PlainPagePlace): string {
  const out: string[] = [];
  /** How far the page is written. */
  let written = 0;
  /** The element that is being left out, and how many of its name are open. */
  let left: { readonly name: string; depth: number } | undefined;
  const lang = /<html[^>]* lang="zh-Hant/.test(html) ? 'zh-Hant' : 'zh-Hans';
  const words = preservedWords[lang];
  const index = lang === 'zh-Hant' ? 'zh-hant/search/index.html' : 'search/index.html';
  const replace = (start: number, end: number, text: string) => {
    out.push(html.slice(written, start), text);
    written = end;
  };
  const leave = (name: string, text: string) => {
    replace(parser.startIndex, parser.endIndex + 1, text);
    if (!emptyElements.has(name)) left = { name, depth: 1 };
  };

  const parser = new Parser({
    onopentag(name, attributes, implied) {
      if (implied) return;
      if (left !== undefined) {
        if (left.name === name) left.depth += 1;
        return;
      }
      if (isRemoved(name, attributes)) {
        leave(name, '');
      } else if (name === 'form' && attributes.role === 'search') {
        const href = relativeTo(place.path, index);
        leave(name, `<p class="search-box"><a href="${href}">${words.all}</a></p>`);
      } else {
        const tag = html.slice(parser.startIndex, parser.endIndex + 1);
        const changed = changedTag(name, attributes, tag, place);
        const isMain = name === 'main' && place.main !== undefined;
        if (changed !== tag || isMain) {
          replace(parser.startIndex, parser.endIndex + 1, changed);
          if (isMain) out.push(place.main?.html ?? '');
        }
        if (isMain && place.main?.place === 'instead') left = { name, depth: 1 };
      }
    },
    onclosetag(name, implied) {
      if (left === undefined || left.name !== name || implied) return;
      left.depth -= 1;
      if (left.depth > 0) return;
      left = undefined;
      written = name === 'main' ? parser.startIndex : parser.endIndex + 1;
    },
  });
  parser.write(html);
  parser.end();
  out.push(html.slice(written));
  const page = out
    .join('')
    .replace(/(<details[^>]* data-search-fold[^>]*>\s*<summary>)[^<]*/, `$1${words.all}`);
  if (place.main?.place !== 'instead') return page;
  return page
    .replace(/(<title>).*?( - )/, `$1${words.all}$2`)
    .replace(/(<span aria-current="page">)[^<]*/, `$1${words.all}`);
}

function changedTag(
  name: string,
  attributes: Readonly<Record<string, string>>,
  tag: string,
  place: PlainPagePlace,
): string {
  if (name === 'meta' && attributes['http-equiv'] === 'Content-Security-Policy') {
    return setAttribute(tag, 'content', filePolicy(attributes.content ?? ''));
  }
  let changed = tag;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (addressAttributes.has(attribute)) {
      changed = setAttribute(changed, attribute, fileAddress(value, place));
    } else if (attribute === 'srcset') {
      const candidates = value.split(',').map((candidate) => {
        const [address = '', ...size] = candidate.trim().split(/\s+/);
        return [fileAddress(address, place), ...size].join(' ');
      });
      changed = setAttribute(changed, attribute, candidates.join(', '));
    }
  }
  // Shown where its button is not.
  if (/(?:^|\s)reading-tools-link(?:\s|$)/.test(attributes.class ?? '')) {
    changed = setAttribute(changed, 'class', 'reading-tools-page');
  }
  return changed;
}

function setAttribute(tag: string, name: string, value: string): string {
  const found = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*'|[^\\s>]+)`, 'i');
  return tag.replace(found, (_, before: string) => `${before}"${escapeXml(value)}"`);
}

/** The policy of a page that comes from a file: what is inline and was allowed still is, nothing else runs. */
function filePolicy(published: string): string {
  const hashes = published.match(/'sha256-[^']+'/g) ?? ["'none'"];
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'self' file:",
    "img-src 'self' file:",
    "form-action 'none'",
    "base-uri 'none'",
    "trusted-types 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** An address of this site as the path to its file from the page; others stay. */
export function fileAddress(address: string, { path, base, has }: PlainPagePlace): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(address)) return address;
  const [, plain = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  const here = posix.join(base, path);
  const whole = plain === '' ? here : posix.resolve('/', posix.dirname(here), plain);
  const isFolder = plain.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(plain);
  const encoded = posix.relative(base, whole);
  const file = decode(encoded);
  const found = isFolder || !has(file) ? posix.join(file, 'index.html') : file;
  const target = has(found) ? found : file;
  return relativeTo(path, target) + rest;
}

/** From one file to another, as an address. */
export function relativeTo(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  // What begins with a colon in its first step would be a scheme.
  return encoded === '' ? './' : encoded;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

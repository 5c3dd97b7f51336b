import { pageFileAddress, withBase } from '../../model/address.ts';
import { escapeXml } from '../../model/escape-xml.ts';
import type { SiteRedirect } from './site-redirects.ts';

const words = {
  'zh-Hans': ['网址已经改变', '这一页现在在：'],
  'zh-Hant': ['網址已經改變', '這一頁現在在：'],
} as const;

export interface MovedPage {
  /** POSIX, from the site's root. */
  readonly path: string;
  /** As {@link SiteRedirect} has it. */
  readonly to: string;
  readonly html: string;
}

/**
 * The page that leads on where no server can be told to: undefined for what is gone (the host's 404 page says it),
 * and for addresses that no host would send as a page.
 */
export function movedPage({ from, to, lang }: SiteRedirect, base: string): MovedPage | undefined {
  const path = pagePath(from.slice(base.length));
  if (to === undefined || path === undefined) return undefined;
  const [title, sentence] = words[lang];
  const target = escapeXml(to);
  const html = [
    '<!DOCTYPE html>',
    `<html lang="${lang}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<meta http-equiv="refresh" content="0; url=${target}">`,
    `<link rel="canonical" href="${target}">`,
    `<title>${title}</title>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    `<p>${sentence}<a href="${target}">${escapeXml(decodeURI(to))}</a></p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
  return { path, to, html };
}

function pagePath(from: string): string | undefined {
  if (from.endsWith('/')) return `${from}index.html`;
  if (/\.html?$/.test(from)) return from;
  return /\.[a-z0-9]+$/i.test(from) ? undefined : `${from}/index.html`;
}

/** The address at which a published file is asked for, with the base. */
export function publishedAddress(base: string, path: string): string {
  return withBase(base, pageFileAddress(path));
}

import { contentTypeOf, typedExtensions } from '../../model/content-type.ts';
import {
  cacheControl,
  type Header,
  hashedFolder,
  securityHeaders,
  strictTransportSecurity,
} from '../../model/response-headers.ts';
import type { SiteRedirect } from '../moved/site-redirects.ts';

/** Where a site stands, as far as its server must know. */
export interface ServedPlace {
  /** Origin. */
  readonly url: string;
  /** Path prefix with a leading and a trailing slash. */
  readonly base: string;
  /** Whether the host is the site's own. */
  readonly ownsHost: boolean;
  /** Old addresses; none when left out. */
  readonly redirects?: readonly SiteRedirect[];
}

/** The one source of all server files: what is sent with which address. */
export interface ServerRules {
  readonly base: string;
  /** With every answer. */
  readonly headers: readonly Header[];
  /** `Cache-Control` of files whose names change with their content, and of all others. */
  readonly immutable: string;
  readonly revalidate: string;
  /** `Content-Type` by lower-case extension; of all others it is a stream of bytes. */
  readonly types: readonly (readonly [extension: string, type: string])[];
  readonly redirects: readonly SiteRedirect[];
}

export function serverRules({ url, base, ownsHost, redirects = [] }: ServedPlace): ServerRules {
  const mayBindHost = ownsHost && url.startsWith('https:');
  return {
    base,
    headers: [...securityHeaders, ...(mayBindHost ? [strictTransportSecurity] : [])],
    immutable: cacheControl(`/${hashedFolder}/`),
    revalidate: cacheControl('/'),
    redirects,
    types: typedExtensions.map((extension) => [extension, contentTypeOf(`.${extension}`)] as const),
  };
}

/** Extensions by what they are sent as. */
export function extensionsByType({ types }: ServerRules): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const [extension, type] of types) {
    const list = grouped.get(type) ?? [];
    grouped.set(type, [...list, extension]);
  }
  return grouped;
}

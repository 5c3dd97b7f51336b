import { searchFolder } from './address.ts';

/** An HTTP header: name and value. */
export type Header = readonly [name: string, value: string];

/**
 * What a web server should send with every file. The Content-Security-Policy of a page stands in the
 * page itself, because its hashes belong to that page; the header adds what only a header can say.
 * Source: OWASP HTTP Headers Cheat Sheet; Mozilla HTTP Observatory.
 */
export const securityHeaders: readonly Header[] = [
  ['Content-Security-Policy', "frame-ancestors 'none'"],
  ['X-Frame-Options', 'DENY'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/**
 * Binds a whole host and all below it to HTTPS for two years, in every browser that saw it: only for a
 * site that owns its host, and only over HTTPS.
 */
export const strictTransportSecurity: Header = [
  'Strict-Transport-Security',
  'max-age=63072000; includeSubDomains',
];

/** The folder whose file names carry a hash of their content (`build.assets` in astro.config.mjs). */
export const hashedFolder = '_assets';

/** The pictures of reports among them; what is there is compressed by its own format. */
export const picturesFolder = `${hashedFolder}/pictures`;

/** Files below {@link searchFolder} stand in folders named by a hash or a version. */
const inSearchFolder = new RegExp(`^/${searchFolder}/[^/]+/`);

/** `Cache-Control` of a file by its address inside the site; what is not hashed is asked for again. */
export function cacheControl(address: string): string {
  return address.startsWith(`/${hashedFolder}/`) || inSearchFolder.test(address)
    ? 'public, max-age=31536000, immutable'
    : 'public, no-cache';
}

import { z } from 'zod';

/** Schemes that a link may lead to; everything else is refused. */
const linkSchemes = new Set(['http', 'https', 'mailto', 'tel']);
/** Of those that are refused, the ones that nobody writes by accident. */
const hostileSchemes = new Set([
  'javascript',
  'vbscript',
  'livescript',
  'data',
  'blob',
  'file',
  'filesystem',
  'view-source',
]);

/** What an address that content names may be used for. */
export type AddressVerdict =
  /** Leads inside the archive: it has neither scheme nor host. */
  | { readonly kind: 'inside' }
  /** Leads elsewhere, by a scheme that a link may have; `href` is what a page carries. */
  | { readonly kind: 'outside'; readonly scheme: string; readonly href: string }
  /** Names a host without a scheme, as browsers take `//host` and `\\host`. */
  | { readonly kind: 'host' }
  | { readonly kind: 'hostile'; readonly scheme: string }
  | { readonly kind: 'unsupported'; readonly scheme: string }
  /** An outside scheme whose rest no browser could follow, or that hides where it leads. */
  | { readonly kind: 'broken' };

/**
 * The one judgement on every address that content can name: links and pictures of texts, raw HTML, the
 * sources of reports and editions. By an allow-list; the scheme is read as a browser reads it: control
 * characters and spaces, which it drops or trims (https://url.spec.whatwg.org/#url-parsing), hide none.
 */
export function judgeAddress(written: string): AddressVerdict {
  const visible = written.replace(/[\p{C}\s\p{DI}]/gu, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(visible)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return { kind: /^[/\\]{2}/.test(visible) ? 'host' : 'inside' };
  }
  if (hostileSchemes.has(scheme)) return { kind: 'hostile', scheme };
  if (!linkSchemes.has(scheme)) return { kind: 'unsupported', scheme };
  if (!URL.canParse(written)) return { kind: 'broken' };
  const url = new URL(written);
  // `https://www.gov.cn@elsewhere.example/` reads like the one and leads to the other.
  if (url.username !== '' || url.password !== '') return { kind: 'broken' };
  // As written, unless only a parser sees through it: capitals, `https:\\host`, or `https:host`, which a page
  // of https takes for a path of its own.
  const isPlain = /^(https?:\/\/[^/\\]|mailto:|tel:)/.test(written);
  return { kind: 'outside', scheme, href: isPlain ? written : url.href };
}

/** Whether a field may hold this as the address of a page on the web. */
export function isWebAddress(written: string): boolean {
  const verdict = judgeAddress(written);
  return (
    verdict.kind === 'outside' &&
    /^https?:\/\/[^/\\?#]/.test(written) &&
    !/[\s\p{C}\p{DI}"<>\\^`{|}]/u.test(written)
  );
}

/** A field that holds the address of a page on the web. */
export const webAddressSchema = z.string().refine(isWebAddress);

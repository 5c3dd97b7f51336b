import { posix } from 'node:path';
import {
  attachmentAddress,
  documentAddress,
  reportAddress,
  withBase,
} from '../../model/address.ts';
import { judgeAddress } from '../../model/web-address.ts';

/** What the resolver must know about the report a link stands in. */
export interface LinkContext {
  /** POSIX path relative to the content folder. */
  readonly file: string;
  readonly year: number;
  readonly slug: string;
  /** The site's path prefix. */
  readonly base: string;
  /** Files listed as attachments, relative to the report's folder. */
  readonly attachments: ReadonlySet<string>;
}

/** Where a link in a body leads. `href` is what the page carries; without one the link is removed. */
export type LinkTarget =
  | { readonly kind: 'external'; readonly href: string }
  | { readonly kind: 'anchor'; readonly href: string; readonly anchor: string }
  | {
      readonly kind: 'report';
      readonly href: string;
      /** POSIX path relative to the content folder. */
      readonly file: string;
      readonly anchor: string;
    }
  | {
      readonly kind: 'address';
      readonly href: string;
      /** From the root, without the base. */
      readonly address: string;
    }
  | { readonly kind: 'attachment'; readonly href: string }
  | { readonly kind: 'hostile'; readonly href?: undefined; readonly scheme: string }
  | { readonly kind: 'unsupported'; readonly href?: undefined; readonly scheme: string }
  /** A path to nothing that is published; `path` as it resolves inside the content folder. */
  | { readonly kind: 'nowhere'; readonly href?: undefined; readonly path: string };

export function resolveLink(written: string, context: LinkContext): LinkTarget {
  const verdict = judgeAddress(written);
  switch (verdict.kind) {
    case 'hostile':
    case 'unsupported':
      return verdict;
    case 'broken':
    case 'host':
      return { kind: 'nowhere', path: written };
    case 'outside':
      return { kind: 'external', href: verdict.href };
  }
  const [, rawPath = '', query = '', rawAnchor = ''] =
    /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(written) ?? [];
  const decoded = decode(rawPath);
  // `//host`, and what browsers take for it: backslashes, and control characters that they drop.
  if (/^\/{2}|[\\\p{Cc}]/u.test(decoded)) return { kind: 'nowhere', path: decoded };
  const path = decoded === '' ? '' : posix.normalize(decoded);
  const anchor = decode(rawAnchor);
  const hash = anchor === '' ? '' : `#${anchor}`;
  if (path === '') {
    return written.startsWith('#') && anchor !== ''
      ? { kind: 'anchor', href: hash, anchor }
      : { kind: 'nowhere', path: written };
  }
  if (path.startsWith('/')) {
    const prefix = withBase(context.base, '/');
    const address =
      prefix !== '/' && path.startsWith(prefix) ? path.slice(prefix.length - 1) : path;
    return { kind: 'address', href: withBase(context.base, address) + query + hash, address };
  }
  const resolved = posix.join(posix.dirname(context.file), path);
  const report = /^reports\/(\d+)\/([^/]+)\.md$/.exec(resolved);
  if (report?.[1] !== undefined && report[2] !== undefined) {
    const address = reportAddress({ year: Number(report[1]), slug: report[2] });
    return { kind: 'report', href: withBase(context.base, address) + hash, file: resolved, anchor };
  }
  const page = /^pages\/([^/]+)\.mdx$/.exec(resolved);
  if (page?.[1] !== undefined) {
    const address = documentAddress(page[1]);
    return { kind: 'address', href: withBase(context.base, address) + hash, address };
  }
  // A page stands at the root of the site, as its file stands beside nothing: `../years/` is `/years/`.
  if (context.file.startsWith('pages/') && !/^(\.\.\/|pages\/)/.test(resolved)) {
    const address = `/${resolved}`;
    return { kind: 'address', href: withBase(context.base, address) + query + hash, address };
  }
  const beside = posix.normalize(path);
  if (context.attachments.has(beside)) {
    return {
      kind: 'attachment',
      href: withBase(context.base, attachmentAddress(context, beside)),
    };
  }
  return { kind: 'nowhere', path: resolved };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { traditionalSegment } from '../model/address.ts';

/** What must be known to turn a Simplified page's addresses into its Traditional twin's. */
export interface PageAddressOptions {
  /** Path prefix with a leading and a trailing slash. */
  readonly base: string;
  /** The site's origin (`https://example.gov.cn`); without it absolute addresses count as foreign. */
  readonly origin?: string | undefined;
  /** The page's own address without the base: `/years/2019/`. */
  readonly address: string;
  /**
   * Whether an address (without the base, without query and fragment) has a Traditional twin.
   * By default every page has one: what ends in a slash or `.html`.
   */
  readonly hasTwin?: ((address: string) => boolean) | undefined;
}

/** Pages end in a slash or `.html`; everything else is a file that both trees share. */
export function isPageAddress(address: string): boolean {
  return /(?:\/|\.html?)$/.test(address);
}

/** Makes the function that rewrites one address of a Simplified page for its Traditional twin. */
export function traditionalAddresses(options: PageAddressOptions): (reference: string) => string {
  const { base, origin, address, hasTwin = isPageAddress } = options;
  const twinPrefix = `${base}${traditionalSegment}/`;
  return (reference) => {
    const trimmed = reference.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('//')) return reference;
    const absolute =
      origin !== undefined && (trimmed === origin || trimmed.startsWith(`${origin}/`));
    if (!absolute && /^[a-z][a-z0-9+.-]*:/i.test(trimmed)) return reference;
    const path = absolute ? trimmed.slice(origin.length) || '/' : trimmed;
    const [, file = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
    if (!file.startsWith('/')) {
      if (file === '') return reference;
      // A relative reference means the same page from the twin's place, but not the same file.
      const resolved = new URL(file, `https://x${base.replace(/\/$/, '')}${address}`).pathname;
      const local = withoutBase(resolved, base);
      return local === undefined || hasTwin(local) ? reference : resolved + rest;
    }
    const local = withoutBase(file, base);
    if (local === undefined || file.startsWith(twinPrefix) || !hasTwin(local)) return reference;
    return `${absolute ? origin : ''}${twinPrefix}${local.slice(1)}${rest}`;
  };
}

function withoutBase(path: string, base: string): string | undefined {
  if (path.startsWith(base)) return `/${path.slice(base.length)}`;
  return `${path}/` === base ? '/' : undefined;
}

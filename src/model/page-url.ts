import { traditionalAddress, withBase } from './address.ts';
import type { Site } from './site.ts';

/** The absolute URL of an address: origin, path prefix, address. */
export function pageUrl(site: Pick<Site, 'url' | 'base'>, address: string): string {
  return site.url.replace(/\/+$/, '') + withBase(site.base, address);
}

/** One `<link rel="alternate" hreflang>`. */
export interface LanguageAlternate {
  readonly hreflang: string;
  readonly url: string;
}

const regionOf = { tw: ['zh-Hant-TW'], hk: ['zh-Hant-HK'], t: [] } as const;

/**
 * The page in every script, the same list on each of them, as hreflang asks; `x-default` is the
 * Simplified page. The regional tag beside `zh-Hant` says whose standard the conversion follows.
 * Source: https://developers.google.com/search/docs/specialty/international/localized-versions
 */
export function languageAlternates(
  site: Pick<Site, 'url' | 'base' | 'traditional'>,
  address: string,
): readonly LanguageAlternate[] {
  const simplified = pageUrl(site, address);
  const traditional = pageUrl(site, traditionalAddress(address));
  return [
    { hreflang: 'zh-Hans', url: simplified },
    { hreflang: 'zh-Hant', url: traditional },
    ...regionOf[site.traditional].map((hreflang) => ({ hreflang, url: traditional })),
    { hreflang: 'x-default', url: simplified },
  ];
}

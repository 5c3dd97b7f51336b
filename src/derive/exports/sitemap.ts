import { traditionalAddress } from '../../model/address.ts';
import { escapeXml } from '../../model/escape-xml.ts';
import { languageAlternates, pageUrl } from '../../model/page-url.ts';
import type { Site } from '../../model/site.ts';

/** Limits of one file: https://www.sitemaps.org/protocol.html */
export interface SitemapLimits {
  readonly urls: number;
  readonly bytes: number;
}

export interface SitemapPage {
  /** Of the Simplified page, encoded, without the base. */
  readonly address: string;
  /** W3C date; only where the content tells it. */
  readonly modified?: string | undefined;
}

export interface SitemapFile {
  /** From the root, without the base. */
  readonly address: string;
  readonly text: string;
}

export const sitemapIndexAddress = '/sitemap-index.xml';
const protocolLimits: SitemapLimits = { urls: 50_000, bytes: 50 * 1024 * 1024 };
const opening =
  '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n';
const closing = '</urlset>\n';

/**
 * The sitemaps of both trees and their index, the index first. `lastmod` stands where the content tells a
 * date; of all other pages the archive does not know when they last changed.
 * @param pages every listed page of the Simplified tree.
 */
export function sitemaps(
  site: Site,
  pages: readonly SitemapPage[],
  limits: SitemapLimits = protocolLimits,
): readonly SitemapFile[] {
  const texts: string[] = [];
  let urls: string[] = [];
  let bytes = 0;
  const close = () => {
    if (urls.length > 0) texts.push(opening + urls.join('') + closing);
    urls = [];
    bytes = opening.length + closing.length;
  };
  close();
  const inOrder = [...pages].sort((one, other) => (one.address < other.address ? -1 : 1));
  for (const { address, modified } of inOrder) {
    const lastmod = modified ? `<lastmod>${escapeXml(modified)}</lastmod>` : '';
    const alternates = languageAlternates(site, address)
      .map(
        ({ hreflang, url }) =>
          `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${escapeXml(url)}"/>`,
      )
      .join('');
    for (const own of [address, traditionalAddress(address)]) {
      const url = `<url><loc>${escapeXml(pageUrl(site, own))}</loc>${lastmod}${alternates}</url>\n`;
      const size = Buffer.byteLength(url);
      if (urls.length >= limits.urls || bytes + size > limits.bytes) close();
      urls.push(url);
      bytes += size;
    }
  }
  close();
  const files = texts.map((text, index) => ({ address: `/sitemap-${index + 1}.xml`, text }));
  return [{ address: sitemapIndexAddress, text: sitemapIndex(site, files) }, ...files];
}

function sitemapIndex(site: Site, files: readonly SitemapFile[]): string {
  const entries = files.map(
    ({ address }) => `<sitemap><loc>${escapeXml(pageUrl(site, address))}</loc></sitemap>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('')}</sitemapindex>\n`;
}

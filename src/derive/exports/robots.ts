import { searchAddress, traditionalAddress, withBase } from '../../model/address.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { Site } from '../../model/site.ts';
import { sitemapIndexAddress } from './sitemap.ts';

/**
 * robots.txt (RFC 9309): everything may be read; searches are not pages. Crawlers ask for it at the
 * origin's root only, so a site below a path prefix must have its lines copied there.
 */
export function robotsText(site: Site): string {
  const searches = [searchAddress, traditionalAddress(searchAddress)].map(
    (address) => `Disallow: ${withBase(site.base, address)}?`,
  );
  const lines = ['User-agent: *', 'Allow: /', ...searches, ''];
  return `${[...lines, `Sitemap: ${pageUrl(site, sitemapIndexAddress)}`].join('\n')}\n`;
}

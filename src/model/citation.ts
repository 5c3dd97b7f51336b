import { reportAddress } from './address.ts';
import { pageUrl } from './page-url.ts';
import type { Report } from './report.ts';
import type { Site } from './site.ts';

/** How to cite a report, in the parts that a page shows and lets people copy. */
export interface Citation {
  /** GB/T 7714—2015, electronic report [R/OL]; the date of access is the reader's to fill in. */
  readonly text: string;
  /** Who, what and its number: a section's heading would follow as one more part of the title. */
  readonly work: string;
  /** The kind of source and the day of publication. */
  readonly edition: string;
  /** What stands in for the day on which the reader consulted the page. */
  readonly accessed: string;
  /** The permanent URL that the citation ends with. */
  readonly url: string;
}

/**
 * GB/T 7714—2015, 4.6 (electronic resources), document number as other title information:
 * responsible body. title: document number[R/OL]. (date of publication)[date of access]. URL.
 * An unknown date of publication is left out.
 */
export function reportCitation(
  site: Pick<Site, 'url' | 'base'>,
  report: Pick<Report, 'issuer' | 'title' | 'documentNumber' | 'published' | 'year' | 'slug'>,
): Citation {
  const url = pageUrl(site, reportAddress(report));
  const number = report.documentNumber ? `：${report.documentNumber}` : '';
  const published = report.published ? `(${report.published.slice(0, 10)})` : '';
  const work = `${report.issuer.name}. ${report.title}${number}`;
  const edition = `[R/OL]. ${published}`;
  const accessed = '[引用日期]';
  return { text: `${work}${edition}${accessed}. ${url}`, work, edition, accessed, url };
}

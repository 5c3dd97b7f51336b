import type { PageFacts } from './page.ts';
import { pageUrl } from './page-url.ts';
import type { Report } from './report.ts';
import type { Site } from './site.ts';

/** One `<meta name content>`. */
export interface MetaTag {
  readonly name: string;
  readonly content: string;
}

/**
 * Of the column types that the rule lists, an archive ordered by indicator is a
 * 信息公开目录 (catalogue of what was made public).
 */
const columnType = '信息公开目录';

/**
 * The government meta tags of one page (annex of 国办发〔2017〕47号, cumulative by page type):
 * the site's on every page, the column's on list and report pages, the article's on report pages.
 * A value that is not known is left out, never made up.
 */
export function metaTags(site: Site, facts: PageFacts): readonly MetaTag[] {
  const tags = siteTags(site);
  if (facts.kind === 'column') tags.push(...columnTags(columnOfList(site, facts)));
  if (facts.kind === 'report' && facts.report) {
    tags.push(...columnTags(columnOfReport(site, facts.report)));
    tags.push(...articleTags(site, facts, facts.report));
  }
  return tags;
}

/**
 * `PubDate` asks for `YYYY-MM-DD HH:MM`. A report whose hour is unknown gives its date alone:
 * a midnight nobody published at would be a forged publication time.
 */
function publicationDate(published: string): string {
  return published.slice(0, 16).replace('T', ' ');
}

function siteTags(site: Site): MetaTag[] {
  const tags = [
    { name: 'SiteName', content: site.name },
    { name: 'SiteDomain', content: new URL(site.url).host },
  ];
  if (site.siteIdCode) tags.push({ name: 'SiteIDCode', content: site.siteIdCode });
  return tags;
}

interface Column {
  readonly name: string;
  readonly description: string;
  readonly keywords: readonly string[];
}

function columnOfList(site: Site, facts: PageFacts): Column {
  const keywords = facts.keywords?.length ? facts.keywords : [facts.title, ...site.trail];
  return { name: facts.title, description: facts.description, keywords };
}

/** A report stands in the column of its first indicator. */
function columnOfReport(site: Site, report: Report): Column {
  const { title, ancestors } = report.indicators[0];
  return {
    name: title,
    description: `${site.trail.join('、')}中“${title}”的报告和材料`,
    keywords: [...site.trail, ...ancestors.map((ancestor) => ancestor.title)],
  };
}

function columnTags(column: Column): MetaTag[] {
  return [
    { name: 'ColumnName', content: column.name },
    { name: 'ColumnDescription', content: column.description },
    { name: 'ColumnKeywords', content: [...new Set(column.keywords)].join(',') },
    { name: 'ColumnType', content: columnType },
  ];
}

function articleTags(site: Site, facts: PageFacts, report: Report): MetaTag[] {
  const tags = [{ name: 'ArticleTitle', content: report.title }];
  if (report.published) {
    tags.push({ name: 'PubDate', content: publicationDate(report.published) });
  }
  tags.push({ name: 'ContentSource', content: report.source?.name ?? report.issuer.name });
  if (report.keywords.length > 0) {
    tags.push({ name: 'Keywords', content: report.keywords.join(',') });
  }
  if (report.summary) tags.push({ name: 'Description', content: report.summary });
  tags.push({ name: 'Url', content: pageUrl(site, facts.address) });
  return tags;
}

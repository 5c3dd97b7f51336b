import { attachmentAddress, homeAddress, indicatorAddress, searchAddress } from './address.ts';
import type { Issuer } from './issuer.ts';
import { mediaTypeOf } from './media-type.ts';
import type { PageFacts, TrailStep } from './page.ts';
import { pageUrl } from './page-url.ts';
import type { Report } from './report.ts';
import type { Site } from './site.ts';
import { w3cDate } from './w3c-date.ts';

type JsonValue = string | number | readonly JsonValue[] | { readonly [key: string]: JsonValue };
/** One schema.org node. */
export interface StructuredNode {
  readonly '@type': string;
  readonly [property: string]: JsonValue;
}

/**
 * What a page says to machines in schema.org's words: where it stands on every page, the site and
 * its search on the home page, the list on columns, the record on report pages.
 * Only what is known; nothing is guessed.
 */
export function structuredData(site: Site, facts: PageFacts): readonly StructuredNode[] {
  const nodes = breadcrumbList(site, facts.trail);
  if (facts.kind === 'home') nodes.push(...siteNodes(site));
  if (facts.kind === 'column') nodes.push(collectionNode(site, facts));
  if (facts.kind === 'report' && facts.report) nodes.push(reportNode(site, facts, facts.report));
  return nodes;
}

/**
 * The text of a `<script type="application/ld+json">`; `<` is escaped so that no title can
 * end the script, U+2028 and U+2029 so that every consumer reads one line.
 */
export function serializeStructuredData(nodes: readonly StructuredNode[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Steps without a page of their own have no place in a BreadcrumbList, whose items must link; and one
 * step is no way: https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
 */
function breadcrumbList(site: Site, trail: readonly TrailStep[]): StructuredNode[] {
  const steps = trail.filter((step, index) => step.address || index === trail.length - 1);
  if (steps.length < 2) return [];
  const itemListElement = steps.map((step, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: step.name,
    ...(step.address && { item: pageUrl(site, step.address) }),
  }));
  return [{ '@type': 'BreadcrumbList', itemListElement }];
}

function siteNodes(site: Site): StructuredNode[] {
  const search = `${pageUrl(site, searchAddress)}?q={search_term_string}`;
  const website: StructuredNode = {
    '@type': 'WebSite',
    '@id': siteId(site),
    name: site.name,
    ...(site.title && site.title !== site.name && { alternateName: site.title }),
    ...(site.description && { description: site.description }),
    url: pageUrl(site, homeAddress),
    inLanguage: 'zh-Hans',
    ...(site.sponsor && { publisher: { '@id': sponsorId(site) } }),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: search },
      'query-input': 'required name=search_term_string',
    },
  };
  return site.sponsor ? [website, sponsorNode(site, site.sponsor)] : [website];
}

/** Only a site marked official may call its sponsor a government. */
function sponsorNode(site: Site, name: string): StructuredNode {
  const { address, phone, email } = site.contact ?? {};
  return {
    '@type': site.official ? 'GovernmentOrganization' : 'Organization',
    '@id': sponsorId(site),
    name,
    ...(address && { address }),
    ...(phone && { telephone: phone }),
    ...(email && { email }),
    ...(site.region && { areaServed: site.region }),
  };
}

function collectionNode(site: Site, facts: PageFacts): StructuredNode {
  return {
    '@type': 'CollectionPage',
    name: facts.title,
    description: facts.description,
    url: pageUrl(site, facts.address),
    inLanguage: 'zh-Hans',
    isPartOf: { '@id': siteId(site) },
  };
}

function reportNode(site: Site, facts: PageFacts, report: Report): StructuredNode {
  const issuer = issuerNode(report.issuer);
  return {
    '@type': 'Report',
    name: report.title,
    headline: report.title,
    url: pageUrl(site, facts.address),
    inLanguage: 'zh-Hans',
    temporalCoverage: String(report.year),
    author: issuer,
    publisher: issuer,
    ...(report.published && { datePublished: w3cDate(report.published) }),
    ...(report.documentNumber && { reportNumber: report.documentNumber }),
    ...identifiers(report),
    ...(report.summary && { abstract: report.summary }),
    ...(report.keywords.length > 0 && { keywords: report.keywords }),
    ...(report.source?.url && { isBasedOn: report.source.url }),
    about: report.indicators.map((indicator) => ({
      '@type': 'DefinedTerm',
      termCode: indicator.code,
      name: indicator.title,
      url: pageUrl(site, indicatorAddress(indicator)),
    })),
    ...(report.attachments.length > 0 && {
      encoding: report.attachments.map((attachment) => ({
        '@type': 'MediaObject',
        name: attachment.title,
        contentUrl: pageUrl(site, attachmentAddress(report, attachment.file)),
        encodingFormat: mediaTypeOf(attachment.type),
        contentSize: `${attachment.bytes} B`,
        sha256: attachment.sha256,
      })),
    }),
    isPartOf: { '@type': 'WebSite', '@id': siteId(site), name: site.name },
  };
}

function identifiers(report: Report): { identifier?: JsonValue } {
  const known = [
    ['发文字号', report.documentNumber],
    ['索引号', report.indexNumber],
  ].flatMap(([name, value]) =>
    name && value ? [{ '@type': 'PropertyValue', propertyID: name, value }] : [],
  );
  return known.length > 0 ? { identifier: known } : {};
}

/** An issuer of kind `other` may be anything: an association, a company. */
function issuerNode(issuer: Issuer): StructuredNode {
  const type = issuer.kind === 'other' ? 'Organization' : 'GovernmentOrganization';
  return { '@type': type, name: issuer.name };
}

function siteId(site: Site): string {
  return `${pageUrl(site, homeAddress)}#site`;
}

function sponsorId(site: Site): string {
  return `${pageUrl(site, homeAddress)}#sponsor`;
}

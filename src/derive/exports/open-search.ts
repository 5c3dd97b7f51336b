import { homeAddress, openSearchAddress, searchAddress } from '../../model/address.ts';
import { escapeXml } from '../../model/escape-xml.ts';
import { pageUrl } from '../../model/page-url.ts';
import type { Site } from '../../model/site.ts';
import type { ScriptText } from '../../variant/script-text.ts';

/** The longest that the rule allows, in characters. */
const longest = { shortName: 16, longName: 48, description: 1024 } as const;

/**
 * How a browser searches the site from its own address bar, in one script: OpenSearch 1.1
 * (https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md). A name that is longer
 * than its place is cut; the whole stands in the description.
 */
export function openSearchDescription(site: Site, { language, text, address }: ScriptText): string {
  const name = text(site.name);
  const title = text(site.title ?? site.name);
  const url = (own: string) => escapeXml(pageUrl(site, own));
  const description = `${text('检索')}${title}`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `<ShortName>${cut(name, longest.shortName)}</ShortName>`,
    `<LongName>${cut(title, longest.longName)}</LongName>`,
    `<Description>${cut(description, longest.description)}</Description>`,
    `<Url type="text/html" template="${url(address(searchAddress))}?q={searchTerms}"/>`,
    `<Url type="application/opensearchdescription+xml" rel="self" template="${url(address(openSearchAddress))}"/>`,
    `<Image height="32" width="32" type="image/x-icon">${url(`${homeAddress}favicon.ico`)}</Image>`,
    `<Language>${language}</Language>`,
    '<InputEncoding>UTF-8</InputEncoding>',
    '<OutputEncoding>UTF-8</OutputEncoding>',
    '</OpenSearchDescription>',
  ].join('\n')}\n`;
}

function cut(text: string, characters: number): string {
  return escapeXml([...text].slice(0, characters).join(''));
}

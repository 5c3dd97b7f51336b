import {
  coverageAddress,
  dataAddress,
  documentAddress,
  feedAddress,
  homeAddress,
  indicatorsAddress,
  issuersAddress,
  jsonFeedAddress,
  missingAddress,
  openSearchAddress,
  readingToolsAddress,
  searchAddress,
  searchFolder,
  sitemapAddress,
  socialImageAddress,
  traditionalAddress,
  withBase,
  yearsAddress,
} from '../model/address.ts';
import type { Archive } from '../model/archive.ts';
import { atomMediaType, jsonFeedMediaType } from '../model/media-type.ts';
import { type MetaTag, metaTags } from '../model/meta-tags.ts';
import type { PageFacts } from '../model/page.ts';
import { type LanguageAlternate, languageAlternates, pageUrl } from '../model/page-url.ts';
import { cardSize } from '../model/share-card.ts';
import { serializeStructuredData, structuredData } from '../model/structured-data.ts';
import { w3cDate } from '../model/w3c-date.ts';

/** A link: words, and where they lead. */
export interface Link {
  readonly name: string;
  readonly href: string;
}

/** What stands in `<head>`. */
export interface HeadView {
  readonly title: string;
  readonly description: string;
  /** Pages that a search engine should not list have no canonical URL. */
  readonly canonical?: string | undefined;
  readonly alternates: readonly LanguageAlternate[];
  readonly metaTags: readonly MetaTag[];
  /** `<meta property>`: Open Graph. */
  readonly properties: readonly { readonly property: string; readonly content: string }[];
  /** How Twitter lays out a preview: https://developer.x.com/en/docs/x-for-websites/cards/overview/markup */
  readonly previewCard: 'summary' | 'summary_large_image';
  readonly icons: { readonly ico: string; readonly svg: string; readonly apple: string };
  /** The page's own come first: many readers take the first they find. */
  readonly feeds: readonly {
    readonly type: string;
    readonly title: string;
    readonly href: string;
  }[];
  readonly openSearch: { readonly title: string; readonly href: string };
  /** Text of the JSON-LD script, escaped for its place. */
  readonly structuredData: string;
}

/** One step of the trail; without `href` it is a place that has no page of its own, or this page. */
export interface TrailView {
  readonly name: string;
  readonly href?: string | undefined;
}

/** What every page shows around its own content. */
export interface FrameView {
  readonly head: HeadView;
  /** What site.yaml has to say on every page. */
  readonly notice?: string | undefined;
  readonly siteTitle: string;
  /** The home page. */
  readonly home: string;
  readonly isHome: boolean;
  readonly sections: readonly (Link & { readonly current?: 'page' | 'true' | undefined })[];
  /** Pages that hold a search box of their own need no second one above it. */
  readonly hasSearchBox: boolean;
  readonly search: SearchBoxView;
  readonly reading: {
    readonly tools: string;
    readonly simplified: string;
    readonly traditional: string;
  };
  /** From the home page to this one, which comes last. */
  readonly trail: readonly TrailView[];
  readonly footer: {
    readonly links: readonly Link[];
    readonly facts: readonly { readonly name: string; readonly value: string }[];
    readonly isOfficial: boolean;
  };
  /** At the foot of every sheet of paper, a line each: where the page stands, and when its report was published. */
  readonly printFoot?: string | undefined;
}

/** Where a search is sent, and where its index is. */
export interface SearchBoxView {
  readonly action: string;
  readonly index: string;
}

/** Makes the function that turns an address into what stands in a page: with the path prefix before it. */
export function hrefsOf({ site }: Pick<Archive, 'site'>): (address: string) => string {
  return (address) => withBase(site.base, address);
}

const ownSearch: readonly string[] = [homeAddress, searchAddress, missingAddress];

/** What stands around a page that says this of itself. */
export function frameOf(archive: Archive, facts: PageFacts): FrameView {
  const { site } = archive;
  const href = hrefsOf(archive);
  const { address, trail } = facts;
  return {
    head: headOf(archive, facts),
    notice: site.notice,
    siteTitle: site.title ?? site.name,
    home: href(homeAddress),
    isHome: address === homeAddress,
    sections: [
      { name: '首页', address: homeAddress },
      { name: '指标', address: indicatorsAddress },
      { name: '年度', address: yearsAddress },
      { name: '发布机构', address: issuersAddress },
      { name: '公开情况', address: coverageAddress },
      { name: '帮助', address: documentAddress('help') },
    ].map((section) => ({
      name: section.name,
      href: href(section.address),
      current: currentSection(section.address, address),
    })),
    hasSearchBox: !ownSearch.includes(address),
    search: { action: href(searchAddress), index: href(`/${searchFolder}/`) },
    reading: {
      tools: href(readingToolsAddress),
      simplified: href(address),
      traditional: href(traditionalAddress(address)),
    },
    trail: trail.map((step, index) => ({
      name: step.name,
      href: step.address && index < trail.length - 1 ? href(step.address) : undefined,
    })),
    footer: {
      links: [
        { name: '网站地图', href: href(sitemapAddress) },
        { name: '关于本馆', href: href(documentAddress('about')) },
        { name: '无障碍声明', href: href(documentAddress('accessibility')) },
        { name: '使用帮助', href: href(documentAddress('help')) },
        { name: '开放数据', href: href(dataAddress) },
        { name: '订阅更新', href: href(feedAddress) },
      ],
      facts: [
        { name: '主办单位', value: site.sponsor },
        { name: '承办单位', value: site.operator },
        { name: '地址', value: site.contact?.address },
        { name: '电话', value: site.contact?.phone },
        { name: '电子邮箱', value: site.contact?.email },
        { name: '网站标识码', value: site.siteIdCode },
        { name: 'ICP备案', value: site.icp },
        { name: '公安备案', value: site.policeRecord },
      ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
      isOfficial: site.official,
    },
    printFoot: facts.unlisted ? undefined : printFoot(pageUrl(site, address), facts.report),
  };
}

function printFoot(url: string, report: PageFacts['report']): string {
  if (!report) return url;
  return `${url}\n公开日期：${report.published ?? '未载明'}`;
}

/** A report stands in the section of the indicators. */
function currentSection(section: string, address: string): 'page' | 'true' | undefined {
  if (section === address) return 'page';
  const isWithin =
    (section !== homeAddress && address.startsWith(section)) ||
    (section === indicatorsAddress && address.startsWith('/reports/'));
  return isWithin ? 'true' : undefined;
}

function headOf(archive: Archive, facts: PageFacts): HeadView {
  const { site } = archive;
  const href = hrefsOf(archive);
  const siteTitle = site.title ?? site.name;
  const isHome = facts.kind === 'home';
  const url = pageUrl(site, facts.address);
  const published = facts.report?.published;
  return {
    title: isHome
      ? [siteTitle, facts.title]
          .filter((part, index) => index === 0 || part !== siteTitle)
          .join(' - ')
      : `${facts.title} - ${siteTitle}`,
    description: facts.description,
    canonical: facts.unlisted ? undefined : url,
    alternates: languageAlternates(site, facts.address),
    metaTags: metaTags(site, facts),
    properties: [
      { property: 'og:type', content: facts.kind === 'report' ? 'article' : 'website' },
      { property: 'og:site_name', content: siteTitle },
      { property: 'og:title', content: isHome ? siteTitle : facts.title },
      { property: 'og:description', content: facts.description },
      { property: 'og:url', content: url },
      ...(archive.card === undefined ? [] : pictureProperties(site, siteTitle)),
      { property: 'og:locale', content: 'zh_CN' },
      ...(published ? [{ property: 'article:published_time', content: w3cDate(published) }] : []),
    ],
    previewCard: archive.card === undefined ? 'summary' : 'summary_large_image',
    icons: {
      ico: href('/favicon.ico'),
      svg: href('/favicon.svg'),
      apple: href('/apple-touch-icon.png'),
    },
    feeds: [
      ...(facts.feed === undefined ? [] : feedLinks(href, facts.feed, facts.title)),
      ...feedLinks(href, feedAddress, siteTitle),
    ],
    openSearch: { title: siteTitle, href: href(openSearchAddress) },
    structuredData: serializeStructuredData(structuredData(site, facts)),
  };
}

/** Of the picture that link previews show. */
function pictureProperties(site: Archive['site'], alt: string) {
  return [
    { property: 'og:image', content: pageUrl(site, socialImageAddress(homeAddress)) },
    { property: 'og:image:width', content: String(cardSize.width) },
    { property: 'og:image:height', content: String(cardSize.height) },
    { property: 'og:image:alt', content: alt },
  ];
}

/** An Atom feed and the JSON feed beside it. */
function feedLinks(href: (address: string) => string, address: string, title: string) {
  return [
    { type: atomMediaType, title, href: href(address) },
    { type: jsonFeedMediaType, title, href: href(jsonFeedAddress(address)) },
  ];
}

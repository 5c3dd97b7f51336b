import type { Site } from './site.ts';

/** What a share card says, in one script. */
export interface CardText {
  /** Above the title, small; empty where there is none. */
  readonly heading: string;
  readonly title: string;
  /** Below the rule. */
  readonly foot: string;
}

/** The picture that stands for the site when a link to any of its pages is shared, as the content folder keeps it. */
export interface ShareCard {
  /** What was drawn, as the files themselves record it; a picture of the editors' own says nothing. */
  readonly simplified: CardText | undefined;
  readonly traditional: CardText | undefined;
}

/** In the content folder, one for each script; a card is kept when both are there. */
export const cardFiles = { simplified: 'social.png', traditional: 'social-zh-hant.png' } as const;

/** Pixels. https://ogp.me/ names no size; link previews crop to 1.91 : 1. */
export const cardSize = { width: 1200, height: 630 } as const;

/** What a card of this site says in Simplified. */
export function cardText(site: Pick<Site, 'name' | 'title' | 'region' | 'trail'>): CardText {
  const title = site.title ?? site.name;
  const region = site.region ?? '';
  return {
    // Most titles name the region themselves.
    heading: title.includes(region) ? '' : region,
    title,
    foot: site.trail.join(' · '),
  };
}

export function isSameCardText(a: CardText, b: CardText): boolean {
  return a.heading === b.heading && a.title === b.title && a.foot === b.foot;
}

/** What stands in a PNG's `Description`. */
export function cardRecord({ heading, title, foot }: CardText): string {
  return JSON.stringify({ heading, title, foot });
}

/** In UTF-16 units; far beyond what a card has room for. */
const longestRecord = 100_000;

/** The other way round; undefined where somebody else wrote it. */
export function readCardRecord(record: string | undefined): CardText | undefined {
  if (record === undefined || record.length > longestRecord) return undefined;
  try {
    const read: unknown = JSON.parse(record);
    if (typeof read !== 'object' || read === null) return undefined;
    if (!('heading' in read) || !('title' in read) || !('foot' in read)) return undefined;
    const { heading, title, foot } = read;
    return typeof heading === 'string' && typeof title === 'string' && typeof foot === 'string'
      ? { heading, title, foot }
      : undefined;
  } catch {
    return undefined;
  }
}

import type { Report } from './report.ts';

/** One step of the breadcrumb; without an address it is a place that has no page of its own. */
export interface TrailStep {
  readonly name: string;
  readonly address?: string | undefined;
}

/** What government meta tags call the page: 首页, 列表页 or 详情页; `tool` pages carry the site's tags only. */
export type PageKind = 'home' | 'column' | 'report' | 'tool';

/** What a page says about itself: its head, its breadcrumb and its structured data come from this alone. */
export interface PageFacts {
  readonly kind: PageKind;
  /** Unique in the archive, beginning with what differs; the site's name is added by the head. */
  readonly title: string;
  readonly description: string;
  readonly keywords?: readonly string[] | undefined;
  /** From the root, without the base, in the Simplified tree. */
  readonly address: string;
  /** From the home page to this page, both included. */
  readonly trail: readonly TrailStep[];
  readonly report?: Report | undefined;
  /** Address of the Atom feed of the reports that the page lists, where they have one of their own. */
  readonly feed?: string | undefined;
  /** Set on pages that a search engine should not list (404). */
  readonly unlisted?: boolean | undefined;
}
